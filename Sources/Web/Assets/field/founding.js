// 即时检查 and 加入专项任务: inspections that are begun on the phone, also without network (TASK-24, TASK-29). The phone gives the
// ids; the server takes the visit over under them, once. What is chosen lies on the phone at every change.
import { clone, fill, options, part } from './dom.js';
import { dayText } from './clock.js';
import { uuid7 } from './canonical.js';
import { finder } from './subjects.js';
import { isKeptKit, isPackage } from './shapes.js';

const FINISHED = new Set(['awaitingReview', 'completed', 'notInspectable']);
export const isFinished = ({ status }) => FINISHED.has(status);

/** Where a visit is gone on with, or read. */
export const addressOf = (visit) => `#/visit/${visit.id}/${isFinished(visit) ? 'sign' : 'info'}`;

const STATES = { draft: ['未开始', ''], waiting: ['待同步', 'warn'], taken: ['已开始', 'info'], refused: ['未通过', 'warn'] };
export const LONGEST_WORDS = 500;

export const kitOf = async (database) => (await database.unsealIf(await database.get('meta', 'kit'), isKeptKit))?.kit ?? null;

/** The items that are about objects of this class and have a form for the mode. */
export const itemsFor = (kit, subject, mode) => kit.items
  .filter(({ classes, forms }) => (!subject || classes.includes(subject.class)) && forms.some((form) => form.mode === mode));

export const formsOf = (kit, item, mode) => (kit.items.find(({ id }) => id === item)?.forms ?? []).filter((form) => form.mode === mode);

/** The special tasks of the agency that run, take objects and cover this one (TASK-25). */
export const tasksFor = (kit, subject, today) => kit.tasks.filter(({ classes, from }) => (!subject || classes.includes(subject.class)) && from <= today);

/** What keeps an inspection from being begun, in words that say what to do; null when nothing does. */
export function obstacle(kit, founding, today) {
  const { kind, mode, subject, item, form, task, partner, origin, words } = founding;
  if (!subject) return '请选择检查对象';
  if (kind === 'joinSpecialTask') {
    if (!tasksFor(kit, subject, today).some(({ id }) => id === task)) return '请选择专项任务';
  } else {
    if (!itemsFor(kit, subject, mode).some(({ id }) => id === item)) return '请选择检查事项';
    if (!formsOf(kit, item, mode).some(({ version }) => version === form)) return '请选择检查表单';
    if (!kit.origins.some((one) => one.origin === origin)) return '请选择检查来源';
    if (!words.trim()) return '请填写检查事由';
  }
  const officers = [kit.me, partner].map((id) => kit.officers.find((officer) => officer.id === id));
  if (!officers[1]) return '请选择另一名执法人员';
  if (!officers[0]) return '您的执法证已失效，不能开展检查';
  const late = officers.find(({ until }) => until && until < today);
  return late ? `${late.name}执法证已失效，请调整检查人员` : null;
}

const basicsOf = ({ subject }) => ({
  unit: subject.name, principal: subject.principal ?? '', principalTitle: subject.title ?? '', phone: '', address: subject.address ?? '',
  place: '', startedAt: '', endedAt: '', experts: '', joint: 'no',
});

/** What the server is told; the same however often it is sent. */
export function foundingCall(founding) {
  const { kind, id, task, subject, officers, startedAt, basics, mode, item, form, origin, words } = founding;
  const common = { kind, visit: id, task, subject: subject.id, officers, at: startedAt, basics };
  return kind === 'instant' ? { ...common, mode, item, form, origin, words: words.trim() } : common;
}

/** The package of the visit as the phone makes it; that of the server takes its place and says the same. */
export function packageOf(kit, founding) {
  const { kind, id, subject, startedAt } = founding;
  const today = dayText(startedAt);
  const joined = kit.tasks.find((task) => task.id === founding.task);
  const form = kind === 'instant' ? kit.forms.find(({ version }) => version === founding.form)?.form : kit.taskForms.find(({ task }) => task === founding.task)?.form;
  const modeName = kind === 'instant' ? kit.modes.find(({ mode }) => mode === founding.mode)?.name : '专项检查';
  const task = kind === 'instant'
    ? { id: founding.task, number: '联网后编号', name: `${modeName}：${subject.name}`, mode: founding.mode, modeName }
    : { id: joined.id, number: joined.number, name: joined.name, mode: 'special', modeName };
  return {
    id, ...kit.status, task,
    subject: { id: subject.id, name: subject.name, creditCode: subject.creditCode, address: subject.address, riskLevel: subject.riskLevel ?? null },
    term: kind === 'instant' ? { from: today, to: dayText(startedAt + 6 * 86400000) } : { from: joined.from, to: joined.to },
    startedOn: null, finishedOn: null, gate: { required: false, missing: [] }, notice: null, me: kit.me, agency: kit.agency,
    officers: founding.officers.map((officer) => {
      const { name, certificate } = kit.officers.find((one) => one.id === officer);
      return { id: officer, name, certificate, agency: kit.agency, leader: officer === kit.me };
    }),
    form, party: kit.parties[subject.class], basics: founding.basics, receipt: null, returned: null, refusal: null,
  };
}

