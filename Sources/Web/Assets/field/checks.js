// What still stands between a draft and its submission. The server asks the same again; here it is asked without network.
import { cardsOf, conflictsOf, tally } from './draft.js';
import { minuteText } from './clock.js';
import { conclusionProblems, fieldProblems } from './template.js';

/** Measures of INSP-11. */
export const MEASURES = Object.freeze([
  { kind: 'warning', label: '警告' },
  { kind: 'fine', label: '罚款', amount: true },
  { kind: 'rectification', label: '责令限期改正', due: true },
  { kind: 'suspension', label: '责令暂时停产停业、停止使用设备设施' },
]);

/** Disposals of INSP-18. `problem` says whether the choice supposes a problem: true, false, or null for either. */
export const DISPOSALS = Object.freeze([
  { disposal: 'noProblem', label: '未发现问题', problem: false },
  { disposal: 'correctedOnSite', label: '当场改正', problem: true },
  { disposal: 'rectification', label: '责令限期整改', problem: true },
  { disposal: 'summaryPenalty', label: '简易处罚', problem: true },
  { disposal: 'caseTransfer', label: '移送立案', problem: true },
  { disposal: 'otherAgency', label: '移交其他部门', problem: true },
]);

export const NOT_INSPECTABLE = Object.freeze([
  { reason: 'closed', label: '停业、歇业' },
  { reason: 'unreachable', label: '通过登记的住所（经营场所）无法联系' },
  { reason: 'cancelled', label: '已注销或迁出' },
  { reason: 'refused', label: '拒绝、阻挠检查' },
  { reason: 'other', label: '其他' },
]);

/** The fields of INSP-07 in the order of the page. */
export const BASICS = Object.freeze([
  { field: 'unit', label: '被检查单位', required: true },
  { field: 'principal', label: '法定代表人/负责人', required: true },
  { field: 'principalTitle', label: '职务', required: true },
  { field: 'phone', label: '联系电话', required: true, type: 'tel' },
  { field: 'address', label: '地址', required: true },
  { field: 'place', label: '检查场所', required: true },
  { field: 'startedAt', label: '检查开始时间', required: true, type: 'datetime-local' },
  { field: 'endedAt', label: '检查结束时间', required: true, type: 'datetime-local' },
  { field: 'experts', label: '专家（最多三人，用顿号分开）', required: false },
  { field: 'joint', label: '是否联合检查', required: true, type: 'choice', options: [['no', '否'], ['yes', '是']] },
]);

/** No administrative fine is larger, in fen: a hundred million yuan. */
export const MOST_FINE = 10000000000;
/** Clocks of two machines differ by this much, in milliseconds. */
const CLOCK_SLACK = 5 * 60000;

const problem = (step, message, key = null) => ({ step, message, key });

/** `now` in milliseconds, by the server's clock. */
export function basicsProblems({ basics }, now = Date.now()) {
  const missing = BASICS.filter(({ field, required }) => required && !String(basics[field] ?? '').trim())
    .map(({ field, label }) => problem('info', `请填写${label}`, field));
  if (basics.startedAt && basics.endedAt && basics.endedAt < basics.startedAt) {
    missing.push(problem('info', '检查结束时间不能早于开始时间', 'endedAt'));
  }
  const latest = minuteText(now + CLOCK_SLACK);
  if (basics.startedAt && basics.startedAt > latest) missing.push(problem('info', '检查开始时间不能晚于现在', 'startedAt'));
  else if (basics.endedAt && basics.endedAt > latest) missing.push(problem('info', '检查结束时间不能晚于现在', 'endedAt'));
  if (basics.startedAt && basics.startedAt < minuteText(now - 366 * 86400000)) missing.push(problem('info', '检查开始时间早于一年前，请核对', 'startedAt'));
  if (String(basics.experts ?? '').split(/[、，,]/).filter((name) => name.trim()).length > 3) {
    missing.push(problem('info', '专家不超过三人', 'experts'));
  }
  return missing;
}

function measureProblems(entry, name, key, inspectedOn) {
  const measures = Object.values(entry?.measures ?? {});
  const found = [];
  if (!measures.length) found.push(problem('check', `${name}未选择执法措施`, key));
  for (const { kind, amountFen, due } of measures) {
    if (kind === 'fine' && !(amountFen > 0)) found.push(problem('check', `${name}未填写罚款金额`, key));
    else if (kind === 'fine' && amountFen > MOST_FINE) found.push(problem('check', `${name}的罚款金额超过一亿元，请核对`, key));
    if (kind === 'rectification' && !due) found.push(problem('check', `${name}未填写改正期限`, key));
    else if (kind === 'rectification' && inspectedOn && due < inspectedOn) found.push(problem('check', `${name}的改正期限不能早于检查日期`, key));
  }
  return found;
}

export function checklistProblems(visit, draft) {
  const { open } = tally(visit, draft);
  const found = open ? [problem('check', `还有${open}项未检查`)] : [];
  const inspectedOn = (draft.basics.startedAt ?? '').slice(0, 10);
  for (const { key, number } of cardsOf(visit.form)) {
    const entry = draft.entries[key];
    if (entry?.answer !== 'fail') continue;
    if (!entry.note.trim()) found.push(problem('check', `第${number}项未填写问题描述`, key));
    found.push(...measureProblems(entry, `第${number}项`, key, inspectedOn));
  }
  Object.values(draft.others).forEach((other, index) => {
    if (!other.text.trim()) found.push(problem('check', `其他问题${index + 1}未填写问题描述`, other.problem));
    found.push(...measureProblems(draft.entries[other.problem], `其他问题${index + 1}`, other.problem, inspectedOn));
  });
  for (const { key } of conflictsOf(draft)) {
    const card = cardsOf(visit.form).find((one) => one.key === key);
    found.push(problem('check', `第${card ? card.number : '?'}项两名执法人员的结果不一致，请确认`, key));
  }
  return found;
}

