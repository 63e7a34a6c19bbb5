// Computes a published draw again in the reader's own browser. Pure: the files in, the verdict out. The two long files are
// read piece by piece and never held: a draw of ten million objects needs some 400 MB.
import { Digest, hexOf } from './digest.js';
import { Difference, LineCutter, endOfFile, refuseSpoiled, shownLine } from './lines.js';
import { Manifest } from './manifest.js';
import { parseOfficers, parseParameters, parseRecusals, parseReveal } from './parse.js';
import { DrawFailure, formTeams } from './teams.js';
import { Tickets } from './tickets.js';

export const fileNames = ['manifest.txt', 'officers.txt', 'recusals.txt', 'params.txt', 'reveal.txt', 'result.txt'];
/** The short ones; the others are read piece by piece. */
const shortNames = ['params.txt', 'officers.txt', 'recusals.txt', 'reveal.txt'];

const encoder = new TextEncoder();

// A file is its bytes, or an async iterable of pieces of them.
async function* piecesOf(file) {
  if (file instanceof Uint8Array) yield file;
  else yield* file;
}

async function whole(file) {
  const pieces = [];
  for await (const piece of piecesOf(file)) pieces.push(piece);
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  pieces.reduce((at, piece) => {
    bytes.set(piece, at);
    return at + piece.length;
  }, 0);
  return bytes;
}

async function readManifest(file, hash, progress) {
  const manifest = new Manifest();
  const digest = new Digest(hash);
  for await (const piece of piecesOf(file)) {
    digest.update(piece);
    manifest.push(piece);
    progress('读取名单', manifest.count, 0);
  }
  manifest.finish();
  return { manifest, digest: digest.hex() };
}

function checkHashes(digests, parameters) {
  ['manifest', 'officers', 'recusals'].forEach((name, index) => {
    if (digests[name] !== parameters[name]) throw new Difference('params.txt', 8 + index, digests[name], parameters[name]);
  });
}

function checkCommitments(parameters, reveal, hash) {
  const check = (line, party, nonce, stated) => {
    const expected = hash(`draw1|commit|${parameters.drawId}|${party}|${nonce}`);
    if (expected !== stated) throw new Difference('params.txt', line, expected, stated);
  };
  check(11, 'A', reveal.nonceA, parameters.commitA);
  check(12, 'S', reveal.nonceS, parameters.commitS);
  if (parameters.beacon.startsWith('NONE:')) check(13, 'B', reveal.beaconValue, parameters.beacon.slice(5));
  if (parameters.beacon === 'NONE' && reveal.beaconValue !== 'NONE') {
    throw new Difference('reveal.txt', 3, 'NONE', reveal.beaconValue);
  }
}

function checkQuotas(quotas, { strata, sizes }) {
  const sizeOf = new Map(strata.map((name, index) => [name, sizes[index]]));
  quotas.forEach((count, stratum) => {
    if (count > (sizeOf.get(stratum) ?? 0)) throw new Difference('params.txt', 5, '抽取数量不能超过对象数量', `${stratum}:${count}`);
  });
  strata.forEach((stratum) => {
    if (!quotas.has(stratum)) throw new Difference('params.txt', 5, `${stratum}:…`, '没有规定抽取数量');
  });
}

/** Parts the order into those drawn and those who stand by. */
function select(order, manifest, quotas) {
  const left = manifest.strata.map((name) => quotas.get(name));
  const selected = new Uint32Array(left.reduce((sum, count) => sum + count, 0));
  const reserve = new Uint32Array(order.length - selected.length);
  let [drawn, waiting] = [0, 0];
  for (let at = 0; at < order.length; at += 1) {
    const stratum = manifest.stratumOf(order[at]);
    if (left[stratum] > 0) {
      left[stratum] -= 1;
      selected[drawn] = order[at];
      drawn += 1;
    } else {
      reserve[waiting] = order[at];
      waiting += 1;
    }
  }
  return { selected, reserve };
}

/** The lines that `result.txt` must have, one after the other. */
class ExpectedLines {
  constructor(seed, tickets, { selected, reserve }, teams) {
    Object.assign(this, { seed, tickets, selected, reserve, teams, at: -1 });
    this.count = 1 + selected.length + reserve.length;
  }

