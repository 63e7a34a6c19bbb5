import { test } from 'node:test';
import assert from 'node:assert/strict';
import { formsOf, foundingCall, itemsFor, obstacle, packageOf, tasksFor } from '../../Sources/Web/Assets/field/founding.js';
import { isMeant } from '../../Sources/Web/Assets/field/subjects.js';
import { isPackage } from '../../Sources/Web/Assets/field/shapes.js';
import { digestOf, draftOf } from '../../Sources/Web/Assets/field/draft.js';

const form = { id: 'f', version: 1, name: '现场检查表', scale: { pass: '无问题' }, fields: [], template: {}, groups: [{ name: '证照', contents: [{ id: 'c1' }] }] };
const kit = {
  me: 'a', agency: '青石县市场监督管理局', status: { status: 'awaitingInspection', statusName: '待检查' },
  officers: [{ id: 'a', name: '甲', certificate: '1', until: '2027-01-01' }, { id: 'b', name: '乙', certificate: '2', until: '2026-03-05' }],
  modes: [{ mode: 'instant', name: '即时检查' }, { mode: 'flying', name: '飞行检查' }], origins: [{ origin: 'patrol', name: '日常巡查发现' }],
  kinds: [], parties: { organization: { title: '被检查单位' } },
  items: [
    { id: 'i', name: '对食品经营单位的行政检查', classes: ['organization'], forms: [{ version: 'v', name: '现场检查表', mode: 'instant' }] },
    { id: 'j', name: '对人员的行政检查', classes: ['person'], forms: [{ version: 'w', name: '人员检查表', mode: 'instant' }] },
  ],
  forms: [{ version: 'v', form }], tasks: [
    { id: 't', number: '专查〔2026〕1号', name: '专项', from: '2026-03-01', to: '2026-03-31', classes: ['organization'] },
    { id: 'u', number: '专查〔2026〕2号', name: '以后', from: '2026-04-01', to: '2026-04-30', classes: ['organization'] },
  ], taskForms: [{ task: 't', form }],
};
const subject = { id: 's', name: '云溪食品店', creditCode: '91X', class: 'organization', address: '云溪路1号', principal: '钱某', title: '' };
const whole = { kind: 'instant', id: 'v1', mode: 'instant', subject, item: 'i', form: 'v', task: 't1', partner: 'b', origin: 'patrol', words: ' 巡查 ' };
const today = '2026-03-02';

test('TASK-29 发起即时检查缺什么就说什么，齐全时没有障碍', () => {
  assert.equal(obstacle(kit, whole, today), null);
  for (const [change, words] of [
    [{ subject: null }, '请选择检查对象'], [{ item: 'j' }, '请选择检查事项'], [{ form: 'w' }, '请选择检查表单'], [{ origin: '' }, '请选择检查来源'],
    [{ words: '  ' }, '请填写检查事由'], [{ partner: '' }, '请选择另一名执法人员'],
  ]) assert.equal(obstacle(kit, { ...whole, ...change }, today), words);
  assert.equal(obstacle(kit, whole, '2026-03-06'), '乙执法证已失效，请调整检查人员');
  assert.deepEqual(itemsFor(kit, subject, 'instant').map(({ id }) => id), ['i']);
  assert.deepEqual(formsOf(kit, 'i', 'flying'), []);
});

test('TASK-25 只能加入已经开始、适用于该类对象的专项任务', () => {
  assert.deepEqual(tasksFor(kit, subject, today).map(({ id }) => id), ['t']);
  assert.deepEqual(tasksFor(kit, { ...subject, class: 'person' }, today), []);
  assert.equal(obstacle(kit, { ...whole, kind: 'joinSpecialTask', task: 'u' }, today), '请选择专项任务');
  assert.equal(obstacle(kit, { ...whole, kind: 'joinSpecialTask', task: 't' }, today), null);
});

test('TASK-29、MOB-04 本机做成的任务包可以直接检查和签名，上传的内容每次相同，与任务包从同样的基础信息开始', async () => {
  const begun = { ...whole, startedAt: Date.parse('2026-03-02T01:00:00Z'), officers: ['a', 'b'], basics: { unit: subject.name, joint: 'no' } };
  const known = packageOf(kit, begun);
  assert.ok(isPackage(known));
  assert.deepEqual(known.officers.map(({ name, leader }) => [name, leader]), [['甲', true], ['乙', false]]);
  assert.deepEqual(known.term, { from: '2026-03-02', to: '2026-03-08' });
  const sent = foundingCall(begun);
  assert.deepEqual(sent, foundingCall(begun));
  assert.deepEqual(sent.basics, known.basics);
  assert.equal(sent.words, '巡查');
  assert.match(await digestOf(known, draftOf(known, [])), /^[0-9a-f]{64}$/);
  const joined = packageOf(kit, { ...begun, kind: 'joinSpecialTask', task: 't' });
  assert.equal(joined.task.number, '专查〔2026〕1号');
  assert.ok(!('item' in foundingCall({ ...begun, kind: 'joinSpecialTask', task: 't' })));
});

test('MOB-03 对象按名称、地址或编码的一部分找到', () => {
  assert.ok(isMeant(subject, '食品') && isMeant(subject, '91x') && isMeant(subject, '云溪路'));
  assert.ok(!isMeant(subject, '  ') && !isMeant(subject, '药房'));
});
