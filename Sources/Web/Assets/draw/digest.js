// SHA-256 (FIPS 180-4) and SM3 (GB/T 32905-2016) of bytes, as lowercase hex. Written out here because a draw must be
// checkable on any page: WebCrypto has no SM3, is asynchronous, and is missing where the page came without TLS.

const sha256Start = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

const sha256Constants = Uint32Array.of(
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

function sha256Block(state, block, words) {
  for (let i = 0; i < 16; i += 1) words[i] = block.getUint32(i * 4);
  for (let i = 16; i < 64; i += 1) {
    const [x, y] = [words[i - 15], words[i - 2]];
    const small = right(x, 7) ^ right(x, 18) ^ (x >>> 3);
    words[i] = words[i - 16] + small + words[i - 7] + (right(y, 17) ^ right(y, 19) ^ (y >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const one = (h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + sha256Constants[i] + words[i]) | 0;
    const two = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] += word; });
}

function sm3Block(state, block, words) {
  for (let i = 0; i < 16; i += 1) words[i] = block.getUint32(i * 4);
  for (let i = 16; i < 68; i += 1) {
    const x = words[i - 16] ^ words[i - 9] ^ left(words[i - 3], 15);
    words[i] = x ^ left(x, 15) ^ left(x, 23) ^ left(words[i - 13], 7) ^ words[i - 6];
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const early = i < 16;
    const turned = left(a, 12);
    const one = left((turned + e + left(early ? 0x79cc4519 : 0x7a879d8a, i % 32)) | 0, 7);
    const first = ((early ? a ^ b ^ c : (a & b) | (a & c) | (b & c)) + d + (one ^ turned) + (words[i] ^ words[i + 4])) | 0;
    const second = ((early ? e ^ f ^ g : (e & f) | (~e & g)) + h + one + words[i]) | 0;
    [d, c, b, a] = [c, left(b, 9), a, first];
    [h, g, f, e] = [g, left(f, 19), e, second ^ left(second, 9) ^ left(second, 17)];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] ^= word; });
}

// Both hashes cut their input alike: a 1 bit, zeros, and the length in bits at the end of the last 64 bytes.
function digest(bytes, start, compress) {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length * 8);
  const state = Uint32Array.from(start);
  const words = new Uint32Array(68);
  for (let at = 0; at < padded.length; at += 64) compress(state, new DataView(padded.buffer, at, 64), words);
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

export const sha256 = (bytes) => digest(bytes, sha256Start, sha256Block);
export const sm3 = (bytes) => digest(bytes, sm3Start, sm3Block);