export async function foundings(database) {
  const rows = await database.all('foundings');
  return Promise.all(rows.sort((a, b) => b.at - a.at).map(({ box }) => database.unseal(box)));
}

/** The heads of visits begun here that the server's list does not know yet. */
export async function begunHere(database, listed) {
  const known = new Set(listed.map(({ id }) => id));
  const begun = (await foundings(database)).filter(({ id, state }) => ['waiting', 'taken'].includes(state) && !known.has(id));
  const packages = await Promise.all(begun.map(async ({ id }) => database.unsealIf((await database.get('packages', id))?.box, isPackage)));
  return packages.filter(Boolean);
}

const pendingOf = ({ state }) => (state === 'waiting' ? 1 : 0);

async function keep(database, founding, known = null) {
  const [box, packed] = await Promise.all([database.seal(founding), known && database.seal(known)]);
  await database.write(['foundings', 'packages'], (store) => {
    store('foundings').put({ id: founding.id, at: founding.at, state: founding.state, pending: pendingOf(founding), box });
    if (packed) store('packages').put({ visit: founding.id, box: packed });
  });
}

/** A new one with what is known from the start; the partner is the one of the last time. */
export async function beginFounding(app, kind, subject = null) {
  const { database, clock } = app;
  const kit = await kitOf(database);
  if (!kit) { app.notify('本机还没有检查事项和表单，请联网打开一次'); return; }
  const mode = kit.modes[0]?.mode ?? 'instant';
  const now = clock.now();
  const [last] = await foundings(database);
  const founding = {
    id: uuid7(now), at: now, state: 'draft', kind, mode, subject, message: '',
    task: kind === 'instant' ? uuid7(now) : '', item: '', form: '', partner: await database.get('meta', 'partner') ?? last?.partner ?? '', origin: 'patrol', words: '',
  };
  await keep(database, founding);
  app.go(`#/foundings/${founding.id}`);
}

function line(founding, kinds) {
  const drawn = clone('t-addition-row');
  const [state, tone] = STATES[founding.state];
  part(drawn, 'link').href = founding.state === 'draft' ? `#/foundings/${founding.id}` : `#/visit/${founding.id}/info`;
  fill(drawn, { name: founding.subject?.name ?? '（未选择检查对象）', state, type: kinds.get(founding.kind) ?? '', message: founding.message });
  part(drawn, 'state').className = `tag ${tone}`;
  return drawn;
}

export async function foundingsScreen(app) {
  const { database, main } = app;
  const kit = await kitOf(database);
  const kinds = new Map((kit?.kinds ?? []).map(({ kind, name }) => [kind, name]));
  const rows = await foundings(database);
  const screen = clone('t-foundings');
  part(screen, 'rows').append(...rows.map((founding) => line(founding, kinds)));
  part(screen, 'empty').hidden = rows.length > 0;
  part(screen, 'add').addEventListener('click', () => app.attempt(() => beginFounding(app, 'instant')));
  main.replaceChildren(screen);
}

const choice = (label, pairs, chosen, changed) => {
  const drawn = clone('t-choice');
  part(drawn, 'label').textContent = label;
  const input = part(drawn, 'input');
  options(input, [['', '请选择'], ...pairs], chosen);
  input.addEventListener('input', () => changed(input.value));
  return drawn;
};

/** What there is only one of is chosen. */
function settle(kit, founding, today) {
  const { kind, subject, mode } = founding;
  if (kind === 'joinSpecialTask') {
    const tasks = tasksFor(kit, subject, today);
    if (!tasks.some(({ id }) => id === founding.task)) founding.task = tasks.length === 1 ? tasks[0].id : '';
    return;
  }
  const items = itemsFor(kit, subject, mode);
  if (!items.some(({ id }) => id === founding.item)) founding.item = items.length === 1 ? items[0].id : '';
  const forms = formsOf(kit, founding.item, mode);
  if (!forms.some(({ version }) => version === founding.form)) founding.form = forms[0]?.version ?? '';
}

