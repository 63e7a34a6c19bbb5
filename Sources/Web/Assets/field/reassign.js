// 任务指派: an officer hands a visit to others of the agency before anything is entered (TASK-33, ADJ-07). It is asked of the
// server at once: what others take over must be theirs.
import { clone, fill, part } from './dom.js';
import { kitOf } from './founding.js';
import { isPackage } from './shapes.js';
import * as api from './api.js';

/** The visits that can be handed over: of these modes, and nothing entered yet. */
export const handable = (visits, modes) => visits.filter(({ status, task }) => status === 'awaitingInspection' && modes.includes(task.mode));

function line(visit) {
  const drawn = clone('t-visit-row');
  part(drawn, 'link').href = `#/reassign/${visit.id}`;
  fill(drawn, {
    name: visit.subject.name, status: visit.statusName, task: `${visit.task.modeName} · ${visit.task.name}`, address: visit.subject.address,
    term: `${visit.term.from} 至 ${visit.term.to}`, waiting: '',
  });
  return drawn;
}

export async function reassignmentsScreen(app) {
  const kit = await kitOf(app.database);
  const visits = handable(await app.visitsHere(), kit?.reassigns ?? []);
  const screen = clone('t-reassignments');
  part(screen, 'rows').append(...visits.map(line));
  part(screen, 'empty').hidden = visits.length > 0;
  app.main.replaceChildren(screen);
}

function officer({ id, name, certificate }, isChosen) {
  const drawn = clone('t-officer');
  Object.assign(part(drawn, 'input'), { value: id, checked: isChosen });
  part(drawn, 'label').textContent = `${name}　${certificate}`;
  return drawn;
}

const words = (error) => (error instanceof api.Unreachable ? '连接不上服务器，任务指派需要网络，请稍后重试' : error.message);

export async function reassignmentScreen(app, id) {
  const { database, main } = app;
  const [kit, row] = await Promise.all([kitOf(database), database.get('packages', id)]);
  const visit = await database.unsealIf(row?.box, isPackage);
  if (!kit || !visit) { app.go('#/reassign'); return; }
  const seen = visit.officers.map((one) => one.id);
  const screen = fill(clone('t-reassignment'), { title: visit.subject.name, task: `${visit.task.modeName} · ${visit.task.name}`, message: '' });
  part(screen, 'officers').append(...kit.officers.map((one) => officer(one, seen.includes(one.id))));
  part(screen, 'send').addEventListener('click', () => app.attempt(async () => {
    const officers = [...screen.querySelectorAll('input:checked')].map(({ value }) => value);
    if (officers.length < 2) { fill(screen, { message: '执法人员不得少于两人' }); return; }
    try {
      await api.reassign(id, { officers, seen });
    } catch (error) {
      fill(screen, { message: words(error) });
      return;
    }
    await app.refresh();
    app.go('#/reassign');
  }));
  main.replaceChildren(screen);
}
