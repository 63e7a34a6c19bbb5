import { test } from 'node:test';
import assert from 'node:assert/strict';
import { draftOf, filesOf } from '../../Sources/Web/Assets/field/draft.js';
import { basicsProblems, checklistProblems, doubtsOf, fileProblems, MOST_FINE } from '../../Sources/Web/Assets/field/checks.js';
import { answering, clashesOf, clashWords } from '../../Sources/Web/Assets/field/clashes.js';
import { printProblems, rangesOf, unprintable, unprintableWords } from '../../Sources/Web/Assets/field/characters.js';
import { minuteText, skewOf, spanText } from '../../Sources/Web/Assets/field/clock.js';
import { inkOf } from '../../Sources/Web/Assets/field/signature.js';
import { pictureType, refusalOf } from '../../Sources/Web/Assets/field/photo.js';
import { fenOf } from '../../Sources/Web/Assets/field/problem.js';
import { SHAPES, isListOfVisits, isRefusal } from '../../Sources/Web/Assets/field/shapes.js';
import { matches, strays } from '../../Sources/Web/Assets/field/list.js';
import { GENESIS, follow } from '../../Sources/Web/Assets/field/events.js';

const NOW = Date.parse('2026-11-21T04:00:00Z'); // noon in Beijing
const basics = {
  unit: '甲店', principal: '陈一诺', principalTitle: '店长', phone: '1', address: '乙路1号', place: '后厨',
  startedAt: '2026-11-21T10:00', endedAt: '2026-11-21T11:00', experts: '', joint: 'no',
};
const template = { conclusions: [], explanation: { label: '处理意见', required: 'optional', phrases: [] }, disposals: [], measures: ['fine', 'rectification'], signers: [] };
const visit = {
  id: 'v', basics, officers: [], term: { from: '2026-11-01', to: '2026-11-30' },
  form: { id: 'f', version: 1, scale: {}, fields: [{ id: 'w', label: '从业人数', kind: 'number' }], template, groups: [{ name: '甲', contents: [{ id: 'a', text: '甲', citations: [] }] }] },
};
let counter = 0;
const event = (kind, payload, { device = 'd1', at = null } = {}) => {
  counter += 1;
  return { id: `e${counter}`, device, seq: counter, visit: 'v', kind, at: at ?? counter, payload };
};
const failed = (...measures) => [
  event('answered', { content: 'a', equipment: null, answer: 'fail', settles: [] }), event('noted', { content: 'a', equipment: null, text: '油污' }),
  ...measures.map((measure) => event('measureSet', { content: 'a', equipment: null, on: true, amountFen: null, due: null, ...measure })),
];
const messages = (problems) => problems.map(({ message }) => message);

test('INSP-07 检查时间不能在将来，也不能在一年以前', () => {
  const said = (changes) => messages(basicsProblems({ basics: { ...basics, ...changes } }, NOW));
  assert.deepEqual(said({}), []);
  assert.deepEqual(said({ endedAt: '2026-11-21T12:04' }), []);
  assert.deepEqual(said({ endedAt: '2031-01-01T00:00' }), ['检查结束时间不能晚于现在']);
  assert.deepEqual(said({ startedAt: '2031-01-01T00:00', endedAt: '2031-01-01T01:00' }), ['检查开始时间不能晚于现在']);
  assert.deepEqual(said({ startedAt: '2020-01-01T00:00' }), ['检查开始时间早于一年前，请核对']);
});

test('INSP-11 改正期限不早于检查当日，罚款最多两位小数、不超过一亿元', () => {
  const said = (...measures) => messages(checklistProblems(visit, draftOf(visit, failed(...measures))));
  assert.deepEqual(said({ kind: 'rectification', due: '2020-01-01' }), ['第1项的改正期限不能早于检查日期']);
  assert.deepEqual(said({ kind: 'rectification', due: '2026-11-21' }), []);
  assert.deepEqual(said({ kind: 'fine', amountFen: MOST_FINE + 1 }), ['第1项的罚款金额超过一亿元，请核对']);
  assert.deepEqual(said({ kind: 'fine', amountFen: 50 }), []);
  assert.deepEqual(['12', '12.5', '12.34', ' 0.01 '].map(fenOf), [1200, 1250, 1234, 1]);
  assert.deepEqual(['99999999999.999', '1.234', '-1', '1e3', '１', ''].map(fenOf), [null, null, null, null, null, null]);
});

