import assert from 'node:assert/strict';
import { createHash, getHashes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256, sm3 } from '../../Sources/Web/Assets/draw/digest.js';
import { fileNames, verifyFolder } from '../../Sources/Web/Assets/draw/verify.js';
import { randomFolder, randomFrom } from './draws.mjs';

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

test('DRAW-20 公开算例在浏览器中重算一致', async () => {
  for (const vector of vectors) {
    const { ok, difference } = await verifyFolder(read(vector));
    assert.deepEqual({ ok, difference }, { ok: true, difference: null }, vector);
  }
});

test('任何文件的任何一个字节被改动都被发现', async () => {
  for (const vector of vectors) {
    const files = read(vector);
    for (const name of fileNames) {
      for (let position = 0; position < files[name].length; position += 1) {
        const changed = Uint8Array.from(files[name]);
        changed[position] ^= 1;
        assert.equal((await verifyFolder({ ...files, [name]: changed })).ok, false, `${vector} ${name} 第${position}字节`);
      }
    }
  }
});

test('多余的字节被发现，缺文件时说明缺哪个', async () => {
  const files = read('sha256');
  for (const name of fileNames) {
    const text = new TextDecoder().decode(files[name]);
    for (const other of [`${text}\n`, `${text} `, text.slice(0, -1), `${text}${text}`]) {
      assert.equal((await verifyFolder({ ...files, [name]: encoder.encode(other) })).ok, false);
    }
    const { [name]: removed, ...rest } = files;
    assert.equal((await verifyFolder(rest)).difference.file, name);
  }
});

test('带 BOM 或以 CRLF 换行的文件被指明，不说成抽取不一致', async () => {
  const files = read('groups');
  for (const name of fileNames) {
    const text = new TextDecoder().decode(files[name]);
    const marked = (await verifyFolder({ ...files, [name]: encoder.encode(`\uFEFF${text}`) })).difference;
    assert.deepEqual([marked.file, marked.line, marked.isSpoiled], [name, 1, true]);
    assert.match(marked.found, /BOM/u);
    const ended = (await verifyFolder({ ...files, [name]: encoder.encode(text.replaceAll('\n', '\r\n')) })).difference;
    assert.deepEqual([ended.file, ended.line, ended.isSpoiled, ended.found], [name, 1, true, '以 CRLF 换行']);
  }
  const changed = (await verifyFolder(edited(files, 'result.txt', 'S|1|', 'S|2|'))).difference;
  assert.equal(changed.isSpoiled, false);
});

test('指出第一处不同的文件、行、应有和实有内容', async () => {
  const files = read('sha256');
  const team = (await verifyFolder(edited(files, 'result.txt', '11010005,11010004', '11010005,11010002'))).difference;
  assert.deepEqual([team.file, team.line], ['result.txt', 3]);
  assert.ok(team.expected.endsWith('|11010005,11010004') && team.found.endsWith('|11010005,11010002'));
  const weight = (await verifyFolder(edited(files, 'manifest.txt', 'TEX000088L|2', 'TEX000088L|3'))).difference;
  assert.deepEqual([weight.file, weight.line], ['params.txt', 8]);
  const nonce = (await verifyFolder(edited(files, 'reveal.txt', 'nonceA=0', 'nonceA=1'))).difference;
  assert.deepEqual([nonce.file, nonce.line], ['params.txt', 11]);
  const team4 = (await verifyFolder(edited(files, 'params.txt', 'teamSize=2', 'teamSize=9'))).difference;
  assert.match(team4.expected, /^抽取失败：检查人员数量不足/u);
});

// Pieces of every size, as they come over the wire.
async function* pieces(bytes, size) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test('文件分段到达，结论与整个读入相同', async () => {
  for (const size of [1, 7, 64, 1000]) {
    for (const vector of vectors) {
      const files = read(vector);
      const open = (changed) => Object.fromEntries(
        Object.entries(changed).map(([name, bytes]) => [name, { [Symbol.asyncIterator]: () => pieces(bytes, size) }]),
      );
      assert.equal((await verifyFolder(open(files))).ok, true);
      const other = edited(files, 'result.txt', 'seed=', 'seed=0');
      assert.deepEqual(await verifyFolder(open(other)), await verifyFolder(other));
    }
  }
});

// The library itself, by its command line, where it was built.
const library = new URL('../../.build/debug/mingcha', import.meta.url).pathname;
const ask = (act, folder) => spawnSync(library, ['draw', act, folder], { encoding: 'utf8' });

function write(folder, files) {
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
}

test('BEY-11 随机的抽取：程序库写出的结果在浏览器中重算一致，改动一处后两者指出同一文件同一行', { skip: !existsSync(library) }, async () => {
  const seed = Number(process.env.DRAW_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const random = randomFrom(seed);
  for (let round = 0; round < 30; round += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'draw-'));
    try {
      const files = randomFolder(random);
      write(folder, files);
      const made = ask('run', folder);
      const where = `DRAW_SEED=${seed} 第${round}轮`;
      if (made.status !== 0) {
        // a draw that can't be made can't be made here either
        files['result.txt'] = encoder.encode(`seed=${'0'.repeat(64)}\n`);
        writeFileSync(join(folder, 'result.txt'), files['result.txt']);
      } else files['result.txt'] = new Uint8Array(readFileSync(join(folder, 'result.txt')));
      const verdict = await verifyFolder(files);
      assert.equal(verdict.ok, made.status === 0, `${where} ${made.stdout} ${verdict.difference?.message}`);
      const name = fileNames[Math.floor(random() * fileNames.length)];
      if (files[name].length > 0) {
        const changed = Uint8Array.from(files[name]);
        changed[Math.floor(random() * changed.length)] ^= 1;
        write(folder, { [name]: changed });
        const said = ask('verify', folder).stdout;
        const { difference } = await verifyFolder({ ...files, [name]: changed });
        assert.ok(said.includes(`${difference.file} 第${difference.line}行`), `${where} ${name}：${said} ${difference.message}`);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
});
