// The pure parts of the desktop modules. What needs a page is covered by the browser tests.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manyName, nextIndex } from '../../Sources/Web/Assets/app/combobox.js';
import { draftKey, group } from '../../Sources/Web/Assets/app/draft.js';
import { hasEnded } from '../../Sources/Web/Assets/app/job.js';
import { backAddress } from '../../Sources/Web/Assets/app/places.js';
import { addressOf } from '../../Sources/Web/Assets/app/region.js';
import { layoutText, parseLayout } from '../../Sources/Web/Assets/app/rows.js';
import { windowAt } from '../../Sources/Web/Assets/app/rolling.js';
import { isOurs } from '../../Sources/Web/Assets/app/trusted.js';
import { sizeText, tooLarge } from '../../Sources/Web/Assets/app/upload.js';

test('查询地址：空条件不进入地址，原有参数与片段被替换，中文正确编码', () => {
  const fields = [['q', '云湾 食品'], ['mode', ''], ['risk', 'A'], ['risk', 'B']];
  assert.equal(addressOf('/tasks?page=9#list', fields, 'https://mingcha.test/x'), 'https://mingcha.test/tasks?q=%E4%BA%91%E6%B9%BE+%E9%A3%9F%E5%93%81&risk=A&risk=B');
});

test('查询地址：没有 action 时使用当前页面的地址', () => {
  assert.equal(addressOf('https://mingcha.test/tasks?page=3', [['size', '20']], 'https://mingcha.test/tasks?page=3'), 'https://mingcha.test/tasks?size=20');
});

test('回到列表：带上离开时的筛选条件，自带条件的链接不变', () => {
  assert.equal(backAddress('/forms', '?q=%E9%A3%9F&after=12'), '/forms?q=%E9%A3%9F&after=12');
  assert.equal(backAddress('/forms', null), '/forms');
  assert.equal(backAddress('/tasks?mode=daily', '?mode=special'), '/tasks?mode=daily');
  assert.equal(backAddress('/tasks?mode=daily', '?mode=daily&q=1&page=3'), '/tasks?mode=daily&q=1&page=3');
  assert.equal(backAddress('/tasks?mode=daily', null), '/tasks?mode=daily');
});

test('只有本站的应答可以成为页面内容', () => {
  assert.equal(isOurs('https://mingcha.test/tasks', 'https://mingcha.test'), true);
  for (const url of ['https://mingcha.test.evil.example/', 'http://mingcha.test/', '//evil.example/x', 'data:text/html,x']) {
    assert.equal(isOurs(url, 'https://mingcha.test'), false, url);
  }
});

test('组合框：上下键在选项中循环，没有选项时不选', () => {
  assert.deepEqual([nextIndex(-1, 1, 3), nextIndex(-1, -1, 3), nextIndex(2, 1, 3), nextIndex(0, -1, 3), nextIndex(-1, 1, 0)], [0, 2, 0, 2, -1]);
});

test('组合框：多个值以字段名提交，文字以“字段名_text”提交', () => {
  assert.equal(manyName({ name: 'officers_text', dataset: { multiple: '' } }), 'officers');
  assert.equal(manyName({ name: 'who', dataset: { multiple: 'officers' } }), 'officers');
});

test('DRAW-21 滚动只按名单顺序循环显示，名单短于窗口时也不缺行', () => {
  assert.deepEqual(windowAt(['甲', '乙', '丙'], 2, 5), ['丙', '甲', '乙', '丙', '甲']);
  assert.deepEqual(windowAt([], 4, 2), ['', '']);
});

test('任务进度：只有排队和运行中继续询问', () => {
  assert.deepEqual(['queued', 'running', 'done', 'failed', 'cancelled'].map(hasEnded), [false, false, true, true, true]);
});

test('上传：恰好等于上限的文件可以，多一个字节被指出', () => {
  const files = [{ name: 'a', size: 20 * 1048576 }, { name: 'b', size: 20 * 1048576 + 1 }];
  assert.equal(tooLarge(files.slice(0, 1), 20), undefined);
  assert.equal(tooLarge(files, 20).name, 'b');
});

test('上传：文件大小按单位显示', () => {
  assert.deepEqual([0, 1023, 1024, 1048576, 26528973].map(sizeText), ['0 B', '1023 B', '1 KB', '1.0 MB', '25.3 MB']);
});

test('草稿：不同账号、不同表单互不相见', () => {
  assert.equal(new Set([draftKey('a', 'x'), draftKey('b', 'x'), draftKey('a', 'y'), draftKey('', 'a:x')]).size, 4);
  assert.notEqual(draftKey('a', '/plans?family=daily'), draftKey('a', '/plans?family=special'));
  // the server writes the query of what it accepted in its own order and escapes
  assert.equal(draftKey('a', '/plans?b=%E4%B8%80+1&a=2'), draftKey('a', '/plans?a=2&b=一%201'));
});

test('草稿：同名字段保持填写顺序', () => {
  const kept = group([{ name: 'id', value: '2' }, { name: 'note', value: '甲' }, { name: 'id', value: '1' }]);
  assert.deepEqual(kept.get('id').map((entry) => entry.value), ['2', '1']);
  assert.equal(kept.get('note').length, 1);
});

test('ITEM-09 检查表单的行：顺序的文字读出后原样写回', () => {
  const text = 'a:p1,p2;b:;c:p3';
  assert.deepEqual(parseLayout(text).map(({ key, points }) => [key, points.length]), [['a', 2], ['b', 0], ['c', 1]]);
  assert.equal(layoutText(parseLayout(text)), text);
  assert.deepEqual(parseLayout(''), []);
});