test('INSP-11 可能但少见的数值在签名前反问', () => {
  const said = (changes, ...measures) => doubtsOf(visit, draftOf({ ...visit, basics: { ...basics, ...changes } }, failed(...measures)), NOW);
  assert.deepEqual(said({}), []);
  assert.deepEqual(said({}, { kind: 'fine', amountFen: 100000001 }), ['第1项的罚款金额为1000000.01元，超过一百万元']);
  assert.deepEqual(said({}, { kind: 'rectification', due: '2028-01-01' }), ['第1项的改正期限（2028-01-01）超过一年']);
  assert.deepEqual(said({ startedAt: '2026-10-20T10:00', endedAt: '2026-10-22T10:00' }), [
    '检查开始时间（2026-10-20 10:00）早于七天前', '检查持续时间超过一天', '检查日期不在任务期限（2026-11-01至2026-11-30）内']);
});

test('DOC-15 无法打印的字符按栏目和字符指出', () => {
  const ranges = rangesOf('9-a,20-7e,3000-9fff,ff00-ffef');
  assert.equal(unprintable(ranges, '后厨：abc\n'), null);
  assert.equal(unprintable(ranges, '油污😀'), '😀');
  assert.equal(unprintable(null, '😀'), null);
  assert.equal(unprintableWords('检查场所', '\u000b'), '检查场所含有无法打印的控制字符（U+000B），请删除或改用其他字');
  const events = [...failed({ kind: 'fine', amountFen: 1 }), event('noted', { content: 'a', equipment: null, text: '油污😀' }),
    event('basicsChanged', { field: 'place', value: '后厨\u000b' }), event('fieldFilled', { field: 'w', value: '\u{21484}' }),
    event('signed', { signer: 'principal', name: '丙\u{21484}', digest: '', sha256: '' })];
  assert.deepEqual(messages(printProblems(visit, draftOf(visit, events), ranges)), [
    '检查场所含有无法打印的控制字符（U+000B），请删除或改用其他字', '从业人数含有无法打印的字符“\u{21484}”（U+21484），请删除或改用其他字',
    '第1项的问题描述含有无法打印的字符“😀”（U+1F600），请删除或改用其他字', '签名人姓名含有无法打印的字符“\u{21484}”（U+21484），请删除或改用其他字']);
});

test('MOB-04 互不知情的两份填写都显示，知道对方之后写的不算冲突', () => {
  const first = event('basicsChanged', { field: 'place', value: '后厨' }, { device: 'd2', at: 900 });
  const mine = event('basicsChanged', { field: 'place', value: '前厅' }, { at: 10 });
  const unaware = new Map([[first.id, mine.seq]]);
  const [clash] = clashesOf([first, mine], 'd1', unaware);
  assert.deepEqual(clashWords(visit, clash), { step: 'info', label: '检查场所', mine: '前厅', theirs: '后厨' });
  assert.deepEqual(clashesOf([first, mine], 'd1', new Map([[first.id, mine.seq - 1]])), []);
  const chosen = event('basicsChanged', { field: 'place', value: '前厅' }, { at: 901 });
  assert.deepEqual(clashesOf([first, mine, chosen], 'd1', unaware), []);
  const same = event('basicsChanged', { field: 'place', value: '后厨' }, { at: 10 });
  assert.deepEqual(clashesOf([first, same], 'd1', new Map([[first.id, same.seq]])), []);
});

/** Two phones at one visit: each has what it wrote and what it has fetched. */
class Pair {
  phones = { a: [], b: [] };

  arrivals = { a: new Map(), b: new Map() };

  write(phone, value) {
    const own = this.phones[phone];
    const at = Math.max(counter, ...own.map((one) => one.at)) + 1;
    own.push(event('basicsChanged', answering(own, phone, 'basicsChanged', { field: 'place', value }), { device: phone, at }));
  }

  fetch(phone) {
    const [own, other] = [this.phones[phone], phone === 'a' ? 'b' : 'a'];
    const known = new Set(own.map(({ id }) => id));
    const seq = Math.max(0, ...own.filter(({ device }) => device === phone).map((one) => one.seq));
    for (const one of this.phones[other]) if (!known.has(one.id)) { own.push(one); this.arrivals[phone].set(one.id, seq); }
  }

  clashes(phone) {
    return clashesOf(this.phones[phone], phone, this.arrivals[phone]).map((clash) => { const { mine, theirs } = clashWords(visit, clash); return [mine, theirs]; });
  }
}

