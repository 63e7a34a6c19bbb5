// 我的检查: the visits of this officer, from what lies on the phone (INSP-03, MOB-03).
import { chips, clone, fill, part } from './dom.js';
import { dayText, spanText } from './clock.js';
import { REFUSED } from './journal.js';
import { isListOfVisits, isPackage } from './shapes.js';
import { addressOf, begunHere, isFinished } from './founding.js';
import { finder } from './subjects.js';

const FILTERS = [['open', '待办'], ['today', '今日'], ['done', '已完成'], ['all', '全部']];

/**
 * Visits that are no longer this officer's and of which something is still here that the server has not taken: it is not to
 * disappear with the line of the list.
 */
export function strays(packages, visits, isHeld) {
  const listed = new Set(visits.map(({ id }) => id));
  return packages.filter(({ id }) => !listed.has(id) && isHeld(id)).map((known) => ({ ...known, status: 'gone', statusName: '不在本人检查中' }));
}

/** 今日 is what was begun or finished today, and what has to be finished today. */
export function matches(visit, filter, text, today) {
  if (text && !`${visit.subject.name} ${visit.subject.creditCode}`.includes(text)) return false;
  const finished = isFinished(visit);
  if (filter === 'open') return !finished;
  if (filter === 'done') return finished;
  if (filter === 'today') return visit.startedOn === today || visit.finishedOn === today || (!finished && visit.term.to === today);
  return true;
}

const row = (visit, waiting, refusal) => {
  const drawn = clone('t-visit-row');
  part(drawn, 'link').href = addressOf(visit);
  fill(drawn, {
    name: visit.subject.name, status: visit.statusName, task: `${visit.task.modeName} · ${visit.task.name}`,
    address: visit.subject.address, term: `${visit.term.from} 至 ${visit.term.to}`, waiting: [refusal, waiting ? `待同步 ${waiting}` : ''].filter(Boolean).join('　'),
  });
  return drawn;
};

/** The visits as the server last listed them, and those begun on this phone that it does not list yet; null before the first time. */
export async function visitsHere(database) {
  const kept = await database.unsealIf(await database.get('meta', 'list'), isListOfVisits);
  return kept && [...await begunHere(database, kept), ...kept];
}

export async function listScreen(app) {
  const { main, database, clock, looking } = app;
  const kept = await visitsHere(database);
  const pending = await database.by('events', 'pending', 1);
  const [refused, turnedDown] = await Promise.all(['files', 'events'].map(async (store) => (
    new Set((await database.by(store, 'pending', REFUSED)).map((row) => row.visit)))));
  const packages = (await Promise.all((await database.all('packages')).map(({ box }) => database.unsealIf(box, isPackage)))).filter(Boolean);
  const lost = kept ? strays(packages, kept, (id) => turnedDown.has(id) || refused.has(id) || pending.some((event) => event.visit === id)) : [];
  const visits = [...lost, ...(kept ?? [])];
  const refusalOf = ({ id, status }) => (status === 'gone' && turnedDown.has(id) ? '有内容未被接受' : refused.has(id) ? '有文件未被接受' : '');
  const today = dayText(clock.now());
  const screen = clone('t-list');
  part(screen, 'search').value = looking.text;
  // TASK-24: an object of the library is found here as well, to begin with
  const look = finder(app, part(screen, 'objects'), ({ id }) => app.go(`#/subjects/${id}`));
  const draw = () => {
    const { filter } = looking;
    const text = part(screen, 'search').value.trim();
    if (looking.text !== text || !part(screen, 'objects').dataset.asked) look(text);
    part(screen, 'objects').dataset.asked = 'yes';
    part(screen, 'objects').hidden = text.length < 2;
    looking.text = text;
    const shown = visits.filter((visit) => matches(visit, filter, text, today));
    chips(part(screen, 'chips'), '筛选', FILTERS.map(([value, label]) => [value, `${label} ${visits.filter((visit) => matches(visit, value, '', today)).length}`]), filter, (value) => { looking.filter = value; draw(); });
    part(screen, 'rows').replaceChildren(...shown.map((visit) => row(visit, pending.filter((event) => event.visit === visit.id).length, refusalOf(visit))));
    part(screen, 'empty').hidden = shown.length > 0;
    if (!kept) part(screen, 'empty').textContent = navigator.onLine ? '正在载入检查清单……' : '本机还没有检查清单，联网后自动载入';
  };
  part(screen, 'search').addEventListener('input', draw);
  fill(screen, { clock: clock.isOff ? `本机时间比服务器${clock.skew < 0 ? '快' : '慢'}${spanText(clock.skew)}，记录按服务器时间保存，请校正手机时间` : '' });
  draw();
  main.replaceChildren(screen);
}
