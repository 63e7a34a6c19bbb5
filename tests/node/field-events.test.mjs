import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { canonical, sha256, uuid7 } from '../../Sources/Web/Assets/field/canonical.js';
import { GENESIS, KINDS, flaw, follow, hashOf, inOrder } from '../../Sources/Web/Assets/field/events.js';

const vectors = JSON.parse(readFileSync(new URL('field-vectors.json', import.meta.url)));
const device = '01936a00-0000-7000-8000-00000000d001';
const visit = '01936a00-0000-7000-8000-000000000001';

test('ADR 0002 规范字节与对照表一致', async () => {
  for (const { value, text, sha256: hash } of vectors.canonical) {
    assert.equal(canonical(value), text);
    assert.equal(await sha256(text), hash);
  }
});

test('ADR 0002 事件链的哈希与对照表一致', async () => {
  assert.equal(await flaw(vectors.chain), null);
  for (const event of vectors.chain) assert.equal(await hashOf(event), event.hash);
});

test('小数、非 ASCII 键和 undefined 没有规范字节', () => {
  for (const value of [0.5, NaN, 2 ** 53, { 键: 1 }, undefined]) assert.throws(() => canonical(value), TypeError);
});

test('UUIDv7 带版本和变体，并按时间排序', () => {
  assert.match(uuid7(), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(uuid7(1000) < uuid7(2000));
});

async function chain(count) {
  const events = [];
  for (let index = 0; index < count; index += 1) {
    events.push(await follow(events[index - 1] ?? GENESIS, { device, visit, kind: 'noted', payload: { content: 'c', equipment: null, text: String(index) }, now: 1000 - index }));
  }
  return events;
}

test('BEY-51 序号无间断，时钟回拨也不使时间倒流', async () => {
  const events = await chain(3);
  assert.deepEqual(events.map(({ seq, at }) => [seq, at]), [[1, 1000], [2, 1000], [3, 1000]]);
  assert.equal(await flaw(events), null);
});

test('BEY-51 改动、缺失、换序都被发现', async () => {
  const events = await chain(3);
  const changed = events.map((event, index) => (index === 1 ? { ...event, payload: { ...event.payload, text: '改' } } : event));
  assert.deepEqual(await flaw(changed), { seq: 2, fault: 'hash' });
  assert.deepEqual(await flaw([events[0], events[2]]), { seq: 3, fault: 'gap' });
  assert.deepEqual(await flaw([events[0], { ...events[1], prev: GENESIS.hash }]), { seq: 2, fault: 'prev' });
});

test('事件种类是封闭的', async () => {
  assert.equal(new Set(KINDS).size, 16);
  await assert.rejects(follow(GENESIS, { device, visit, kind: 'erased', payload: {} }), TypeError);
});

test('重复和乱序的事件只算一次，次序固定', async () => {
  const events = await chain(3);
  assert.deepEqual(inOrder([events[2], events[0], events[1], events[0]]), events);
});