  /** Null behind the last. */
  next() {
    const { at, selected } = this;
    this.at += 1;
    if (this.at >= this.count) return null;
    if (at < 0) return encoder.encode(`seed=${this.seed}\n`);
    if (at < selected.length) return encoder.encode(`${this.line('S', selected[at], at)}|${this.teams[at]?.join(',') ?? ''}\n`);
    return encoder.encode(`${this.line('R', this.reserve[at - selected.length], at - selected.length)}\n`);
  }

  line(kind, index, rank) {
    const { manifest } = this.tickets;
    return `${kind}|${rank + 1}|${manifest.strata[manifest.stratumOf(index)]}|${manifest.text(index)}|${hexOf(this.tickets.of(index))}`;
  }
}

async function compare(expected, file, progress) {
  const cutter = new LineCutter('result.txt', (bytes, start, end, number) => {
    const wanted = expected.next();
    let isSame = wanted !== null && wanted.length === end - start;
    for (let at = 0; isSame && at < wanted.length; at += 1) isSame = wanted[at] === bytes[start + at];
    if (!isSame) throw new Difference('result.txt', number, shownLine(wanted), shownLine(bytes.subarray(start, end)));
  });
  for await (const piece of piecesOf(file)) {
    cutter.push(piece);
    progress('比对结果', cutter.number, expected.count);
  }
  cutter.finish();
  const missing = expected.next();
  if (missing) throw new Difference('result.txt', cutter.number + 1, shownLine(missing), endOfFile);
}

async function firstLine(file) {
  let line = null;
  const cutter = new LineCutter('result.txt', (bytes, start, end) => { line ??= bytes.slice(start, end); });
  for await (const piece of piecesOf(file)) {
    cutter.push(piece);
    if (line) break;
  }
  cutter.finish();
  return shownLine(line);
}

async function check(files, progress) {
  const short = {};
  for (const name of shortNames) {
    short[name] = await whole(files[name]);
    refuseSpoiled(name, short[name]);
  }
  const parameters = parseParameters(short['params.txt']);
  const digest = (bytes) => new Digest(parameters.hash).update(bytes).hex();
  const hash = (text) => digest(encoder.encode(text));
  const { manifest, digest: ofManifest } = await readManifest(files['manifest.txt'], parameters.hash, progress);
  checkHashes({ manifest: ofManifest, officers: digest(short['officers.txt']), recusals: digest(short['recusals.txt']) }, parameters);
  if (manifest.problem) throw manifest.problem;
  const officers = parseOfficers(short['officers.txt']);
  const recusals = parseRecusals(short['recusals.txt']);
  const reveal = parseReveal(short['reveal.txt']);
  checkCommitments(parameters, reveal, hash);
  checkQuotas(parameters.quotas, manifest);

  const seed = hash(`draw1|seed|${digest(short['params.txt'])}|${reveal.nonceA}|${reveal.nonceS}|${reveal.beaconValue}`);
  const tickets = new Tickets(manifest, parameters.hash, seed);
  const drawn = select(tickets.order(progress), manifest, parameters.quotas);
  let teams;
  try {
    const objects = parameters.teamSize > 0 ? Array.from(drawn.selected, (index) => manifest.text(index)) : [];
    teams = formTeams(parameters, { officers, recusals, objects }, hash, seed);
  } catch (error) {
    if (!(error instanceof DrawFailure)) throw error;
    throw new Difference('result.txt', 1, `抽取失败：${error.message}`, await firstLine(files['result.txt']));
  }
  await compare(new ExpectedLines(seed, tickets, drawn, teams), files['result.txt'], progress);
  return { objects: manifest.count, selected: drawn.selected.length };
}

/**
 * @param {Record<string, Uint8Array | AsyncIterable<Uint8Array>>} files the six files by name
 * @param {(step: string, done: number, total: number) => void} progress total is 0 where it is not known
 * @returns {Promise<{ok: boolean, counts: null | object, difference: null | {file: string, line: number, expected: string,
 *   found: string, message: string, isSpoiled: boolean}}>} `isSpoiled`: an editor saved the file again (BOM, CRLF)
 */
export async function verifyFolder(files, progress = () => {}) {
  try {
    fileNames.forEach((name) => {
      if (!files[name]) throw new Difference(name, 1, '文件', '没有这个文件');
    });
    return { ok: true, counts: await check(files, progress), difference: null };
  } catch (error) {
    if (!(error instanceof Difference)) throw error;
    const { file, line, expected, found, message, isSpoiled } = error;
    return { ok: false, counts: null, difference: { file, line, expected, found, message, isSpoiled } };
  }
}
