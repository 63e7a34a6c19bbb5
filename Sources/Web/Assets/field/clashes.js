// What two officers wrote into the same field without knowing of each other (MOB-04). The later one counts, as everywhere
// (ADR 0002), but nobody's words go without being shown: whoever is asked chooses, and the choice is an event of its own.
import { canonical } from './canonical.js';
import { cardKey, cardsOf } from './draft.js';
import { inOrder } from './events.js';
import { BASICS, DISPOSALS, MEASURES, NOT_INSPECTABLE } from './checks.js';

const PLACES = {
  basicsChanged: ({ field }) => field, fieldFilled: ({ field }) => field, noticeGiven: () => '', concluded: () => '', disposalSet: () => '',
  notInspectable: () => '', noted: ({ content, equipment }) => cardKey(content, equipment),
  measureSet: ({ content, equipment, kind }) => `${cardKey(content, equipment)} ${kind}`, otherProblemSet: ({ problem }) => problem,
};

/** The field an event writes to; null for what is no field, or (answers) is asked about elsewhere. */
export const placeOf = ({ kind, payload }) => (PLACES[kind] ? `${kind} ${PLACES[kind](payload)}` : null);

/** What is written, without what its writer knew. */
const valueOf = ({ settles, ...value }) => value;

/**
 * The payload of a new word for a field. It names the last word of every other device for it that the screen has shown: who
 * reads it later can tell words that answer each other from words of people who knew nothing of each other.
 */
export function answering(events, device, kind, payload) {
  if (!PLACES[kind]) return payload;
  const place = placeOf({ kind, payload });
  const lasts = new Map(inOrder(events).filter((event) => event.device !== device && placeOf(event) === place).map((event) => [event.device, event.id]));
  return lasts.size ? { ...valueOf(payload), settles: [...lasts.values()].slice(-20) } : valueOf(payload);
}

/**
 * Fields whose last words differ where nobody who wrote one knew the other. `arrivals` tells for each event of another
 * device the last own sequence number when it came in: what this phone wrote later knew it, also where it does not say so.
 */
export function clashesOf(events, device, arrivals) {
  const fields = new Map();
  const knew = (event, word) => (event.payload.settles ?? []).includes(word.id)
    || (event.device === device && event.seq > (arrivals.get(word.id) ?? 0));
  for (const event of inOrder(events)) {
    const place = placeOf(event);
    if (!place) continue;
    if (!fields.has(place)) fields.set(place, new Map());
    const words = fields.get(place);
    for (const [other, word] of words) if (other !== event.device && knew(event, word)) words.delete(other);
    words.set(event.device, event);
  }
  return [...fields].flatMap(([place, words]) => {
    const left = [...words.values()].filter((word, _, all) => !all.some((other) => other !== word && knew(other, word)));
    // the own one first, where there is one
    const own = left.find((word) => word.device === device);
    const mine = own ?? left[0];
    const theirs = left.filter((word) => canonical(valueOf(word.payload)) !== canonical(valueOf(mine.payload))).pop();
    return theirs ? [{ place, mine, theirs, isOwn: Boolean(own) }] : [];
  });
}

const labelOf = (list, key, value) => list.find((one) => one[key] === value)?.label ?? value;
const yuan = (fen) => (fen === null ? '' : `${fen / 100}元`);

/** A field and its two values in the words of the screen, and the step on which it stands. */
export function clashWords(visit, { mine, theirs }) {
  const { kind, payload } = mine;
  const number = (content, equipment) => {
    const card = cardsOf(visit.form).find(({ key }) => key === cardKey(content, equipment));
    return card ? `第${card.number}项` : '其他问题';
  };
  const words = {
    basicsChanged: () => ['info', labelOf(BASICS, 'field', payload.field), ({ value }) => value],
    fieldFilled: () => ['info', labelOf(visit.form.fields, 'id', payload.field), ({ value }) => value],
    noticeGiven: () => ['notice', '亮证告知', ({ certificatesShown, rightsTold }) => `${certificatesShown ? '已' : '未'}出示证件、${rightsTold ? '已' : '未'}告知权利`],
    noted: () => ['check', `${number(payload.content, payload.equipment)}的问题描述`, ({ text }) => text],
    measureSet: () => ['check', `${number(payload.content, payload.equipment)}的${labelOf(MEASURES, 'kind', payload.kind)}`,
      ({ on, amountFen, due }) => (on ? `已选择${[yuan(amountFen), due].filter(Boolean).map((text) => `（${text}）`).join('')}` : '未选择')],
    otherProblemSet: () => ['check', '其他问题', ({ text, place, provision }) => [place, text, provision].filter(Boolean).join('，')],
    concluded: () => ['sign', '检查结论', ({ conclusion }) => conclusion],
    disposalSet: () => ['sign', '处置方式和意见', ({ disposal, note }) => [labelOf(DISPOSALS, 'disposal', disposal), note].filter(Boolean).join('，')],
    notInspectable: () => ['check', '无法开展检查', ({ on, reason, text }) => (on ? [labelOf(NOT_INSPECTABLE, 'reason', reason), text].filter(Boolean).join('，') : '可以检查')],
  }[kind]();
  const [step, label, say] = words;
  return { step, label, mine: say(mine.payload) || '（空）', theirs: say(theirs.payload) || '（空）' };
}
