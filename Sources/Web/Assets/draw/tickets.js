// Every object's ticket, and the order that follows from them. Of each ticket the first 32 bits are kept; where these agree
// the whole decides.
import { PrefixedDigest } from './digest.js';

const encoder = new TextEncoder();
const suffixes = Array.from({ length: 101 }, (_, number) => encoder.encode(`|${number}`));

const isLess = (one, other) => {
  for (let at = 0; at < 8; at += 1) if (one[at] !== other[at]) return (one[at] >>> 0) < (other[at] >>> 0);
  return false;
};

export class Tickets {
  constructor(manifest, hash, seed) {
    this.manifest = manifest;
    this.digest = new PrefixedDigest(hash, encoder.encode(`draw1|ticket|${seed}|`));
    this.least = new Int32Array(8);
  }

  /** The eight words of the object's ticket, valid until the next call: the least of as many as its weight. */
  of(index) {
    const { least, digest } = this;
    const weight = this.manifest.weight(index);
    this.manifest.number(index, (page, start, end) => {
      for (let number = 1; number <= weight; number += 1) {
        const words = digest.of(page, start, end, suffixes[number]);
        if (number === 1 || isLess(words, least)) least.set(words);
      }
    });
    return least;
  }

  /** All objects in ascending order of (ticket, object). */
  order(progress) {
    const { manifest } = this;
    const heads = new Uint32Array(manifest.count);
    for (let index = 0; index < manifest.count; index += 1) {
      heads[index] = this.of(index)[0];
      if (index % 65536 === 0) progress('计算票值', index, manifest.count);
    }
    progress('排序', 0, manifest.count);
    const order = sorted(heads);
    for (let start = 0; start < order.length;) {
      let end = start + 1;
      while (end < order.length && heads[order[end]] === heads[order[start]]) end += 1;
      if (end - start > 1) this.settle(order, start, end);
      start = end;
    }
    return order;
  }

  // Few begin alike.
  settle(order, start, end) {
    const tied = Array.from(order.subarray(start, end), (index) => ({ index, ticket: this.of(index).slice() }));
    tied.sort((one, other) => {
      if (isLess(one.ticket, other.ticket)) return -1;
      if (isLess(other.ticket, one.ticket)) return 1;
      return this.manifest.compare(one.index, other.index);
    });
    tied.forEach(({ index }, at) => { order[start + at] = index; });
  }
}

/** The indices in ascending order of their keys: by the low 16 bits, then by the high ones. */
function sorted(keys) {
  let from = new Uint32Array(keys.length);
  let to = new Uint32Array(keys.length);
  for (let index = 0; index < from.length; index += 1) from[index] = index;
  for (const shift of [0, 16]) {
    const places = new Uint32Array(65537);
    for (let at = 0; at < keys.length; at += 1) places[((keys[at] >>> shift) & 0xffff) + 1] += 1;
    for (let digit = 0; digit < 65536; digit += 1) places[digit + 1] += places[digit];
    for (let at = 0; at < from.length; at += 1) {
      const digit = (keys[from[at]] >>> shift) & 0xffff;
      to[places[digit]] = from[at];
      places[digit] += 1;
    }
    [from, to] = [to, from];
  }
  return from;
}
