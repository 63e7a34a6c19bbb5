import assert from 'node:assert/strict';
import { createHash, getHashes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sha256, sm3 } from '../../Sources/Web/Assets/draw/digest.js';
import { fileNames, verifyFolder } from '../../Sources/Web/Assets/draw/verify.js';

const encoder = new TextEncoder();
const vectors = ['sha256', 'sm3', 'groups', 'objects', 'third'];
const read = (vector) => Object.fromEntries(fileNames.map((name) => [
  name, new Uint8Array(readFileSync(new URL(`../../Tests/DrawingTests/Vectors/${vector}/${name}`, import.meta.url))),
]));
const edited = (files, name, from, to) => {
  const text = new TextDecoder().decode(files[name]);
  assert.ok(text.includes(from));
  return { ...files, [name]: encoder.encode(text.replace(from, to)) };
};

test('SHA-256 与 SM3 的标准例子', () => {
  assert.equal(sha256(encoder.encode('abc')), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  assert.equal(sm3(encoder.encode('abc')), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
});

test('各种长度的摘要与 OpenSSL 相同', () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, index) => (index * 131 + 7) % 256);
  for (let length = 0; length <= bytes.length; length += 1) {
    const part = bytes.subarray(0, length);
    assert.equal(sha256(part), createHash('sha256').update(part).digest('hex'));
    if (getHashes().includes('sm3')) assert.equal(sm3(part), createHash('sm3').update(part).digest('hex'));
  }
});

test('DRAW-20 公开算例在浏览器中重算一致', () => {
  for (const vector of vectors) assert.deepEqual(verifyFolder(read(vector)), { ok: true, difference: null });
});

test('任何文件的任何一个字节被改动都被发现', () => {
  for (const vector of vectors) {
    const files = read(vector);
    for (const name of fileNames) {
      for (let position = 0; position < files[name].length; position += 1) {
        const changed = Uint8Array.from(files[name]);
        changed[position] ^= 1;
        assert.equal(verifyFolder({ ...files, [name]: changed }).ok, false, `${vector} ${name} 第${position}字节`);
      }
    }
  }
});

test('多余的字节、CRLF 和 BOM 被发现，缺文件时说明缺哪个', () => {
  const files = read('sha256');
  for (const name of fileNames) {
    const text = new TextDecoder().decode(files[name]);
    for (const other of [`${text}\n`, `${text} `, `\uFEFF${text}`, text.replaceAll('\n', '\r\n'), text.slice(0, -1), `${text}${text}`]) {
      assert.equal(verifyFolder({ ...files, [name]: encoder.encode(other) }).ok, false);
    }
    const { [name]: removed, ...rest } = files;
    assert.equal(verifyFolder(rest).difference.file, name);
  }
});

test('指出第一处不同的文件、行、应有和实有内容', () => {
  const files = read('sha256');
  const team = verifyFolder(edited(files, 'result.txt', '11010005,11010004', '11010005,11010002')).difference;
  assert.deepEqual([team.file, team.line], ['result.txt', 3]);
  assert.ok(team.expected.endsWith('|11010005,11010004') && team.found.endsWith('|11010005,11010002'));
  const weight = verifyFolder(edited(files, 'manifest.txt', 'TEX000088L|2', 'TEX000088L|3')).difference;
  assert.deepEqual([weight.file, weight.line], ['params.txt', 8]);
  const nonce = verifyFolder(edited(files, 'reveal.txt', 'nonceA=0', 'nonceA=1')).difference;
  assert.deepEqual([nonce.file, nonce.line], ['params.txt', 11]);
  const team4 = verifyFolder(edited(files, 'params.txt', 'teamSize=2', 'teamSize=9')).difference;
  assert.match(team4.expected, /^抽取失败：检查人员数量不足/u);
});