/** The choices below the object; drawn anew when one of them opens others. */
function controls(kit, founding, today, changed) {
  const set = (name, redraw = false) => (value) => { founding[name] = value; changed(redraw); };
  const { kind, subject, mode } = founding;
  const drawn = [];
  if (kind === 'joinSpecialTask') {
    const tasks = tasksFor(kit, subject, today);
    drawn.push(choice('专项任务 *', tasks.map(({ id, name, number }) => [id, `${name}（${number}）`]), founding.task, set('task')));
    if (!tasks.length) drawn.push(Object.assign(document.createElement('p'), { className: 'say', textContent: '没有正在进行、允许补充检查对象并适用于该对象的专项任务' }));
  } else {
    if (kit.modes.length > 1) drawn.push(choice('检查模式 *', kit.modes.map((one) => [one.mode, one.name]), mode, set('mode', true)));
    drawn.push(choice('检查事项 *', itemsFor(kit, subject, mode).map(({ id, name }) => [id, name]), founding.item, set('item', true)));
    drawn.push(choice('检查表单 *', formsOf(kit, founding.item, mode).map(({ version, name }) => [version, name]), founding.form, set('form')));
    drawn.push(choice('检查来源 *', kit.origins.map(({ origin, name }) => [origin, name]), founding.origin, set('origin')));
    const words = clone('t-area');
    part(words, 'label').textContent = '检查事由 *';
    const input = Object.assign(part(words, 'input'), { value: founding.words, maxLength: LONGEST_WORDS });
    input.addEventListener('input', () => set('words')(input.value));
    drawn.push(words);
  }
  const others = kit.officers.filter(({ id }) => id !== kit.me).map(({ id, name, certificate }) => [id, `${name}　${certificate}`]);
  drawn.push(choice('另一名执法人员 *', others, founding.partner, set('partner')));
  return drawn;
}

/** An object that is in the task already opens the entry that is there (TASK-25). */
async function existing(app, founding) {
  if (founding.kind !== 'joinSpecialTask') return null;
  const visits = await app.visitsHere();
  return visits.find(({ task, subject }) => task.id === founding.task && subject.id === founding.subject?.id) ?? null;
}

async function start(app, kit, founding) {
  const { database, clock } = app;
  const known = await existing(app, founding);
  if (known) {
    await database.write(['foundings'], (store) => store('foundings').delete(founding.id));
    app.go(addressOf(known));
    return null;
  }
  const fault = obstacle(kit, founding, dayText(clock.now()));
  if (fault) return fault;
  const begun = { ...founding, state: 'waiting', startedAt: clock.now(), officers: [kit.me, founding.partner], basics: basicsOf(founding), message: '' };
  await keep(database, begun, packageOf(kit, begun));
  await database.write(['meta'], (store) => store('meta').put(founding.partner, 'partner'));
  app.go(`#/visit/${founding.id}/info`);
  app.sync.now();
  return null;
}

export async function foundingScreen(app, id) {
  const { database, main, clock } = app;
  const row = await database.get('foundings', id);
  const founding = row ? await database.unseal(row.box) : null;
  const kit = await kitOf(database);
  if (!founding || !kit || founding.state !== 'draft') { app.go(founding ? `#/visit/${id}/info` : '#/foundings'); return; }
  const screen = fill(clone('t-founding'), { title: kit.kinds.find(({ kind }) => kind === founding.kind)?.name ?? '', message: '' });
  const today = dayText(clock.now());
  let writing = Promise.resolve();
  const changed = () => { writing = writing.then(() => keep(database, founding)).catch((error) => app.fault(error)); };
  const draw = () => {
    settle(kit, founding, today);
    part(screen, 'chosen').hidden = !founding.subject;
    part(screen, 'finder').hidden = Boolean(founding.subject);
    if (founding.subject) fill(part(screen, 'chosen'), { name: founding.subject.name, code: founding.subject.creditCode, address: founding.subject.address });
    part(screen, 'fields').replaceChildren(...controls(kit, founding, today, (redraw) => { changed(); if (redraw) draw(); }));
  };
  const choose = (subject) => { founding.subject = subject; changed(); draw(); };
  const look = finder(app, part(screen, 'finder'), choose);
  part(screen, 'search').addEventListener('input', ({ target }) => look(target.value));
  part(screen, 'other').addEventListener('click', () => { choose(null); part(screen, 'search').focus(); });
  part(screen, 'send').addEventListener('click', () => app.attempt(async () => {
    await writing;
    const fault = await start(app, kit, founding);
    if (fault) fill(screen, { message: fault });
  }));
  part(screen, 'drop').addEventListener('click', () => app.attempt(async () => {
    await writing;
    await database.write(['foundings'], (store) => store('foundings').delete(id));
    app.go('#/foundings');
  }));
  draw();
  main.replaceChildren(screen);
}
