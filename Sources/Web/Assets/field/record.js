// The 现场检查记录 (DOC-11) as it is read before signing: sentence by sentence what the server prints
// (InspectionRecordSheet), told from the very result whose digest is signed (INSP-20).
import { cardsOf, resultOf } from './draft.js';
import { DISPOSALS, MEASURES, NOT_INSPECTABLE } from './checks.js';
import { conclusionOf } from './template.js';

const BLANK = '＿＿＿＿';

const dateText = (date) => {
  const found = /^(\d+)-(\d+)-(\d+)/.exec(date ?? '');
  return found ? `${found[1]}年${+found[2]}月${+found[3]}日` : '';
};
const clockText = (local) => {
  const found = /T(\d+):(\d+)/.exec(local ?? '');
  return found ? `${+found[1]}时${found[2]}分` : '';
};
function timeText({ startedAt, endedAt }) {
  if (!startedAt || !endedAt) return '';
  const [start, end] = [dateText(startedAt), dateText(endedAt)];
  return `${start}${clockText(startedAt)}至${start === end ? '' : end}${clockText(endedAt)}`;
}

const yuan = (fen) => (fen % 100 === 0 ? `${fen / 100}` : (fen / 100).toFixed(2));

function measureText({ kind, amountFen, due }) {
  const label = MEASURES.find((measure) => measure.kind === kind)?.label ?? kind;
  if (kind === 'fine') return `${label}${yuan(amountFen ?? 0)}元`;
  return due ? `${label}（${dateText(due)}前）` : label;
}

const stop = (text) => (text.endsWith('。') ? text : `${text}。`);

function problemText({ text, provision }) {
  const bare = /[。！？]$/.test(text) ? text.slice(0, -1) : text;
  return provision ? `${bare}，不符合${provision}的规定。` : `${bare}。`;
}

function itemLines(form, answers) {
  return form.groups.map(({ name, contents }, index) => {
    const own = new Set(contents.map(({ id }) => id));
    const marks = answers.filter(({ content, answer }) => own.has(content) && answer !== null).map(({ answer }) => answer);
    const failed = marks.filter((mark) => mark === 'fail').length;
    const found = failed > 0 ? `发现问题${failed}项` : marks.includes('pass') ? '未发现问题' : form.scale.notApplicable;
    return `${index + 1}　${name}　${found}　检查${marks.length}项`;
  });
}

function problemsOf(form, result) {
  const contents = new Map(cardsOf(form).map(({ content }) => [content.id, content]));
  const own = result.answers.filter(({ answer }) => answer === 'fail').map(({ content, note, measures }) => ({
    text: `${contents.get(content).text}：${note}`, measures,
    provision: contents.get(content).citations.filter(({ violated }) => violated).map(({ text }) => text).join('、'),
  }));
  return [...own, ...result.others.map(({ text, place, provision, measures }) => ({ text: place ? `${place}：${text}` : text, provision, measures }))];
}

function disposalText(result, problems) {
  const chosen = DISPOSALS.find((one) => one.disposal === result.disposal?.disposal);
  const ordered = problems.map(({ measures }, index) => (measures.length ? `第${index + 1}项${measures.map(measureText).join('、')}` : '')).filter(Boolean);
  return [chosen?.label, result.disposal?.note, ordered.length ? `执法措施：${ordered.join('；')}` : ''].filter(Boolean).map(stop).join('');
}

function filledLine(form, draft) {
  const filled = form.fields.filter(({ id }) => draft.fields[id]).map(({ id, label }) => `${label}：${draft.fields[id]}`);
  return filled.length ? [`${filled.join('；')}。`] : [];
}

export function recordOf(visit, draft) {
  const result = resultOf(visit, draft);
  const { basics, notInspectable } = result;
  const { form, officers } = visit;
  // packages from before persons and things were inspected have no words of their own
  const party = visit.party ?? { title: '被检查单位', contact: '法定代表人（负责人）', address: '你单位' };
  const told = (label, value) => `${label}：${value || BLANK}`;
  const lines = [
    told(party.title, basics.unit), told('地址', basics.address),
    `${told(party.contact, basics.principal)}　${told('职务', basics.principalTitle)}`,
    `${told('联系电话', basics.phone)}　${told('检查场所', basics.place)}`, told('检查时间', timeText(basics)),
    `我们是${visit.agency}的行政执法人员${officers.map(({ name }) => name).join('、')}，证件号码为${officers
      .map(({ certificate }) => certificate).join('、')}，这是我们的证件（出示证件）。现依法对${party.address}进行现场检查，请予以配合。`,
    '检查情况：',
  ];
  const conclusion = `检查结论：${conclusionOf(form, draft) ?? BLANK}。`;
  if (notInspectable) {
    const reason = NOT_INSPECTABLE.find((one) => one.reason === notInspectable.reason)?.label ?? '';
    return [...lines, `无法开展检查（${reason}）。${notInspectable.text}`, conclusion];
  }
  const problems = problemsOf(form, result);
  const disposal = disposalText(result, problems);
  return [
    ...lines, ...filledLine(form, draft), ...itemLines(form, result.answers),
    ...(problems.length ? ['检查发现下列问题：', ...problems.map((problem, index) => `${index + 1}.${problemText(problem)}`)] : ['本次检查未发现问题。']),
    conclusion, ...(disposal ? [`处理情况：${disposal}`] : []), `以上情况已当场告知${party.title}。`,
  ];
}
