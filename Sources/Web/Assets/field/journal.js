// Appends events to the log of this phone and reads them back. One append at a time: the chain has one end.
import { uuid7, sha256 } from './canonical.js';
import { GENESIS, follow } from './events.js';

/** In the index `pending`: 0 is with the server, 1 waits, and this is what the server has refused. */
export const REFUSED = 2;

export class Journal extends EventTarget {
  #tail = Promise.resolve();

  #strokes = Promise.resolve();

  #timers = new Map();

  #writing = 0;

  /** Typed and not yet on the disk, by key: kept until a write succeeds. */
  #typed = new Map();

  /** The time of the newest event of another device, by visit. */
  #newest = new Map();

  constructor(database, clock) {
    super();
    this.database = database;
    this.clock = clock;
  }

  async open() {
    this.device = await this.database.get('meta', 'device');
    if (!this.device) {
      this.device = uuid7();
      await this.database.write(['meta'], (store) => store('meta').put(this.device, 'device'));
    }
    for (const { key } of await this.database.all('typing')) await this.settleOne(key).catch((error) => this.fail(error));
  }

  /** Whether anything that was entered is still on its way to the disk. */
  get isWriting() { return this.#writing > 0 || this.#typed.size > 0; }

  /** Counts a piece of work until it is on the disk. @template T @param {Promise<T>} work @returns {Promise<T>} */
  async during(work) {
    this.#writing += 1;
    this.dispatchEvent(new Event('writing'));
    try {
      return await work;
    } finally {
      this.#writing -= 1;
      this.dispatchEvent(new Event('writing'));
    }
  }

  fail(error) { this.dispatchEvent(new CustomEvent('failed', { detail: error })); }

  /** Appends an event; resolves when it is on the disk. A file it speaks of goes into the same transaction. */
  append(visit, kind, payload, { file = null, typed = null } = {}) {
    const work = this.#tail.then(() => this.put(visit, kind, payload, file, typed));
    this.#tail = work.catch(() => {});
    return work;
  }

  async put(visit, kind, payload, file, typed) {
    const { database } = this;
    const head = (await database.get('meta', 'head')) || GENESIS;
    // never older than what it may correct, whatever clock that was written by
    const floor = (await this.newest(visit)) + 1;
    const event = await follow(head, { device: this.device, visit, kind, payload, now: Math.max(this.clock.now(), floor) });
    const row = { id: event.id, visit, seq: event.seq, device: event.device, pending: 1, box: await database.seal(event) };
    const box = file && await database.seal(file.bytes);
    await database.write(['events', 'files', 'meta', 'typing'], (store, abort) => {
      const check = store('meta').get('head');
      check.onsuccess = () => {
        if ((check.result || GENESIS).hash !== head.hash) { abort(); return; }
        store('events').add(row);
        if (file) store('files').put({ sha256: file.sha256, visit, type: file.type, pending: 1, box });
        if (typed) store('typing').delete(typed);
        store('meta').put({ seq: event.seq, hash: event.hash, at: event.at }, 'head');
      };
    });
    this.dispatchEvent(new CustomEvent('appended', { detail: event }));
    return event;
  }

  /** The time of the newest event that another device wrote on this visit; 0 when there is none. */
  async newest(visit) {
    if (!this.#newest.has(visit)) {
      const rows = (await this.database.by('events', 'visit', visit)).filter(({ device }) => device !== this.device);
      const times = await Promise.all(rows.map(async (row) => row.at ?? (await this.database.unseal(row.box)).at));
      this.#newest.set(visit, Math.max(0, ...times));
    }
    return this.#newest.get(visit);
  }

  /** Events of other devices have come in. */
  saw(visit) { this.#newest.delete(visit); }

  /** Each key stroke is durable at once; it becomes an event when the writer pauses, so that the log stays readable. */
  type(visit, key, kind, payload) {
    const full = `${visit} ${key}`;
    this.#typed.set(full, { visit, kind, payload });
    return this.restroke(full);
  }

  restroke(full) {
    const work = this.#strokes.then(() => this.stroke(full));
    this.#strokes = work.catch(() => {});
    return this.during(work);
  }

  async stroke(full) {
    const entry = this.#typed.get(full);
    if (!entry) return;
    try {
      const box = await this.database.seal({ kind: entry.kind, payload: entry.payload });
      await this.database.write(['typing'], (store) => store('typing').put({ key: full, visit: entry.visit, box }));
    } catch (error) {
      this.later(full, () => this.restroke(full), 3000);
      throw error;
    }
    if (this.#typed.get(full) === entry) this.#typed.delete(full);
    this.dispatchEvent(new Event('written'));
    this.later(full, () => this.settleOne(full), 800);
  }

  later(full, work, wait) {
    clearTimeout(this.#timers.get(full));
    this.#timers.set(full, setTimeout(() => work().catch((error) => this.fail(error)), wait));
  }

  /** Turns what is being typed into events now. */
  async settle() {
    await this.#strokes;
    for (const full of [...this.#typed.keys()]) await this.restroke(full);
    await Promise.all([...this.#timers.keys()].map((key) => this.settleOne(key)));
    await this.#tail;
  }

  async settleOne(key) {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    const row = await this.database.get('typing', key);
    if (!row) return;
    const { kind, payload } = await this.database.unseal(row.box);
    try {
      await this.append(row.visit, kind, payload, { typed: key });
    } catch (error) {
      // what was typed lies in `typing` and becomes an event later
      this.later(key, () => this.settleOne(key), 3000);
      throw error;
    }
  }

  async addFile(visit, kind, payload, blob) {
    const bytes = await blob.arrayBuffer();
    const hash = await sha256(bytes);
    return this.append(visit, kind, { ...payload, sha256: hash, bytes: bytes.byteLength, type: blob.type }, {
      file: { sha256: hash, bytes, type: blob.type },
    });
  }

  async events(visit) {
    const rows = await this.database.by('events', 'visit', visit);
    return Promise.all(rows.filter((row) => !row.refused).map((row) => this.database.unseal(row.box)));
  }

  /** For each event of another device, the last own sequence number when it came in: what was written before did not know it. */
  async arrivals(visit) {
    const rows = await this.database.by('events', 'visit', visit);
    return new Map(rows.filter(({ device }) => device !== this.device).map(({ id, after }) => [id, after ?? 0]));
  }

  async refused(visit) {
    return (await this.database.by('events', 'pending', REFUSED)).filter((row) => row.visit === visit).map((row) => row.refused);
  }

  /** Files that the server does not take, by hash, with its words. */
  async refusedFiles(visit) {
    const rows = (await this.database.by('files', 'pending', REFUSED)).filter((row) => row.visit === visit);
    return new Map(rows.map(({ sha256: hash, refused }) => [hash, refused.message]));
  }

  /** Shows a file in an image. The address of its bytes is given back once they are drawn. */
  async showFile(hash, image) {
    const row = await this.database.get('files', hash);
    if (!row?.box) { image.src = `/api/v1/field/files/${hash}`; return; }
    const address = URL.createObjectURL(new Blob([await this.database.unsealBytes(row.box)], { type: row.type }));
    for (const name of ['load', 'error']) image.addEventListener(name, () => URL.revokeObjectURL(address), { once: true });
    image.src = address;
  }

  /** What is on this phone and not yet with the server. */
  async waiting() {
    const counts = await Promise.all([
      ...['events', 'files', 'additions', 'foundings'].map((store) => this.database.count(store, 'pending', 1)), this.database.count('typing'),
    ]);
    return counts.reduce((sum, count) => sum + count, this.#typed.size);
  }
}
