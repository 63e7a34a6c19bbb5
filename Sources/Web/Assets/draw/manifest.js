// The list of objects (manifest.txt), which may have ten million lines: of each it keeps the number, and in compact arrays
// its stratum and weight.
import { Difference, LineCutter, endOfFile, shownLine } from './lines.js';

const pageBits = 18;
const pageSize = 2 ** pageBits;
const bar = 124;
const wanted = '格式正确、按字节升序且不重复的一行';

// 0-9 A-Z . _ -
const isOfNumber = Uint8Array.from({ length: 256 }, (_, byte) => (/[0-9A-Z._-]/u.test(String.fromCharCode(byte)) ? 1 : 0));

/** An array that grows as it is filled. */
class Column {
  constructor(Kind) { this.values = new Kind(1 << 10); }

  set(index, value) {
    if (index === this.values.length) {
      const grown = new this.values.constructor(index * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[index] = value;
  }
}

const order = (a, aStart, aEnd, b, bStart, bEnd) => {
  const length = Math.min(aEnd - aStart, bEnd - bStart);
  for (let at = 0; at < length; at += 1) {
    if (a[aStart + at] !== b[bStart + at]) return a[aStart + at] - b[bStart + at];
  }
  return aEnd - aStart - (bEnd - bStart);
};

export class Manifest {
  constructor() {
    this.count = 0;
    /** Names of strata in their order, and the number of objects of each. */
    this.strata = [];
    this.sizes = [];
    this.pages = [];
    this.places = new Column(Uint32Array);
    this.strataOf = new Column(Uint32Array);
    this.weights = new Column(Uint8Array);
    this.room = pageSize;
    this.stratum = null;
    /** The first line that is not as it must be; told after the digest of the file. */
    this.problem = null;
    this.cutter = new LineCutter('manifest.txt', (bytes, start, end, number) => {
      if (!this.problem) this.read(bytes, start, end, number);
    });
  }

  push(chunk) { this.cutter.push(chunk); }

  finish() {
    this.cutter.finish();
    if (!this.problem && this.count === 0) this.problem = new Difference('manifest.txt', 1, '检查对象', endOfFile);
    if (!this.problem && this.strata.length > 1) this.findTwice();
  }

  /** Calls `body` with the bytes of the object's number. */
  number(index, body) {
    const place = this.places.values[index];
    const page = this.pages[place >>> pageBits];
    const start = (place & (pageSize - 1)) + 1;
    return body(page, start, start + page[start - 1]);
  }

  text(index) { return this.number(index, (page, start, end) => String.fromCharCode(...page.subarray(start, end))); }

  stratumOf(index) { return this.strataOf.values[index]; }

  weight(index) { return this.weights.values[index]; }

  /** The order of two objects by their numbers. */
  compare(one, other) {
    return this.number(one, (a, aStart, aEnd) => this.number(other, (b, bStart, bEnd) => order(a, aStart, aEnd, b, bStart, bEnd)));
  }

  read(bytes, start, end, number) {
    const fail = (expected = wanted, found = shownLine(bytes.subarray(start, end))) => {
      this.problem = new Difference('manifest.txt', number, expected, found);
    };
    if (bytes[end - 1] !== 10) return fail('以换行符结束的一行');
    const first = bytes.indexOf(bar, start);
    const second = first < 0 || first >= end ? -1 : bytes.indexOf(bar, first + 1);
    if (second < 0 || second >= end) return fail();
    const weight = weightOf(bytes, second + 1, end - 1);
    if (weight === 0 || !isNumber(bytes, first + 1, second)) return fail();
    const { stratum } = this;
    const step = stratum ? order(bytes, start, first, stratum, 0, stratum.length) : 1;
    if (step < 0) return fail();
    if (step === 0) {
      const last = this.number(this.count - 1, (page, from, to) => order(page, from, to, bytes, first + 1, second));
      if (last >= 0) return fail();
    } else {
      const name = nameOf(bytes.subarray(start, first));
      if (name === null) return fail('UTF-8 文本', '其他字节');
      if (name === '') return fail();
      this.stratum = bytes.slice(start, first);
      this.strata.push(name);
      this.sizes.push(0);
    }
    return this.keep(bytes, first + 1, second, weight);
  }

  keep(bytes, start, end, weight) {
    if (this.room + end - start + 1 > pageSize) {
      this.pages.push(new Uint8Array(pageSize));
      this.room = 0;
    }
    const page = this.pages[this.pages.length - 1];
    this.places.set(this.count, (this.pages.length - 1) * pageSize + this.room);
    page[this.room] = end - start;
    for (let at = start; at < end; at += 1) page[this.room + 1 + at - start] = bytes[at];
    this.room += end - start + 1;
    const stratum = this.strata.length - 1;
    this.strataOf.set(this.count, stratum);
    this.weights.set(this.count, weight);
    this.sizes[stratum] += 1;
    this.count += 1;
  }

  // Within a stratum the order has shown that numbers differ. Across strata: equal numbers have equal hashes, and among the
  // few that have, the numbers themselves decide.
  findTwice() {
    const hashes = new Float64Array(this.count);
    for (let index = 0; index < this.count; index += 1) hashes[index] = this.hash(index);
    const sorted = hashes.slice().sort();
    const twice = new Set();
    for (let at = 1; at < sorted.length; at += 1) if (sorted[at] === sorted[at - 1]) twice.add(sorted[at]);
    if (twice.size === 0) return;
    const seen = new Set();
    for (let index = 0; index < this.count; index += 1) {
      if (twice.has(hashes[index])) {
        const number = this.text(index);
        if (seen.has(number)) {
          this.problem = new Difference('manifest.txt', index + 1, '不重复的检查对象', number);
          return;
        }
        seen.add(number);
      }
    }
  }

  hash(index) {
    return this.number(index, (page, start, end) => {
      let [low, high] = [0x811c9dc5, 0x1000193];
      for (let at = start; at < end; at += 1) {
        low = Math.imul(low ^ page[at], 0x01000193);
        high = Math.imul(high + page[at], 0x85ebca6b) ^ (high >>> 13);
      }
      return (high >>> 12) * 2 ** 32 + (low >>> 0);
    });
  }
}

function isNumber(bytes, start, end) {
  if (end - start < 1 || end - start > 64) return false;
  for (let at = start; at < end; at += 1) if (isOfNumber[bytes[at]] === 0) return false;
  return true;
}

// 1 to 100 without a leading zero; 0 for what is none.
function weightOf(bytes, start, end) {
  let value = 0;
  if (end - start < 1 || end - start > 3 || bytes[start] === 48) return 0;
  for (let at = start; at < end; at += 1) {
    if (bytes[at] < 48 || bytes[at] > 57) return 0;
    value = value * 10 + bytes[at] - 48;
  }
  return value > 100 ? 0 : value;
}

// Null for what is no text, empty for what is no name.
function nameOf(bytes) {
  let name;
  try {
    name = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
  return /^[^|,:\x00-\x1f\x7f]+$/u.test(name) ? name : '';
}
