// 我的检查: the visits of this officer, from what lies on the phone (INSP-03, MOB-03).
import { chips, clone, fill, part } from './dom.js';

const FILTERS = [['open', '待办'], ['today', '今日'], ['done', '已完成'], ['all', '全部']];
const FINISHED = new Set(['awaitingReview', 'completed', 'notInspectable']);

export function matches(visit, filter, text, today) {
  if (text && !`${visit.subject.name} ${visit.subject.creditCode}`.includes(text)) return false;
  const finished = FINISHED.has(visit.status);
  if (filter === 'open') return !finished;
  if (filter === 'done') return finished;
  if (filter === 'today') return !finished && visit.term.from <= today && today <= visit.term.to;
  return true;
}

const row = (visit, waiting) => {
  const drawn = clone('t-visit-row');
  part(drawn, 'link').href = `#/visit/${visit.id}/${FINISHED.has(visit.status) ? 'sign' : 'info'}`;
  fill(drawn, {
    name: visit.subject.name, status: visit.statusName, task: `${visit.task.modeName} · ${visit.task.name}`,
    address: visit.subject.address, term: `${visit.term.from} 至 ${visit.term.to}`, waiting: waiting ? `待同步 ${waiting}` : '',
  });
  return drawn;
};

export async function listScreen({ main, database }) {
  const box = await database.get('meta', 'list');
  const visits = box ? await database.unseal(box) : [];
  const pending = await database.by('events', 'pending', 1);
  const today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
  const screen = clone('t-list');
  let filter = 'open';
  const draw = () => {
    const text = part(screen, 'search').value.trim();
    const shown = visits.filter((visit) => matches(visit, filter, text, today));
    chips(part(screen, 'chips'), '筛选', FILTERS.map(([value, label]) => [value, `${label} ${visits.filter((visit) => matches(visit, value, '', today)).length}`]), filter, (value) => { filter = value; draw(); });
    part(screen, 'rows').replaceChildren(...shown.map((visit) => row(visit, pending.filter((event) => event.visit === visit.id).length)));
    part(screen, 'empty').hidden = shown.length > 0;
    if (!box) part(screen, 'empty').textContent = navigator.onLine ? '正在载入检查清单……' : '本机还没有检查清单，联网后自动载入';
  };
  part(screen, 'search').addEventListener('input', draw);
  draw();
  main.replaceChildren(screen);
}
