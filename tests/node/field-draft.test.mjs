import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cardsOf, conflictsOf, digestOf, draftOf, resultOf, tally } from '../../Sources/Web/Assets/field/draft.js';
import { checklistProblems, resultProblems, signatureProblems } from '../../Sources/Web/Assets/field/checks.js';
import { recordOf } from '../../Sources/Web/Assets/field/record.js';
import { delay, dueSubmission, nextBatch, UNKNOWN_SUBMISSION } from '../../Sources/Web/Assets/field/retry.js';

// what the server prints; a test of the server compares it
const sentences = JSON.parse(readFileSync(new URL('record-sentences.json', import.meta.url)));
const content = (id) => ({ id, text: `内容${id}`, citations: [{ text: '《某法》第一条', violated: true }, { text: '《某法》第九条', violated: false }], key: id === 'a' });
const officers = [{ id: 'o1', name: '林知行', certificate: '1', agency: '甲局' }, { id: 'o2', name: '周明远', certificate: '2', agency: '甲局' }];
const basics = {
  unit: '甲店', principal: '陈一诺', principalTitle: '店长', phone: '1', address: '乙路1号', place: '后厨',
  startedAt: '2026-11-21T10:00', endedAt: '2026-11-21T11:00', experts: '', joint: 'no',
};
const scale = { pass: '无问题', fail: '有问题', notApplicable: '不涉及' };
const template = {
  conclusions: [{ label: '合格', result: 'noProblem' }, { label: '一般隐患', result: 'problem' }, { label: '重大隐患', result: 'problem' }, { label: '无法开展检查', result: 'notInspectable' }],
  explanation: { label: '处理意见', required: 'optional', phrases: [] }, disposals: ['noProblem', 'correctedOnSite', 'rectification', 'caseTransfer'],
  measures: ['warning', 'fine', 'rectification'], signers: [],
};
const visit = { id: 'v', agency: '甲局', basics, officers, form: { id: 'f', version: 1, name: '检查表', scale, fields: [], template, groups: [{ name: '甲', contents: [content('a'), content('b')] }] } };

let counter = 0;
const event = (kind, payload, { device = 'd1', at = counter + 1 } = {}) => {
  counter += 1;
  return { id: `e${counter}`, device, seq: counter, visit: 'v', kind, at, payload };
};
const answered = (id, answer, options, settles = []) => event('answered', { content: id, equipment: null, answer, settles }, options);
const notice = () => event('noticeGiven', { certificatesShown: true, rightsTold: true });
const messages = (problems) => problems.map(({ message }) => message);

test('INSP-10 未答完时说明还有几项未检查', () => {
  const draft = draftOf(visit, [answered('a', 'pass')]);
  assert.deepEqual(messages(checklistProblems(visit, draft)), ['还有1项未检查']);
  assert.equal(tally(visit, draft).done, 1);
});

test('INSP-11 有问题必须有描述和措施，罚款有金额，责令改正有期限', () => {
  const events = [answered('a', 'fail'), answered('b', 'pass')];
  assert.deepEqual(messages(checklistProblems(visit, draftOf(visit, events))), ['第1项未填写问题描述', '第1项未选择执法措施']);
  events.push(event('noted', { content: 'a', equipment: null, text: '通道被占用' }));
  for (const kind of ['fine', 'rectification']) events.push(event('measureSet', { content: 'a', equipment: null, kind, on: true, amountFen: null, due: null }));
  assert.deepEqual(messages(checklistProblems(visit, draftOf(visit, events))), ['第1项未填写罚款金额', '第1项未填写改正期限']);
});

test('INSP-07 结束时间不能早于开始时间', () => {
  const draft = draftOf(visit, [event('basicsChanged', { field: 'endedAt', value: '2026-11-21T09:00' })]);
  assert.ok(messages(resultProblems(visit, draft)).includes('检查结束时间不能早于开始时间'));
});

test('INSP-18 处置方式与检查结果一致', () => {
  const base = [notice(), answered('a', 'pass'), answered('b', 'notApplicable')];
  assert.deepEqual(messages(resultProblems(visit, draftOf(visit, [...base, event('disposalSet', { disposal: 'caseTransfer', note: '' })]))), ['处置方式与检查结果不一致']);
  assert.deepEqual(resultProblems(visit, draftOf(visit, [...base, event('disposalSet', { disposal: 'noProblem', note: '' })])), []);
});

