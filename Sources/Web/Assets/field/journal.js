// Appends events to the log of this phone and reads them back. One append at a time: the chain has one end.
import { uuid7, sha256 } from './canonical.js';
import { GENESIS, follow } from './events.js';

export class Journal extends EventTarget {
  #tail = Promise.resolve();

  #strokes = Promise.resolve();

  #timers = new Map();

  #writing = 0;

  constructor(database) {
    super();
    this.database = database;
  }

  async open() {
    this.device = await this.database.get('meta', 'device');
    if (!this.device) {
      this.device = uuid7();
      await this.database.write(['meta'], (store) => store('meta').put(this.device, 'device'));
    }
    for (const { key } of await this.database.all('typing')) await this.settleOne(key);
  }

  /** Whether anything that was entered is still on its way to the disk. */
  get isWriting() { return this.#writing > 0; }

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

  /** Appends an event; resolves when it is on the disk. A file it speaks of goes into the same transaction. */
  append(visit, kind, payload, { file = null, typed = null } = {}) {
    const work = this.#tail.then(() => this.put(visit, kind, payload, file, typed));
    this.#tail = work.catch(() => {});
    return work;
  }

  async put(visit, kind, payload, file, typed) {
    const { database } = this;
    const head = (await database.get('meta', 'head')) || GENESIS;
    const event = await follow(head, { device: this.device, visit, kind, payload });
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

  /** Each key stroke is durable at once; it becomes an event when the writer pauses, so that the log stays readable. */
  type(visit, key, kind, payload) {
    const work = this.#strokes.then(() => this.stroke(visit, key, kind, payload));
    this.#strokes = work.catch(() => {});
    return this.during(work);
  }

  async stroke(visit, key, kind, payload) {
    const full = `${visit} ${key}`;
    const box = await this.database.seal({ kind, payload });
    await this.database.write(['typing'], (store) => store('typing').put({ key: full, visit, box }));
    clearTimeout(this.#timers.get(full));
    this.#timers.set(full, setTimeout(() => this.settleOne(full), 800));
  }

  /** Turns what is being typed into events now. */
  async settle() {
    await this.#strokes;
    await Promise.all([...this.#timers.keys()].map((key) => this.settleOne(key)));
    await this.#tail;
  }

  async settleOne(key) {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    const row = await this.database.get('typing', key);
    if (!row) return;
    const { kind, payload } = await this.database.unseal(row.box);
    await this.append(row.visit, kind, payload, { typed: key });
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

  async refused(visit) {
    return (await this.database.by('events', 'visit', visit)).filter((row) => row.refused).map((row) => row.refused);
  }

  async fileAddress(hash) {
    const row = await this.database.get('files', hash);
    if (!row?.box) return `/api/v1/field/files/${hash}`;
    return URL.createObjectURL(new Blob([await this.database.unsealBytes(row.box)], { type: row.type }));
  }

  /** What is on this phone and not yet with the server. */
  async waiting() {
    const [events, files, additions, typing] = await Promise.all([
      ...['events', 'files', 'additions'].map((store) => this.database.count(store, 'pending', 1)), this.database.all('typing'),
    ]);
    return events + files + additions + typing.length;
  }
}
