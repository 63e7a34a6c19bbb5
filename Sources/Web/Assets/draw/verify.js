// Computes a published draw again in the reader's own browser. Pure: bytes in, verdict out.
import { sha256, sm3 } from './digest.js';
import {
  Difference, byteLines, endOfFile, parseManifest, parseOfficers, parseParameters, parseRecusals, parseReveal,
} from './parse.js';
import { DrawFailure, formTeams } from './teams.js';

export const fileNames = ['manifest.txt', 'officers.txt', 'recusals.txt', 'params.txt', 'reveal.txt', 'result.txt'];

const encoder = new TextEncoder();
const show = (line) => (line ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(line).replace(/\n$/u, '') : endOfFile);

const hashOf = (parameters) => (parameters.hash === 'sm3' ? sm3 : sha256);

function checkHashes(files, parameters) {
  ['manifest', 'officers', 'recusals'].forEach((name, index) => {
    const expected = hashOf(parameters)(files[`${name}.txt`]);
    if (expected !== parameters[name]) throw new Difference('params.txt', 8 + index, expected, parameters[name]);
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

function checkQuotas(quotas, rows) {
  const sizes = new Map();
  rows.forEach(({ stratum }) => sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1));
  quotas.forEach((count, stratum) => {
    if (count > (sizes.get(stratum) ?? 0)) throw new Difference('params.txt', 5, '抽取数量不能超过对象数量', `${stratum}:${count}`);
  });
  sizes.forEach((_, stratum) => {
    if (!quotas.has(stratum)) throw new Difference('params.txt', 5, `${stratum}:…`, '没有规定抽取数量');
  });
}

function ticketOf({ object, weight }, hash, seed) {
  let least = null;
  for (let number = 1; number <= weight; number += 1) {
    const ticket = hash(`draw1|ticket|${seed}|${object}|${number}`);
    if (least === null || ticket < least) least = ticket;
  }
  return least;
}

function select(rows, quotas, hash, seed) {
  const left = new Map(quotas);
  const [selected, reserve] = [[], []];
  rows
    .map((row) => ({ ...row, ticket: ticketOf(row, hash, seed) }))
    .sort((one, other) => (one.ticket + one.object < other.ticket + other.object ? -1 : 1))
    .forEach((row) => {
      const count = left.get(row.stratum);
      if (count > 0) left.set(row.stratum, count - 1);
      (count > 0 ? selected : reserve).push(row);
    });
  return { selected, reserve };
}

function compare(expected, found) {
  const lines = byteLines(found);
  for (let i = 0; i < Math.max(expected.length, lines.length); i += 1) {
    const wanted = i < expected.length ? encoder.encode(`${expected[i]}\n`) : null;
    const same = wanted && lines[i] && wanted.length === lines[i].length && wanted.every((byte, at) => byte === lines[i][at]);
    if (!same) throw new Difference('result.txt', i + 1, show(wanted), show(lines[i]));
  }
}

function check(files) {
  const parameters = parseParameters(files['params.txt']);
  checkHashes(files, parameters);
  const rows = parseManifest(files['manifest.txt']);
  const officers = parseOfficers(files['officers.txt']);
  const recusals = parseRecusals(files['recusals.txt']);
  const reveal = parseReveal(files['reveal.txt']);
  const hash = (text) => hashOf(parameters)(encoder.encode(text));
  checkCommitments(parameters, reveal, hash);
  checkQuotas(parameters.quotas, rows);

  const parametersHash = hashOf(parameters)(files['params.txt']);
  const seed = hash(`draw1|seed|${parametersHash}|${reveal.nonceA}|${reveal.nonceS}|${reveal.beaconValue}`);
  const { selected, reserve } = select(rows, parameters.quotas, hash, seed);
  let teams;
  try {
    teams = formTeams(parameters, { officers, recusals, objects: selected.map(({ object }) => object) }, hash, seed);
  } catch (error) {
    if (!(error instanceof DrawFailure)) throw error;
    throw new Difference('result.txt', 1, `抽取失败：${error.message}`, show(byteLines(files['result.txt'])[0]));
  }
  const line = (kind, { stratum, object, ticket }, index) => `${kind}|${index + 1}|${stratum}|${object}|${ticket}`;
  compare([
    `seed=${seed}`,
    ...selected.map((row, index) => `${line('S', row, index)}|${teams[index].join(',')}`),
    ...reserve.map((row, index) => line('R', row, index)),
  ], files['result.txt']);
}

/**
 * @param {Record<string, Uint8Array>} files the six files by name
 * @returns {{ok: boolean, difference: null | {file: string, line: number, expected: string, found: string, message: string}}}
 */
export function verifyFolder(files) {
  try {
    fileNames.forEach((name) => {
      if (!files[name]) throw new Difference(name, 1, '文件', '没有这个文件');
    });
    check(files);
    return { ok: true, difference: null };
  } catch (error) {
    if (!(error instanceof Difference)) throw error;
    const { file, line, expected, found, message } = error;
    return { ok: false, difference: { file, line, expected, found, message } };
  }
}
