// Which characters the documents can be printed with. The server asks its fonts and tells them as ranges; here the same is
// asked without network, before anybody signs.
import { BASICS } from './checks.js';
import { cardsOf } from './draft.js';

/** “20-7e,a0-17f,…” in hexadecimal as sorted pairs. */
export const rangesOf = (text) => text.split(',').filter(Boolean).map((range) => {
  const [from, to = from] = range.split('-');
  return [parseInt(from, 16), parseInt(to, 16)];
});

function holds(ranges, code) {
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1; // eslint-disable-line no-bitwise
    const [from, to] = ranges[middle];
    if (code < from) high = middle - 1;
    else if (code > to) low = middle + 1;
    else return true;
  }
  return false;
}

/** The first character of a text that no font has; null when there is none, or when the ranges are not known yet. */
export function unprintable(ranges, text) {
  if (!ranges || !ranges.length) return null;
  for (const character of text) if (!holds(ranges, character.codePointAt(0))) return character;
  return null;
}

/** “😀”（U+1F600） */
export function nameOf(character) {
  const code = character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
  return /[\u0000-\u001f\u007f-\u009f]/.test(character) ? `控制字符（U+${code}）` : `字符“${character}”（U+${code}）`;
}

export const unprintableWords = (label, character) => `${label}含有无法打印的${nameOf(character)}，请删除或改用其他字`;

/** Every text somebody wrote, with the step it stands on, its name, and the key of its card. */
export function textsOf(visit, draft) {
  const texts = BASICS.filter(({ type }) => type !== 'choice').map(({ field, label }) => ['info', label.replace(/（.*）$/, ''), draft.basics[field], field]);
  texts.push(...visit.form.fields.map(({ id, label }) => ['info', label, draft.fields[id], id]));
  if (draft.notInspectable) texts.push(['check', '情况说明', draft.notInspectable.text, 'notInspectable']);
  else {
    texts.push(...cardsOf(visit.form).filter(({ key }) => draft.entries[key]?.answer === 'fail')
      .map(({ key, number }) => ['check', `第${number}项的问题描述`, draft.entries[key].note, key]));
    Object.values(draft.others).forEach(({ problem, text, place, provision }, index) => texts.push(
      ['check', `其他问题${index + 1}的问题描述`, text, problem], ['check', `其他问题${index + 1}的设备或场所`, place, problem],
      ['check', `其他问题${index + 1}违反的规定`, provision, problem],
    ));
    texts.push(['sign', visit.form.template.explanation.label, draft.disposal?.note]);
  }
  texts.push(...Object.values(draft.signatures).map(({ name }) => ['sign', '签名人姓名', name]));
  const { refusal } = draft;
  if (refusal) texts.push(['sign', '拒绝签名的理由', refusal.reason], ['sign', '见证人姓名', refusal.witness], ['sign', '见证人单位或身份', refusal.witnessUnit]);
  return texts.filter(([, , text]) => text);
}

export const printProblems = (visit, draft, ranges) => textsOf(visit, draft).flatMap(([step, label, text, key = null]) => {
  const character = unprintable(ranges, text);
  return character === null ? [] : [{ step, message: unprintableWords(label, character), key }];
});