test('两台设备的不同回答先确认后签名，同一设备改答不算', () => {
  const first = answered('a', 'pass', { device: 'd1' });
  const second = answered('a', 'fail', { device: 'd2' });
  assert.equal(conflictsOf(draftOf(visit, [first, second])).length, 1);
  assert.equal(draftOf(visit, [first, second]).entries.a.answer, 'fail');
  const settled = answered('a', 'pass', { device: 'd1' }, [first.id, second.id]);
  const draft = draftOf(visit, [settled, second, first]);
  assert.equal(conflictsOf(draft).length, 0);
  assert.equal(draft.entries.a.answer, 'pass');
  assert.equal(conflictsOf(draftOf(visit, [answered('b', 'pass'), answered('b', 'fail')])).length, 0);
});

test('合并与到达次序无关', async () => {
  const events = [answered('a', 'pass'), answered('a', 'fail', { device: 'd2' }), event('noted', { content: 'a', equipment: null, text: '甲' })];
  assert.equal(await digestOf(visit, draftOf(visit, events)), await digestOf(visit, draftOf(visit, [...events].reverse())));
});

test('INSP-20 签名只对签名时的内容有效', async () => {
  const events = [answered('a', 'pass')];
  const digest = await digestOf(visit, draftOf(visit, events));
  for (const signer of ['o1', 'o2', 'principal']) events.push(event('signed', { signer, name: '甲', digest, sha256: 'x' }));
  assert.deepEqual(signatureProblems(visit, draftOf(visit, events), digest), []);
  const draft = draftOf(visit, [...events, answered('b', 'pass')]);
  assert.deepEqual(messages(signatureProblems(visit, draft, await digestOf(visit, draft))), [
    '签名后内容有改动，请林知行重新签名', '签名后内容有改动，请周明远重新签名', '签名后内容有改动，请被检查单位现场负责人重新签名']);
});

test('INSP-20 拒绝签名要有理由和见证人', () => {
  const refused = (witness) => draftOf(visit, [event('refusedToSign', { reason: '有异议', witness, witnessUnit: '', digest: 'd' })]);
  assert.ok(messages(signatureProblems(visit, refused(''), 'd')).includes('请填写见证人姓名'));
  assert.ok(!signatureProblems(visit, refused('何见安'), 'd').some(({ key }) => key === 'principal'));
});

test('无法开展检查须有说明和证据，不再要求逐项检查', () => {
  const events = [notice(), event('notInspectable', { on: true, reason: 'closed', text: '' })];
  assert.deepEqual(messages(resultProblems(visit, draftOf(visit, events))), ['请填写无法开展检查的情况说明', '请拍摄无法开展检查的证据照片']);
  assert.deepEqual(resultOf(visit, draftOf(visit, events)).answers, []);
});

test('INSP-10 一项内容对每台设备各有一张卡片', () => {
  const form = { groups: [{ name: '甲', contents: [{ ...content('a'), equipment: [{ id: 'x', name: '高炉' }, { id: 'y', name: '转炉' }] }] }] };
  assert.deepEqual(cardsOf(form).map(({ key }) => key), ['a/x', 'a/y']);
});

test('DOC-11 INSP-20 签名前看到的现场检查记录逐句与打印的文书相同', () => {
  const events = [answered('a', 'fail'), answered('b', 'pass'), event('noted', { content: 'a', equipment: null, text: '堆放杂物。' }),
    event('measureSet', { content: 'a', equipment: null, kind: 'fine', on: true, amountFen: 120050, due: null }),
    event('disposalSet', { disposal: 'rectification', note: '到期复查' }), event('concluded', { conclusion: '一般隐患' }),
    event('photoAdded', { content: 'a', equipment: null, sha256: 'h1', takenAt: 1 }), event('photoAdded', { content: 'b', equipment: null, sha256: 'h2', takenAt: 1 }),
    event('refusedToSign', { reason: '有异议', witness: '何见安', witnessUnit: '柳溪镇人民政府', digest: 'd' })];
  assert.deepEqual(recordOf(visit, draftOf(visit, events), sentences), [
    '被检查单位：甲店', '地址：乙路1号', '法定代表人（负责人）：陈一诺　职务：店长', '联系电话：1　检查场所：后厨',
    '检查时间：2026年11月21日10时00分至11时00分',
    '我们是甲局的行政执法人员林知行、周明远，证件号码为1、2，这是我们的证件（出示证件）。现依法对你单位进行现场检查，请予以配合。',
    '检查情况：', '1　甲　发现问题1项　检查2项', '检查发现下列问题：', '1.内容a：堆放杂物，不符合《某法》第一条的规定。',
    '检查结论：一般隐患。', '处理情况：责令限期整改。到期复查。执法措施：第1项罚款1200.50元。', '附现场照片2张。', '以上情况已当场告知被检查单位。',
    '被检查单位现场负责人拒绝签名，理由：有异议。见证人：何见安（柳溪镇人民政府）。',
  ]);
});

