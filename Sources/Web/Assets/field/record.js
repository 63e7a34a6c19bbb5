// The 现场检查记录 (DOC-11) as it is read before signing: the sentences that the server prints (RecordSentence, in the shell),
// told from the very result whose digest is signed (INSP-20).
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

function problemText({ text, provision }, say) {
  const bare = /[。！？]$/.test(text) ? text.slice(0, -1) : text;
  return provision ? say('violation', { text: bare, provision }) : `${bare}。`;
}

function itemLines(form, answers, say) {
  return form.groups.map(({ name, contents }, index) => {
    const own = new Set(contents.map(({ id }) => id));
    const marks = answers.filter(({ content, answer }) => own.has(content) && answer !== null).map(({ answer }) => answer);
    const failed = marks.filter((mark) => mark === 'fail').length;
    const found = failed > 0 ? say('itemFailed', { count: failed }) : marks.includes('pass') ? say('itemPassed') : form.scale.notApplicable;
    return `${index + 1}　${name}　${found}　${say('itemCount', { count: marks.length })}`;
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

function disposalText(result, problems, say) {
  const chosen = DISPOSALS.find((one) => one.disposal === result.disposal?.disposal);
  const ordered = problems.map(({ measures }, index) => (measures.length ? say('measuresOfProblem', { number: index + 1, measures: measures.map(measureText).join('、') }) : '')).filter(Boolean);
  return [chosen?.label, result.disposal?.note, ordered.length ? say('measures', { measures: ordered.join('；') }) : ''].filter(Boolean).map(stop).join('');
}

function filledLine(form, draft) {
  const filled = form.fields.filter(({ id }) => draft.fields[id]).map(({ id, label }) => `${label}：${draft.fields[id]}`);
  return filled.length ? [`${filled.join('；')}。`] : [];
}

/** A sentence with what is filled in; what is missing is a blank. */
const saying = (sentences) => (name, values = {}) => sentences[name].replace(/\{_?(\w+)\}/g, (_, key) => {
  const value = values[key] ?? '';
  return value === '' ? BLANK : String(value);
});

const photosOf = ({ answers, others }) => [...answers, ...others].reduce((sum, { photos }) => sum + photos.length, 0);

/** The end of the record: what was done, what is annexed, and who would not sign. */
function endLines(draft, result, disposal, party, say) {
  const photos = photosOf(result);
  const { refusal } = draft;
  return [
    ...(disposal ? [say('disposal', { disposal })] : []), ...(photos ? [say('photos', { count: photos })] : []), say('told', { title: party.title }),
    ...(refusal ? [say('refusal', {
      signer: party.signer ?? '被检查单位现场负责人', reason: refusal.reason, witness: refusal.witnessUnit ? `${refusal.witness}（${refusal.witnessUnit}）` : refusal.witness,
    })] : []),
  ];
}

/** @param {Record<string, string>} sentences as the server prints them, by name */
export function recordOf(visit, draft, sentences) {
  const say = saying(sentences);
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
    say('introduction', {
      agency: visit.agency, officers: officers.map(({ name }) => name).join('、'),
      certificates: officers.map(({ certificate }) => certificate).join('、'), address: party.address,
    }),
    say('situation'),
  ];
  const conclusion = say('conclusion', { conclusion: conclusionOf(form, draft) });
  if (notInspectable) {
    const reason = NOT_INSPECTABLE.find((one) => one.reason === notInspectable.reason)?.label ?? '';
    return [...lines, `无法开展检查（${reason}）。${notInspectable.text}`, conclusion];
  }
  const problems = problemsOf(form, result);
  return [
    ...lines, ...filledLine(form, draft), ...itemLines(form, result.answers, say),
    ...(problems.length ? [say('problemsFound'), ...problems.map((problem, index) => `${index + 1}.${problemText(problem, say)}`)] : [say('noProblem')]),
    conclusion, ...endLines(draft, result, disposalText(result, problems, say), party, say),
  ];
}