export const hasProblem = (draft) => Object.keys(draft.others).length > 0
  || Object.values(draft.entries).some(({ answer }) => answer === 'fail');

export function resultProblems(visit, draft, now = Date.now()) {
  const found = [...basicsProblems(draft, now)];
  if (!draft.notice?.certificatesShown) found.push(problem('notice', '请先出示执法证件并告知'));
  if (draft.notInspectable) {
    if (!draft.notInspectable.text.trim()) found.push(problem('check', '请填写无法开展检查的情况说明'));
    if (!(draft.entries['notInspectable']?.photos.length)) found.push(problem('check', '请拍摄无法开展检查的证据照片'));
    return [...found, ...conclusionProblems(visit, draft, problem)];
  }
  found.push(...fieldProblems(visit, draft, problem), ...checklistProblems(visit, draft));
  const chosen = DISPOSALS.find(({ disposal }) => disposal === draft.disposal?.disposal);
  if (!chosen) found.push(problem('sign', '请选择处置方式'));
  else if (chosen.problem !== hasProblem(draft)) found.push(problem('sign', '处置方式与检查结果不一致'));
  return [...found, ...conclusionProblems(visit, draft, problem)];
}

const daysBetween = (from, to) => (Date.parse(to) - Date.parse(from)) / 86400000;

/** What is possible and yet unlikely: asked back once, before anybody signs. */
export function doubtsOf(visit, draft, now = Date.now()) {
  const { startedAt = '', endedAt = '' } = draft.basics;
  const found = [];
  if (startedAt && startedAt.slice(0, 10) < minuteText(now - 7 * 86400000).slice(0, 10)) found.push(`检查开始时间（${startedAt.replace('T', ' ')}）早于七天前`);
  if (startedAt && endedAt && Date.parse(`${endedAt}Z`) - Date.parse(`${startedAt}Z`) > 86400000) found.push('检查持续时间超过一天');
  if (visit.term && startedAt && (startedAt.slice(0, 10) < visit.term.from || startedAt.slice(0, 10) > visit.term.to)) {
    found.push(`检查日期不在任务期限（${visit.term.from}至${visit.term.to}）内`);
  }
  if (draft.notInspectable) return found;
  const named = [...cardsOf(visit.form).filter(({ key }) => draft.entries[key]?.answer === 'fail').map(({ key, number }) => [`第${number}项`, draft.entries[key]]),
    ...Object.values(draft.others).map((other, index) => [`其他问题${index + 1}`, draft.entries[other.problem]])];
  for (const [name, entry] of named) {
    const { fine, rectification } = entry?.measures ?? {};
    if (fine?.amountFen > 100000000) found.push(`${name}的罚款金额为${fine.amountFen / 100}元，超过一百万元`);
    if (rectification?.due && startedAt && daysBetween(startedAt.slice(0, 10), rectification.due) > 366) found.push(`${name}的改正期限（${rectification.due}）超过一年`);
  }
  return found;
}

/** Photos and signatures that the server does not take, by the hash and its words. */
export function fileProblems(visit, draft, refused) {
  const named = [...cardsOf(visit.form).map(({ key, number }) => [key, `第${number}项`]),
    ...Object.values(draft.others).map(({ problem: id }, index) => [id, `其他问题${index + 1}`]), ['notInspectable', '无法开展检查']];
  const photos = named.flatMap(([key, name]) => (draft.entries[key]?.photos ?? []).filter(({ sha256 }) => refused.has(sha256))
    .map(({ sha256 }) => problem('check', `${name}的照片未被服务器接受（${refused.get(sha256)}），请删除后重新拍摄`, key)));
  const signatures = Object.values(draft.signatures).filter(({ sha256 }) => refused.has(sha256))
    .map(({ signer, name, sha256 }) => problem('sign', `${name}的签名未被服务器接受（${refused.get(sha256)}），请重新签名`, signer));
  return [...photos, ...signatures];
}

/** Signatures that are missing, or were given to another text than the one now to be submitted (INSP-20). */
export function signatureProblems(visit, draft, digest) {
  const found = [];
  if (visit.officers.length < 2) found.push(problem('sign', '执法人员不得少于两人'));
  const check = (signer, name) => {
    const signature = draft.signatures[signer];
    if (!signature) found.push(problem('sign', `${name}未签名`, signer));
    else if (signature.digest !== digest) found.push(problem('sign', `签名后内容有改动，请${name}重新签名`, signer));
  };
  for (const { id, name } of visit.officers) check(id, name);
  if (draft.notInspectable) return found;
  for (const { signer, label } of visit.form.template.signers) check(signer, label);
  if (draft.refusal) {
    if (!draft.refusal.reason.trim()) found.push(problem('sign', '请填写拒绝签名的理由', 'principal'));
    if (!draft.refusal.witness.trim()) found.push(problem('sign', '请填写见证人姓名', 'principal'));
    if (draft.refusal.digest !== digest) found.push(problem('sign', '记录拒签后内容有改动，请重新确认', 'principal'));
  } else check('principal', '被检查单位现场负责人');
  return found;
}