test('ITEM-22 TASK-17 结论、说明、签名和资料项随检查结果模板', () => {
  const form = { ...visit.form, fields: [{ id: 'n', label: '从业人数', kind: 'number', required: true }],
    template: { ...template, explanation: { label: '检查情况说明', required: 'always', phrases: [] }, signers: [{ signer: 'expert', label: '专家' }] } };
  const own = { ...visit, form };
  const failed = [notice(), answered('a', 'fail'), answered('b', 'pass'), event('noted', { content: 'a', equipment: null, text: '堆放杂物' }),
    event('measureSet', { content: 'a', equipment: null, kind: 'warning', on: true, amountFen: null, due: null }),
    event('disposalSet', { disposal: 'rectification', note: '' })];
  assert.deepEqual(messages(resultProblems(own, draftOf(own, failed))), ['请填写从业人数', '请选择检查结论', '请填写检查情况说明']);
  const complete = [...failed, event('fieldFilled', { field: 'n', value: '12' }), event('concluded', { conclusion: '重大隐患' }),
    event('disposalSet', { disposal: 'rectification', note: '限期整改' })];
  const draft = draftOf(own, complete);
  assert.deepEqual(resultProblems(own, draft), []);
  assert.deepEqual([resultOf(own, draft).conclusion, resultOf(own, draft).fields], ['重大隐患', [{ field: 'n', value: '12' }]]);
  assert.ok(recordOf(own, draft, sentences).includes('从业人数：12。') && recordOf(own, draft, sentences).includes('检查结论：重大隐患。'));
  assert.ok(messages(signatureProblems(own, draft, 'd')).includes('专家未签名'));
  const found = draftOf(own, [...complete, answered('a', 'pass')]);
  assert.ok(messages(resultProblems(own, found)).includes('检查结论与检查结果不一致'));
  assert.deepEqual(messages(resultProblems(own, draftOf(own, [...complete, event('fieldFilled', { field: 'n', value: '十二' })]))), ['从业人数应为数字']);
});

test('DOC-11 没有问题的记录只说没有发现问题', () => {
  const events = [answered('a', 'pass'), answered('b', 'notApplicable'), event('disposalSet', { disposal: 'noProblem', note: '' })];
  const text = recordOf(visit, draftOf(visit, events), sentences);
  assert.deepEqual(text.slice(-5), ['1　甲　未发现问题　检查2项', '本次检查未发现问题。', '检查结论：合格。', '处理情况：未发现问题。', '以上情况已当场告知被检查单位。']);
});

test('BEY-51 一批只含一次检查的连续事件，从最早的开始', () => {
  const queue = [{ seq: 4, visit: 'v' }, { seq: 2, visit: 'v' }, { seq: 3, visit: 'w' }];
  assert.deepEqual(nextBatch(queue).map(({ seq }) => seq), [2]);
  assert.deepEqual(nextBatch([{ seq: 1, visit: 'v' }, { seq: 2, visit: 'v' }], 1).map(({ seq }) => seq), [1]);
});

test('重试间隔逐次加倍，以两分钟为限，带抖动', () => {
  assert.equal(delay(1, 0), 1000);
  assert.equal(delay(3, 1), 8000);
  assert.equal(delay(60, 1), 120000);
});

test('BEY-51 提交等本次检查的记录全部送达后才上报；服务器没有提交记录时补传，别的退回不再自动上报', () => {
  const events = [{ id: 'a', kind: 'answered' }, { id: 's', kind: 'submitted' }];
  const due = (known = {}, pending = []) => dueSubmission(events, known, new Set(pending))?.id ?? null;
  assert.equal(due(), 's');
  assert.equal(due({}, ['s']), null);
  assert.equal(due({}, ['a']), null);
  assert.equal(due({}, ['of another visit']), 's');
  assert.equal(due({ refusal: { of: 's', code: UNKNOWN_SUBMISSION } }), 's');
  assert.equal(due({ refusal: { of: 's', code: 'field.submission.digest' } }), null);
  assert.equal(due({ refusal: { of: 'earlier', code: 'field.submission.digest' } }), 's');
  assert.equal(due({ receipt: {} }), null);
  assert.equal(due({ returned: { of: 's' } }), null);
  assert.equal(dueSubmission([events[0]], {}, new Set()), null);
});
