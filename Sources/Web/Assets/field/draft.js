// What the events of a visit add up to. Pure: the same events in any order give the same draft.
import { canonical, sha256 } from './canonical.js';
import { inOrder } from './events.js';

export const cardKey = (content, equipment = null) => (equipment ? `${content}/${equipment}` : content);

/** One card for each content and each piece of equipment it is asked about (INSP-10), in the order of the form. */
export function cardsOf(form) {
  let number = 0;
  return form.groups.flatMap((group, groupIndex) => group.contents.flatMap((content) => {
    number += 1;
    const pieces = content.equipment && content.equipment.length ? content.equipment : [null];
    return pieces.map((equipment) => ({
      key: cardKey(content.id, equipment && equipment.id), content, equipment, group: groupIndex, number,
    }));
  }));
}

const emptyEntry = () => ({ answer: null, note: '', measures: {}, photos: [] });

/** Adds up the events on top of the values the package came with. */
export function draftOf(visit, events) {
  const draft = {
    basics: { ...visit.basics }, notice: null, entries: {}, others: {}, fields: {}, conclusion: '', disposal: null, notInspectable: null,
    signatures: {}, refusal: null, submitted: null, lastAnswers: {},
  };
  const entry = (key) => (draft.entries[key] || (draft.entries[key] = emptyEntry()));
  for (const event of inOrder(events)) apply[event.kind]?.(draft, event.payload, event, entry);
  return draft;
}

const apply = {
  basicsChanged: (draft, { field, value }) => { draft.basics[field] = value; },
  noticeGiven: (draft, { certificatesShown, rightsTold }, { at }) => { draft.notice = { certificatesShown, rightsTold, at }; },
  answered: (draft, { content, equipment, answer, settles }, event, entry) => {
    const key = cardKey(content, equipment);
    entry(key).answer = answer;
    const lasts = draft.lastAnswers[key] || (draft.lastAnswers[key] = {});
    for (const [device, last] of Object.entries(lasts)) if (settles.includes(last.id)) delete lasts[device];
    lasts[event.device] = { id: event.id, answer, at: event.at };
  },
  noted: (draft, { content, equipment, text }, event, entry) => { entry(cardKey(content, equipment)).note = text; },
  measureSet: (draft, { content, equipment, kind, on, amountFen, due }, event, entry) => {
    const { measures } = entry(cardKey(content, equipment));
    if (on) measures[kind] = { kind, amountFen, due };
    else delete measures[kind];
  },
  photoAdded: (draft, { content, equipment, ...photo }, event, entry) => {
    const { photos } = entry(cardKey(content, equipment));
    if (!photos.some((known) => known.sha256 === photo.sha256)) photos.push(photo);
  },
  photoRemoved: (draft, { content, equipment, sha256: hash }, event, entry) => {
    const found = entry(cardKey(content, equipment));
    found.photos = found.photos.filter((photo) => photo.sha256 !== hash);
  },
  otherProblemSet: (draft, { problem, text, place, provision }) => { draft.others[problem] = { problem, text, place, provision }; },
  otherProblemRemoved: (draft, { problem }) => { delete draft.others[problem]; },
  fieldFilled: (draft, { field, value }) => { draft.fields[field] = value; },
  concluded: (draft, { conclusion }) => { draft.conclusion = conclusion; },
  disposalSet: (draft, { disposal, note }) => { draft.disposal = { disposal, note }; },
  notInspectable: (draft, { on, reason, text }) => { draft.notInspectable = on ? { reason, text } : null; },
  signed: (draft, payload, { at }) => {
    draft.signatures[payload.signer] = { ...payload, at };
    if (payload.signer === 'principal') draft.refusal = null;
  },
  refusedToSign: (draft, payload, { at }) => {
    draft.refusal = { ...payload, at };
    delete draft.signatures.principal;
  },
  submitted: (draft, payload, { id, at, device }) => { draft.submitted = { ...payload, id, at, device }; },
};

/** Contents that two officers answered differently and nobody has settled yet (architecture, section 8). */
export function conflictsOf(draft) {
  return Object.entries(draft.lastAnswers)
    .map(([key, lasts]) => ({ key, answers: Object.entries(lasts).map(([device, last]) => ({ device, ...last })) }))
    .filter(({ answers }) => new Set(answers.map(({ answer }) => answer)).size > 1);
}

const measuresOf = (entry) => Object.keys(entry.measures).sort().map((kind) => entry.measures[kind]);
const photosOf = (entry) => entry.photos.map((photo) => photo.sha256).sort();

/** The hashes of every photo and signature that the draft speaks of. */
export const filesOf = (draft) => new Set([
  ...Object.values(draft.entries).flatMap(({ photos }) => photos.map((photo) => photo.sha256)),
  ...Object.values(draft.signatures).map((signature) => signature.sha256),
]);

/** The result as it is signed: what the signers saw, and nothing else (ADR 0002 gives its form). */
export function resultOf(visit, draft) {
  const cards = draft.notInspectable ? [] : cardsOf(visit.form);
  return {
    visit: visit.id, form: visit.form.id, formVersion: visit.form.version, basics: draft.basics,
    answers: cards.map(({ key, content, equipment }) => {
      const entry = draft.entries[key] || emptyEntry();
      const failed = entry.answer === 'fail';
      return {
        content: content.id, equipment: equipment ? equipment.id : null, answer: entry.answer,
        note: failed ? entry.note : '', measures: failed ? measuresOf(entry) : [], photos: photosOf(entry),
      };
    }),
    others: Object.keys(draft.others).sort().map((problem) => {
      const entry = draft.entries[problem] || emptyEntry();
      return { ...draft.others[problem], measures: measuresOf(entry), photos: photosOf(entry) };
    }),
    fields: visit.form.fields.map(({ id }) => ({ field: id, value: draft.fields[id] ?? '' })),
    conclusion: draft.conclusion,
    disposal: draft.disposal,
    notInspectable: draft.notInspectable && { ...draft.notInspectable, photos: photosOf(draft.entries.notInspectable || emptyEntry()) },
  };
}

export const digestOf = (visit, draft) => sha256(canonical(resultOf(visit, draft)));

/** Counts for the progress line and its chips. */
export function tally(visit, draft) {
  const cards = cardsOf(visit.form);
  const answerOf = ({ key }) => draft.entries[key]?.answer ?? null;
  const count = (wanted) => cards.filter((card) => wanted(answerOf(card), card)).length;
  return {
    all: cards.length, done: count((answer) => answer !== null), open: count((answer) => answer === null),
    pass: count((answer) => answer === 'pass'), fail: count((answer) => answer === 'fail'), key: count((_, card) => Boolean(card.content.key)),
    groups: visit.form.groups.map((_, index) => {
      const own = cards.filter((card) => card.group === index);
      return { all: own.length, done: own.filter((card) => answerOf(card) !== null).length };
    }),
  };
}