test('MOB-04 两台设备填写不一致、选择之后，第一台设备再改同一处不再显示冲突；互不知情的再改仍显示', () => {
  const pair = new Pair();
  pair.write('b', '前厅');
  pair.write('a', '后厨');
  pair.fetch('b');
  pair.fetch('a');
  assert.deepEqual(pair.clashes('b'), [['前厅', '后厨']]);
  assert.deepEqual(pair.clashes('a'), [['后厨', '前厅']]);
  pair.write('b', '后厨'); // chosen
  assert.deepEqual(pair.clashes('b'), []);
  pair.fetch('a');
  assert.deepEqual(pair.clashes('a'), []);
  pair.write('a', '大堂'); // the next change, knowing all
  pair.fetch('b');
  assert.deepEqual([pair.clashes('a'), pair.clashes('b')], [[], []]);
  pair.write('b', '库房'); // and back, one after the other
  pair.fetch('a');
  assert.deepEqual([pair.clashes('a'), pair.clashes('b')], [[], []]);
  pair.write('a', '冷库'); // neither knows the other again
  pair.write('b', '后门');
  pair.fetch('a');
  pair.fetch('b');
  assert.deepEqual([pair.clashes('a'), pair.clashes('b')], [[['冷库', '后门']], [['后门', '冷库']]]);
});

test('MOB-04 第三台设备也看到另外两台互不知情的填写', () => {
  const one = event('basicsChanged', { field: 'place', value: '后厨' }, { device: 'd2', at: 1 });
  const two = event('basicsChanged', { field: 'place', value: '前厅' }, { device: 'd3', at: 2 });
  const [clash] = clashesOf([one, two], 'd1', new Map([[one.id, 0], [two.id, 0]]));
  assert.equal(clash.isOwn, false);
  const chosen = event('basicsChanged', answering([one, two], 'd1', 'basicsChanged', { field: 'place', value: '前厅' }), { at: 3 });
  assert.deepEqual(clashesOf([one, two, chosen], 'd2', new Map([[two.id, 99], [chosen.id, 99]])), []);
});

test('MOB-03 不再由本人检查而有内容未被接受的，仍在清单中', () => {
  const packages = ['v1', 'v2', 'v3'].map((id) => ({ id, status: 'inspecting' }));
  const held = strays(packages, [{ id: 'v1' }], (id) => id !== 'v3');
  assert.deepEqual(held.map(({ id, status }) => [id, status]), [['v2', 'gone']]);
});

test('MOB-04 每一种填写的冲突都能说明白', () => {
  const pairs = {
    noted: [{ content: 'a', equipment: null, text: '一' }, { content: 'a', equipment: null, text: '二' }],
    measureSet: [{ content: 'a', equipment: null, kind: 'fine', on: true, amountFen: 100, due: null }, { content: 'a', equipment: null, kind: 'fine', on: false, amountFen: null, due: null }],
    otherProblemSet: [{ problem: 'p', text: '一', place: '', provision: '' }, { problem: 'p', text: '二', place: '门口', provision: '' }],
    fieldFilled: [{ field: 'w', value: '1' }, { field: 'w', value: '2' }], concluded: [{ conclusion: '合格' }, { conclusion: '' }],
    disposalSet: [{ disposal: 'rectification', note: '一' }, { disposal: 'rectification', note: '二' }],
    notInspectable: [{ on: true, reason: 'closed', text: '关门' }, { on: false, reason: '', text: '' }],
    noticeGiven: [{ certificatesShown: true, rightsTold: true }, { certificatesShown: false, rightsTold: true }],
  };
  for (const [kind, [ours, others]] of Object.entries(pairs)) {
    const theirs = event(kind, others, { device: 'd2' });
    const mine = event(kind, ours);
    const [clash] = clashesOf([theirs, mine], 'd1', new Map([[theirs.id, mine.seq]]));
    const words = clashWords(visit, clash);
    assert.ok(words.label && words.mine && words.theirs && words.mine !== words.theirs, kind);
  }
});

test('MOB-04 新的记录不早于它所更正的记录，服务器的时间优先于手机的时间', async () => {
  const ahead = 2 * 86400000;
  const later = await follow(GENESIS, { device: 'd', visit: 'v', kind: 'concluded', payload: { conclusion: '' }, now: Math.max(NOW, NOW + ahead + 1) });
  assert.equal(later.at, NOW + ahead + 1);
  assert.equal(skewOf(NOW, NOW + ahead, NOW + ahead + 100), -ahead - 50);
  assert.equal(skewOf(NOW, NOW - 300, NOW + 100), 0);
  assert.equal(skewOf(NOW, NOW + ahead, NOW + ahead + 100, -ahead - 50), -ahead - 50);
  assert.equal(spanText(-ahead - 3600000), '2天1小时');
  assert.equal(minuteText(NOW), '2026-11-21T12:00');
});

