// Carries the log and the files to the server. Nothing leaves the queue before the server has named it.
import { inOrder } from './events.js';
import { delay, dueSubmission, nextBatch, UNKNOWN_SUBMISSION } from './retry.js';
import * as api from './api.js';

export class Sync extends EventTarget {
  #running = null;

  #timer = 0;

  #failures = 0;

  state = 'idle';

  constructor(journal) {
    super();
    this.journal = journal;
    this.database = journal.database;
    journal.addEventListener('appended', () => this.soon(1500));
    for (const name of ['online', 'pageshow']) addEventListener(name, () => this.now());
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.now(); });
  }

  soon(wait) {
    if (this.state === 'offline' && this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), wait);
  }

  now() {
    this.#running ||= this.round().finally(() => { this.#running = null; });
    return this.#running;
  }

  become(state, message = '') {
    this.state = state;
    this.message = message;
    this.dispatchEvent(new Event('changed'));
  }

  async round() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.become('sending');
    try {
      await this.sendEvents();
      await this.sendFiles();
      await this.sendSubmissions();
      await this.sendAdditions();
      this.#failures = 0;
      this.become('idle');
    } catch (error) {
      this.#failures += 1;
      this.become(error instanceof api.SignedOut ? 'signedOut' : error instanceof api.Unreachable ? 'offline' : 'fault', error.message);
    }
    // Waiting work is tried again for ever; an empty queue needs no timer.
    const waiting = await this.journal.waiting();
    if (this.#failures || waiting) this.#timer = setTimeout(() => this.now(), delay(Math.max(1, this.#failures)));
  }

  async sendEvents() {
    for (;;) {
      const batch = nextBatch(await this.database.by('events', 'pending', 1));
      if (!batch.length) return;
      const { visit } = batch[0];
      const events = await Promise.all(batch.map(({ box }) => this.database.unseal(box)));
      const answer = await this.sendBatch(visit, events);
      if (!answer) continue;
      const refusals = new Map(answer.rejected.map((refusal) => [refusal.id, refusal]));
      const named = new Set([...answer.accepted, ...refusals.keys()]);
      const settled = batch.filter(({ id }) => named.has(id));
      if (!settled.length) throw new Error('服务器没有确认任何一条记录');
      const foreign = await this.sealed(answer.state?.events ?? [], visit);
      await this.database.write(['events'], (store) => {
        for (const row of settled) store('events').put({ ...row, pending: 0, ...(refusals.has(row.id) ? { refused: refusals.get(row.id) } : {}) });
        for (const row of foreign) store('events').put(row);
      });
      await this.mark(visit, answer.state, foreign.length + refusals.size > 0);
    }
  }

  async sendBatch(visit, events) {
    try {
      return await api.sendEvents(visit, { device: this.journal.device, events });
    } catch (error) {
      // The server misses earlier events of this device (restored from a backup): all from there on go again.
      if (error instanceof api.Answered && error.body.code === 'field.events.gap') {
        await this.again(error.body.expected, events[0].seq);
        return null;
      }
      throw error;
    }
  }

  async again(from, before) {
    const rows = (await this.database.all('events')).filter((row) => row.device === this.journal.device && row.seq >= from && row.seq < before);
    if (!rows.length) throw new Error(`服务器缺少本机第${from}条以后的记录`);
    await this.database.write(['events'], (store) => rows.forEach((row) => store('events').put({ ...row, pending: 1 })));
  }

  /** Events of other devices, ready for the store. Own ones are here already. */
  async sealed(events, visit) {
    return Promise.all(inOrder(events).filter(({ device }) => device !== this.journal.device).map(async (event) => (
      { id: event.id, visit, seq: event.seq, device: event.device, pending: 0, box: await this.database.seal(event) })));
  }

  /** Keeps the state the server told; the screens hear of it only when it is news. */
  async mark(visit, state, news = false) {
    const row = await this.database.get('packages', visit);
    if (!row || !state) return;
    const known = await this.database.unseal(row.box);
    const receipt = state.receipt ?? known.receipt ?? null;
    const box = await this.database.seal({ ...known, status: state.status, statusName: state.statusName, receipt });
    await this.database.write(['packages'], (store) => store('packages').put({ visit, box }));
    if (news || Boolean(receipt) !== Boolean(known.receipt)) this.dispatchEvent(new CustomEvent('visit', { detail: visit }));
  }

  async sendFiles() {
    for (const row of await this.database.by('files', 'pending', 1)) {
      const bytes = await this.database.unsealBytes(row.box);
      const answer = await api.sendFile(row.sha256, row.type, bytes);
      if (answer.sha256 !== row.sha256) throw new Error('服务器保存的文件与本机不一致');
      await this.database.write(['files'], (store) => store('files').put({ ...row, pending: 0 }));
      this.dispatchEvent(new Event('changed'));
    }
  }

  async sendSubmissions() {
    for (const { visit, box } of await this.database.all('packages')) {
      const known = await this.database.unseal(box);
      const events = inOrder(await this.journal.events(visit));
      const pending = await this.database.by('events', 'pending', 1);
      const due = dueSubmission(events, known, new Set(pending.map(({ id }) => id)));
      if (due) await this.sendSubmission(visit, due, known);
    }
  }

  async sendSubmission(visit, { id, payload }, known) {
    try {
      const state = await api.submit(visit, id, { device: this.journal.device, event: id, digest: payload.digest });
      await this.mark(visit, state);
      await this.release(visit);
    } catch (error) {
      if (!(error instanceof api.Answered)) throw error;
      if (error.body.code === 'field.submission.filesMissing') {
        await this.resend(error.body.missing);
        throw new api.Unreachable('服务器还缺少证据文件，正在补传');
      }
      if (error.body.code === UNKNOWN_SUBMISSION) {
        await this.sendAgain(visit);
        throw new api.Unreachable('服务器没有收到提交记录，正在补传');
      }
      const refusal = { of: id, code: error.body.code, message: error.message };
      const sealed = await this.database.seal({ ...known, refusal });
      await this.database.write(['packages'], (store) => store('packages').put({ visit, box: sealed }));
      if (refusal.code === 'field.submission.digest') await this.fetchPackage(visit);
      this.dispatchEvent(new CustomEvent('visit', { detail: visit }));
    }
  }

  /** The server (restored from a backup) does not know what it had confirmed: this device's events of the visit go again. */
  async sendAgain(visit) {
    const rows = (await this.database.by('events', 'visit', visit)).filter((row) => row.device === this.journal.device && !row.refused);
    await this.database.write(['events'], (store) => rows.forEach((row) => store('events').put({ ...row, pending: 1 })));
  }

  async resend(hashes) {
    const rows = (await Promise.all(hashes.map((hash) => this.database.get('files', hash)))).filter((row) => row?.box);
    await this.database.write(['files'], (store) => rows.forEach((row) => store('files').put({ ...row, pending: 1 })));
  }

  /** With the receipt in hand the server holds every file: only now may the phone let go of them (BEY-51). */
  async release(visit) {
    const rows = (await this.database.all('files')).filter((row) => row.visit === visit && row.pending === 0);
    await this.database.write(['files'], (store) => rows.forEach(({ sha256 }) => store('files').delete(sha256)));
  }

  /** Objects added by hand, each under its own key: the server takes it once, however often it is sent (SUBJ-09). */
  async sendAdditions() {
    const rows = await this.database.by('additions', 'pending', 1);
    for (const row of rows.sort((a, b) => a.at - b.at)) {
      const addition = await this.database.unseal(row.box);
      const settled = await this.sendAddition(addition);
      const box = await this.database.seal(settled);
      await this.database.write(['additions'], (store) => store('additions').put({ ...row, state: settled.state, pending: 0, box }));
      this.dispatchEvent(new Event('additions'));
    }
  }

  async sendAddition(addition) {
    try {
      const done = await api.addByHand(addition.key, addition.values);
      // the server holds it now: of a person only the name stays on the phone
      const { type, name } = addition.values;
      return { ...addition, state: 'added', values: { type, name }, record: done.id, message: '' };
    } catch (error) {
      if (!(error instanceof api.Answered)) throw error;
      return { ...addition, state: 'refused', message: error.message };
    }
  }

  /** The list and the packages ahead of time, so that the visit works without network. */
  async fetchAhead() {
    const list = await api.visits();
    const box = await this.database.seal(list.visits);
    await this.database.write(['meta'], (store) => store('meta').put(box, 'list'));
    for (const { id } of list.visits) await this.fetchPackage(id);
    await this.fetchKinds();
    return list.visits;
  }

  /** What is asked of an object added by hand, so that the form works without network. */
  async fetchKinds() {
    try {
      const box = await this.database.seal(await api.objectKinds());
      await this.database.write(['meta'], (store) => store('meta').put(box, 'kinds'));
    } catch (error) {
      if (!(error instanceof api.Answered)) throw error;
    }
  }

  async fetchPackage(visit) {
    const fresh = await api.visitPackage(visit);
    const { events = [], ...rest } = fresh;
    const row = await this.database.get('packages', visit);
    const known = row ? await this.database.unseal(row.box) : {};
    // An event that is still waiting here must not be taken for a confirmed one, so own events are never overwritten.
    const foreign = await this.sealed(events, visit);
    const box = await this.database.seal({ ...rest, refusal: known.refusal ?? null });
    await this.database.write(['packages', 'events'], (store) => {
      store('packages').put({ visit, box });
      for (const event of foreign) store('events').put(event);
    });
  }
}
