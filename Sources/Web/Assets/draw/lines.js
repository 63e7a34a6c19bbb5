// The lines of a file that comes piece by piece.

export const endOfFile = '文件结束';
/** No line of a draw is nearly as long; a file without any LF must not fill the memory. */
const longest = 2 ** 20;

/** Where and how a folder is not what it should be. */
export class Difference extends Error {
  constructor(file, line, expected, found, isSpoiled = false) {
    super(`${file} 第${line}行不一致：应为“${expected}”，实为“${found}”`);
    Object.assign(this, { file, line, expected, found, isSpoiled });
  }
}

/** What a text editor did to a file when it was saved again: no change of the draw, but no longer the file. */
export class Spoiled extends Difference {
  static mark(file) { return new Spoiled(file, 1, '没有 BOM 的 UTF-8 文本', 'BOM（字节顺序标记 EF BB BF）', true); }

  static ending(file, line) { return new Spoiled(file, line, '以 LF 换行', '以 CRLF 换行', true); }
}

const beginsWithMark = (bytes, start, end) => end - start >= 3
  && bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf;

/** Cuts pieces into lines; each is told as a range of bytes, with its LF where it has one. */
export class LineCutter {
  constructor(file, tell) {
    Object.assign(this, { file, tell, number: 0, rest: new Uint8Array(0) });
  }

  push(chunk) {
    let start = 0;
    if (this.rest.length > 0) {
      const end = chunk.indexOf(10);
      const joined = new Uint8Array(this.rest.length + (end < 0 ? chunk.length : end + 1));
      joined.set(this.rest);
      joined.set(end < 0 ? chunk : chunk.subarray(0, end + 1), this.rest.length);
      this.rest = new Uint8Array(0);
      if (end < 0) {
        if (joined.length > longest) throw new Difference(this.file, this.number + 1, '以换行符结束的一行', shownLine(joined.subarray(0, 300)));
        this.rest = joined;
        return;
      }
      this.line(joined, 0, joined.length);
      start = end + 1;
    }
    for (let end = chunk.indexOf(10, start); end >= 0; end = chunk.indexOf(10, start)) {
      this.line(chunk, start, end + 1);
      start = end + 1;
    }
    this.rest = chunk.slice(start);
  }

  finish() {
    if (this.rest.length > 0) this.line(this.rest, 0, this.rest.length);
    this.rest = new Uint8Array(0);
  }

  line(bytes, start, end) {
    this.number += 1;
    if (this.number === 1 && beginsWithMark(bytes, start, end)) throw Spoiled.mark(this.file);
    if (bytes[end - 1] === 10 && bytes[end - 2] === 13 && end - start >= 2) throw Spoiled.ending(this.file, this.number);
    this.tell(bytes, start, end, this.number);
  }
}

/** Throws for a file that was saved again by a text editor. */
export function refuseSpoiled(file, bytes) {
  const cutter = new LineCutter(file, () => {});
  cutter.push(bytes);
  cutter.finish();
}

export const shownLine = (bytes) => (bytes
  ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replace(/\n$/u, '') : endOfFile);
