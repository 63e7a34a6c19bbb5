// The short files of a draw (docs/draw1.md), read strictly: what the format does not allow is a difference.
import { Difference, endOfFile } from './lines.js';

const id = '[0-9A-Z._-]{1,64}';
const text = '[^|\\x00-\\x1f\\x7f]+';
const name = '[^|,:\\x00-\\x1f\\x7f]+';
const hash = '[0-9a-f]{64}';
const number = '(?:0|[1-9][0-9]{0,8})';

const parameterLines = [
  ['alg', 'draw1'], ['hash', 'sm3|sha256'], ['drawId', id], ['planId', id], ['quota', `${name}:${number}(?:,${name}:${number})*`],
  ['teamSize', number], ['maxPerOfficer', number], ['manifest', hash], ['officers', hash], ['recusals', hash],
  ['commitA', hash], ['commitS', hash], ['beacon', `NONE:${hash}|(?!NONE:)${text}`], ['prevDraw', hash], ['groups', `(?!0)${number}`],
];
const revealLines = [['nonceA', hash], ['nonceS', hash], ['beaconValue', text]];

/** Orders texts by their UTF-8 bytes, which is by code points and not by JavaScript's 16-bit units. */
function byBytes(one, other) {
  const [a, b] = [Array.from(one), Array.from(other)];
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    if (a[i] !== b[i]) return a[i].codePointAt(0) - b[i].codePointAt(0);
  }
  return a.length - b.length;
}

const byFields = (one, other, count) => {
  for (let i = 0; i < count; i += 1) {
    const order = byBytes(one[i], other[i]);
    if (order !== 0) return order;
  }
  return 0;
};

/** The lines of a file as bytes, each with its LF where it has one. */
function byteLines(bytes) {
  const lines = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(10, start);
    const next = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(start, next));
    start = next;
  }
  return lines;
}

function textLines(file, bytes) {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return byteLines(bytes).map((line, index) => {
    let decoded;
    try {
      decoded = decoder.decode(line);
    } catch {
      throw new Difference(file, index + 1, 'UTF-8 文本', '其他字节');
    }
    if (!decoded.endsWith('\n')) throw new Difference(file, index + 1, '以换行符结束的一行', decoded);
    return decoded.slice(0, -1);
  });
}

function table(file, bytes, pattern, keyLength) {
  const whole = new RegExp(`^(?:${pattern})$`, 'u');
  let last = null;
  return textLines(file, bytes).map((line, index) => {
    const fields = line.match(whole)?.slice(1);
    if (!fields || (last && byFields(last, fields, keyLength) >= 0)) {
      throw new Difference(file, index + 1, '格式正确、按字节升序且不重复的一行', line);
    }
    last = fields;
    return fields;
  });
}

function keyed(file, bytes, keys, optional) {
  const lines = textLines(file, bytes);
  const values = {};
  for (let i = 0; i < Math.max(lines.length, keys.length - optional); i += 1) {
    const [key, pattern] = keys[i] ?? [endOfFile, ''];
    const line = lines[i] ?? endOfFile;
    if (!new RegExp(`^${key}=(?:${pattern})$`, 'u').test(line)) throw new Difference(file, i + 1, key, line);
    values[key] = line.slice(key.length + 1);
  }
  return values;
}

export const parseOfficers = (bytes) => table('officers.txt', bytes, `(${id})\\|(${text})\\|([01])`, 1)
  .map(([certificate, , flag]) => ({ certificate, canLead: flag === '1' }));

/** A set of `certificate|object`. */
export const parseRecusals = (bytes) => new Set(
  table('recusals.txt', bytes, `(${id})\\|(${id})`, 2).map((fields) => fields.join('|')),
);

export function parseParameters(bytes) {
  const values = keyed('params.txt', bytes, parameterLines, 1);
  const quotas = values.quota.split(',').map((part) => part.split(':'));
  quotas.slice(1).forEach(([stratum], index) => {
    if (byBytes(quotas[index][0], stratum) >= 0) throw new Difference('params.txt', 5, '按字节升序的分层', stratum);
  });
  return {
    ...values,
    quotas: new Map(quotas.map(([stratum, count]) => [stratum, Number(count)])),
    teamSize: Number(values.teamSize),
    maxPerOfficer: Number(values.maxPerOfficer),
    groups: Number(values.groups ?? 0),
  };
}

export const parseReveal = (bytes) => keyed('reveal.txt', bytes, revealLines, 0);
