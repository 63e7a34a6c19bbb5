// The conclusion of an inspection as the result template of its form lays it down (ITEM-22), and the form's own fields
// (TASK-17). The server asks the same (ResultCheck).
import { MEASURES, hasProblem } from './checks.js';

export const overallOf = (draft) => (draft.notInspectable ? 'notInspectable' : hasProblem(draft) ? 'problem' : 'noProblem');

/** The wordings that fit what was found. */
export const wordingsOf = (form, draft) => form.template.conclusions.filter(({ result }) => result === overallOf(draft)).map(({ label }) => label);

/** What the record says: what was chosen, or the only wording there is; null while somebody has to choose. */
export function conclusionOf(form, draft) {
  const fitting = wordingsOf(form, draft);
  if (fitting.includes(draft.conclusion)) return draft.conclusion;
  return draft.conclusion === '' && fitting.length === 1 ? fitting[0] : null;
}

export const measuresOf = (form) => MEASURES.filter(({ kind }) => form.template.measures.includes(kind));

const SOUND = {
  text: () => true,
  number: (value) => /^-?[0-9]{1,12}(\.[0-9]{1,4})?$/.test(value),
  date: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value),
};
const KIND_NAMES = { text: '文字', number: '数字', date: '日期' };

export function fieldProblems({ form }, draft, problem) {
  return form.fields.flatMap(({ id, label, kind, required }) => {
    const value = (draft.fields[id] ?? '').trim();
    if (!value) return required ? [problem('info', `请填写${label}`, id)] : [];
    return SOUND[kind](draft.fields[id]) ? [] : [problem('info', `${label}应为${KIND_NAMES[kind]}`, id)];
  });
}

export function conclusionProblems({ form }, draft, problem) {
  const found = [];
  if (conclusionOf(form, draft) === null) found.push(problem('sign', draft.conclusion ? '检查结论与检查结果不一致' : '请选择检查结论'));
  const { label, required } = form.template.explanation;
  const wanted = required === 'always' || (required === 'whenProblem' && hasProblem(draft));
  if (!draft.notInspectable && wanted && !(draft.disposal?.note ?? '').trim()) found.push(problem('sign', `请填写${label}`));
  return found;
}
