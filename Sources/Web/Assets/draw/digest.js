// SHA-256 (FIPS 180-4) and SM3 (GB/T 32905-2016) of bytes. Written out here because a draw must be checkable on any page:
// WebCrypto has no SM3, is asynchronous, takes no file piece by piece, and is missing where the page came without TLS.

const sha256Start = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

const sha256Constants = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
);

const sm3Start = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
];

const left = (word, count) => (word << count) | (word >>> (32 - count));
const right = (word, count) => (word >>> count) | (word << (32 - count));

const sm3Constants = Int32Array.from({ length: 64 }, (_, i) => left(i < 16 ? 0x79cc4519 : 0x7a879d8a, i % 32));

// One value after the other instead of all at once: ten million tickets are as many blocks.
function sha256Block(state, block, at, words) {
  for (let i = 0; i < 16; i += 1) words[i] = block.getInt32(at + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const [x, y] = [words[i - 15], words[i - 2]];
    words[i] = words[i - 16] + (right(x, 7) ^ right(x, 18) ^ (x >>> 3)) + words[i - 7] + (right(y, 17) ^ right(y, 19) ^ (y >>> 10));
  }
  let a = state[0]; let b = state[1]; let c = state[2]; let d = state[3];
  let e = state[4]; let f = state[5]; let g = state[6]; let h = state[7];
  for (let i = 0; i < 64; i += 1) {
    const one = (h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + sha256Constants[i] + words[i]) | 0;
    const two = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0;
    d = c; c = b; b = a; a = (one + two) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

function sm3Block(state, block, at, words) {
  for (let i = 0; i < 16; i += 1) words[i] = block.getInt32(at + i * 4);
  for (let i = 16; i < 68; i += 1) {
    const x = words[i - 16] ^ words[i - 9] ^ left(words[i - 3], 15);
    words[i] = x ^ left(x, 15) ^ left(x, 23) ^ left(words[i - 13], 7) ^ words[i - 6];
  }
  let a = state[0]; let b = state[1]; let c = state[2]; let d = state[3];
  let e = state[4]; let f = state[5]; let g = state[6]; let h = state[7];
  for (let i = 0; i < 64; i += 1) {
    const turned = left(a, 12);
    const one = left((turned + e + sm3Constants[i]) | 0, 7);
    const mixed = i < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const chosen = i < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const first = (mixed + d + (one ^ turned) + (words[i] ^ words[i + 4])) | 0;
    const second = (chosen + h + one + words[i]) | 0;
    d = c; c = left(b, 9); b = a; a = first;
    h = g; g = left(f, 19); f = e; e = second ^ left(second, 9) ^ left(second, 17);
  }
  state[0] ^= a; state[1] ^= b; state[2] ^= c; state[3] ^= d;
  state[4] ^= e; state[5] ^= f; state[6] ^= g; state[7] ^= h;
}

const algorithms = {
  sha256: { start: sha256Start, compress: sha256Block },
  sm3: { start: sm3Start, compress: sm3Block },
};

/** The eight words of a digest as lowercase hex. */
export const hexOf = (words) => Array.from(words, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');

/** The digest of bytes that come piece by piece. Both hashes cut their input alike: a 1 bit, zeros, the length in bits. */
export class Digest {
  constructor(name) {
    const { start, compress } = algorithms[name];
    this.compress = compress;
    this.state = Int32Array.from(start);
    this.words = new Int32Array(68);
    // room for the end: what is left of the text, and the length
    this.rest = new Uint8Array(128);
    this.view = new DataView(this.rest.buffer);
    this.held = 0;
    this.length = 0;
  }

  update(bytes) {
    let at = 0;
    this.length += bytes.length;
    if (this.held > 0) {
      at = Math.min(64 - this.held, bytes.length);
      this.rest.set(bytes.subarray(0, at), this.held);
      this.held += at;
      if (this.held < 64) return this;
      this.compress(this.state, this.view, 0, this.words);
      this.held = 0;
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (; at + 64 <= bytes.length; at += 64) this.compress(this.state, view, at, this.words);
    this.rest.set(bytes.subarray(at));
    this.held = bytes.length - at;
    return this;
  }

  /** The eight words; afterwards nothing more can be added. */
  finish() {
    const { rest, view, held, length } = this;
    const end = held < 56 ? 64 : 128;
    rest.fill(0, held, end);
    rest[held] = 0x80;
    view.setUint32(end - 8, Math.floor(length / 2 ** 29));
    view.setUint32(end - 4, length * 8);
    for (let at = 0; at < end; at += 64) this.compress(this.state, view, at, this.words);
    return this.state;
  }

  hex() { return hexOf(this.finish()); }
}

/** Digests of many texts that begin alike: the beginning is computed once. */
export class PrefixedDigest {
  constructor(name, prefix) {
    this.begun = new Digest(name).update(prefix);
    this.digest = new Digest(name);
  }

  /** The eight words of the digest of the beginning and these two parts, valid until the next call. */
  of(bytes, start, end, suffix) {
    const { begun, digest } = this;
    digest.state.set(begun.state);
    digest.held = begun.held;
    digest.length = begun.length;
    for (let at = 0; at < begun.held; at += 1) digest.rest[at] = begun.rest[at];
    // short texts byte by byte: a view of each would cost more than its digest
    this.add(bytes, start, end);
    this.add(suffix, 0, suffix.length);
    return digest.finish();
  }

  add(bytes, start, end) {
    const { digest } = this;
    for (let at = start; at < end; at += 1) {
      digest.rest[digest.held] = bytes[at];
      digest.held += 1;
      if (digest.held === 64) {
        digest.compress(digest.state, digest.view, 0, digest.words);
        digest.held = 0;
      }
    }
    digest.length += end - start;
  }
}

export const sha256 = (bytes) => new Digest('sha256').update(bytes).hex();
export const sm3 = (bytes) => new Digest('sm3').update(bytes).hex();
