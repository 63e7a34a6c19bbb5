// Draws put together at random, consistent in their hashes and commitments: all that is in them can vary, varies.
import { sha256, sm3 } from '../../Sources/Web/Assets/draw/digest.js';

const encoder = new TextEncoder();

/** Numbers from 0 up to 1 that follow from a seed (mulberry32). */
export function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const names = ['A', 'B', '一般', '城关镇', '𠮷祥'];
const byBytes = (one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other));
const file = (lines) => encoder.encode(lines.map((line) => `${line}\n`).join(''));

/** The five files that a result follows from. */
export function randomFolder(random) {
  const below = (limit) => Math.floor(random() * limit);
  const algorithm = random() < 0.5 ? 'sm3' : 'sha256';
  const hash = algorithm === 'sm3' ? sm3 : sha256;
  const digest = (text) => hash(encoder.encode(text));
  const strata = names.filter(() => random() < 0.6);
  if (strata.length === 0) strata.push('A');
  const sizes = strata.map(() => 1 + below(20));
  const objects = strata.map((_, index) => Array.from({ length: sizes[index] }, (__, place) => `9${index}${place}X_.-`.slice(0, 3 + below(5)) + `${index}-${place}`));
  const manifest = strata.flatMap((name, index) => objects[index].map((object) => [name, object, random() < 0.8 ? 1 : 1 + below(100)]))
    .sort((one, other) => byBytes(one[0], other[0]) || byBytes(one[1], other[1])).map((row) => row.join('|'));
  const hasTeams = random() < 0.7;
  const teamSize = hasTeams ? 1 + below(3) : 0;
  const groups = hasTeams && random() < 0.4 ? 1 + below(3) : 0;
  const people = hasTeams ? Array.from({ length: teamSize * Math.max(1, groups) + below(6) }, (_, index) => `${1001 + index}`) : [];
  const officers = people.map((number) => `${number}|单位${below(3)}|${random() < 0.6 ? 1 : 0}`);
  const recusals = people.flatMap((number) => objects.flat().filter(() => random() < 0.05).map((object) => [number, object]))
    .sort((one, other) => byBytes(one[0], other[0]) || byBytes(one[1], other[1])).map((row) => row.join('|'));
  const files = { 'manifest.txt': file(manifest), 'officers.txt': file(officers), 'recusals.txt': file(recusals) };
  const nonces = ['A', 'S', 'B'].map(() => Array.from({ length: 64 }, () => below(16).toString(16)).join(''));
  const commit = (party, nonce) => digest(`draw1|commit|2026-0001|${party}|${nonce}`);
  const [beacon, value] = [
    ['公开事件：次日开奖', '07 11 23'], ['NONE', 'NONE'], [`NONE:${commit('B', nonces[2])}`, nonces[2]],
  ][below(3)];
  const quota = strata.map((name, index) => [name, below(sizes[index] + 1)]).sort((one, other) => byBytes(one[0], other[0]));
  files['params.txt'] = file([
    'alg=draw1', `hash=${algorithm}`, 'drawId=2026-0001', 'planId=P-1', `quota=${quota.map((one) => one.join(':')).join(',')}`,
    `teamSize=${teamSize}`, `maxPerOfficer=${random() < 0.7 ? 0 : 1 + below(10)}`,
    ...['manifest', 'officers', 'recusals'].map((name) => `${name}=${hash(files[`${name}.txt`])}`),
    `commitA=${commit('A', nonces[0])}`, `commitS=${commit('S', nonces[1])}`, `beacon=${beacon}`, `prevDraw=${'0'.repeat(64)}`,
    ...(groups > 0 ? [`groups=${groups}`] : []),
  ]);
  files['reveal.txt'] = file([`nonceA=${nonces[0]}`, `nonceS=${nonces[1]}`, `beaconValue=${value}`]);
  return files;
}