test('SEC-09 选择照片时按内容判断：空文件、过大、HEIC、WEBP、GIF都说明原因，JPEG和PNG通过', () => {
  const bytes = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const heic = bytes('\0\0\0\x18ftypheic\0\0\0\0');
  assert.equal(refusalOf(0, bytes('')), '文件内容为空，请重新拍摄');
  assert.equal(refusalOf(20 * 1024 * 1024 + 1, bytes('\xff\xd8\xff')), '照片超过20MB，请调低相机分辨率后重新拍摄');
  assert.match(refusalOf(9, heic), /^不支持HEIC格式的照片/);
  assert.equal(refusalOf(9, bytes('RIFF\0\0\0\0WEBPVP8 ')), '不支持WEBP格式的照片，请改用JPEG或PNG格式');
  assert.equal(refusalOf(9, bytes('GIF89a')), '不支持GIF格式的照片，请改用JPEG或PNG格式');
  assert.equal(refusalOf(9, bytes('<html>')), '不是照片，或照片已损坏，请重新拍摄');
  assert.equal(refusalOf(9, bytes('\xff\xd8\xff\xe0')), null);
  assert.equal(refusalOf(9, bytes('\x89PNG\r\n\x1a\n')), null);
  assert.equal(pictureType(heic), 'HEIC');
});

test('SEC-09 未被服务器接受的照片和签名逐一指出；删除后不再需要上传', () => {
  const photo = (sha256) => event('photoAdded', { content: 'a', equipment: null, sha256, takenAt: 1 });
  const events = [...failed(), photo('h1'), photo('h2'), event('signed', { signer: 'o', name: '林知行', digest: '', sha256: 's1' })];
  const refused = new Map([['h1', '照片已损坏'], ['s1', '文件过大']]);
  assert.deepEqual(messages(fileProblems(visit, draftOf(visit, events), refused)), [
    '第1项的照片未被服务器接受（照片已损坏），请删除后重新拍摄', '林知行的签名未被服务器接受（文件过大），请重新签名']);
  assert.deepEqual([...filesOf(draftOf(visit, [...events, event('photoRemoved', { content: 'a', equipment: null, sha256: 'h1' })]))], ['h2', 's1']);
});

test('INSP-20 点一下不是签名，写出一定长度的笔画才是', () => {
  assert.equal(inkOf([[{ x: 5, y: 5 }]]), 0);
  assert.equal(inkOf([[{ x: 0, y: 0 }, { x: 3, y: 4 }], [{ x: 0, y: 0 }, { x: 6, y: 8 }]]), 15);
});

test('MOB-04 不是本平台格式的应答一律不认', () => {
  const head = { id: 'v', status: 's', subject: { name: '甲' }, task: {}, term: {} };
  assert.ok(SHAPES.visits({ visits: [head] }));
  for (const foreign of [{}, { code: 0, msg: 'ok' }, { visits: {} }, { visits: [{}] }]) assert.ok(!SHAPES.visits(foreign), JSON.stringify(foreign));
  assert.ok(!SHAPES.session({ account: { id: 'a' } }));
  assert.ok(!SHAPES.package({ ...head, form: {} }, 'v'));
  assert.ok(!SHAPES.delivery({ accepted: [] }));
  assert.ok(isListOfVisits([head]));
  for (const broken of [null, undefined, {}, 'x', [null]]) assert.ok(!isListOfVisits(broken));
  assert.ok(isRefusal({ code: 'a', detail: '原因' }));
  for (const foreign of [undefined, null, {}, { detail: 'x' }, [], 'x']) assert.ok(!isRefusal(foreign));
});

test('MOB-03 今日只列今天开始、完成或到期的检查', () => {
  const head = (changes) => ({ status: 'inspecting', subject: { name: '甲', creditCode: '' }, term: { from: '2026-11-01', to: '2026-11-30' }, startedOn: null, finishedOn: null, ...changes });
  const isToday = (changes) => matches(head(changes), 'today', '', '2026-11-21');
  assert.ok(!isToday({}));
  assert.ok(isToday({ startedOn: '2026-11-21' }));
  assert.ok(!isToday({ startedOn: '2026-11-20' }));
  assert.ok(isToday({ status: 'completed', startedOn: '2026-11-20', finishedOn: '2026-11-21' }));
  assert.ok(isToday({ term: { from: '2026-11-01', to: '2026-11-21' } }));
  assert.ok(!isToday({ status: 'completed', finishedOn: '2026-11-20', term: { from: '2026-11-01', to: '2026-11-21' } }));
});
