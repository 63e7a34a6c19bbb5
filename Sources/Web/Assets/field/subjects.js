// The objects of the agency's library as they lie on the phone, and what else the server finds (TASK-24, TASK-29, MOB-03):
// without network one looks among those that came along before (MOB-04).
import { clone, fill, part } from './dom.js';
import { isKeptSubjects } from './shapes.js';
import * as api from './api.js';

const SHOWN = 10;

/** Whether an object is what somebody types: a part of its name, of its address or of its code. */
export function isMeant({ name, creditCode, address }, words) {
  const typed = words.trim().toUpperCase();
  return typed !== '' && [name, creditCode, address].some((text) => (text ?? '').toUpperCase().includes(typed));
}

const merged = (lists) => [...new Map(lists.flat().map((subject) => [subject.id, subject])).values()];

async function kept(database) {
  return await database.unsealIf(await database.get('meta', 'subjects'), isKeptSubjects) ?? { at: 0, rows: [] };
}

/** Those on the phone first; what the server finds besides is kept, so that it is known without network the next time. */
export async function findSubjects(app, words) {
  const { database, sync } = app;
  const known = await kept(database);
  const here = known.rows.filter((subject) => isMeant(subject, words));
  let found = [];
  try {
    found = (await api.subjects(words, null)).subjects;
  } catch (error) {
    if (!(error instanceof api.Unreachable || error instanceof api.SignedOut)) throw error;
    return { subjects: here.slice(0, SHOWN), isWhole: false };
  }
  const fresh = found.filter(({ id }) => !known.rows.some((row) => row.id === id));
  if (fresh.length) await sync.keepInto('subjects', { at: known.at, rows: [...fresh, ...known.rows].slice(0, 2000) });
  return { subjects: merged([found, here]).slice(0, SHOWN), isWhole: true };
}

export const subjectOf = async (database, id) => (await kept(database)).rows.find((row) => row.id === id) ?? null;

const row = (subject, choose) => {
  const drawn = clone('t-subject-row');
  fill(drawn, { name: subject.name, type: subject.type, code: subject.creditCode, address: subject.address });
  part(drawn, 'choose').addEventListener('click', () => choose(subject));
  return drawn;
};

/** Shows in `into` the objects that `words` mean; gives what to call when other words are typed. */
export function finder(app, into, choose) {
  let turn = 0;
  let timer = 0;
  const draw = async (words, mine) => {
    const { subjects, isWhole } = await findSubjects(app, words);
    if (mine !== turn) return;
    part(into, 'rows').replaceChildren(...subjects.map((subject) => row(subject, choose)));
    fill(into, { said: subjects.length ? (isWhole ? '' : '离线：只在本机已有的对象中查找') : `没有找到“${words}”${isWhole ? '' : '；离线时只在本机已有的对象中查找'}` });
  };
  return (words) => {
    turn += 1;
    clearTimeout(timer);
    const typed = words.trim();
    if (typed.length < 2) {
      part(into, 'rows').replaceChildren();
      fill(into, { said: typed ? '请至少输入两个字' : '' });
      return;
    }
    const mine = turn;
    timer = setTimeout(() => app.attempt(() => draw(typed, mine)), 250);
  };
}

/** One object: what is known of it, and what can be begun with it. */
export async function subjectScreen(app, id) {
  const { database, main } = app;
  const subject = await subjectOf(database, id);
  if (!subject) { app.go('#/'); return; }
  const screen = fill(clone('t-subject'), {
    name: subject.name, type: subject.type, code: subject.creditCode, address: subject.address,
    risk: subject.riskLevel ? `风险 ${subject.riskLevel}` : '', principal: subject.principal ? `负责人：${subject.principal}` : '',
  });
  for (const [name, kind] of [['instant', 'instant'], ['join', 'joinSpecialTask']]) {
    part(screen, name).addEventListener('click', () => app.attempt(() => app.begin(kind, subject)));
  }
  main.replaceChildren(screen);
}
