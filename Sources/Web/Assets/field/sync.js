// Carries the log and the files to the server. Nothing leaves the queue before the server has named it, and nothing that
// the server refuses holds up the rest.
import { draftOf, filesOf } from './draft.js';
import { inOrder } from './events.js';
import { delay, dueSubmission, nextBatch, UNKNOWN_SUBMISSION } from './retry.js';
import { REFUSED } from './journal.js';
import { isKeptKit, isKeptSubjects, isPackage } from './shapes.js';
import { clashesOf } from './clashes.js';
import { foundingCall } from './founding.js';
import * as api from './api.js';

const DAY = 24 * 3600 * 1000;
const MOST_SUBJECTS = 1000;

const isFinal = (error) => !(error instanceof api.Unreachable || error instanceof api.SignedOut);

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

  /** Never rejects: what went wrong is the state. */
  async round() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.become('sending');
    let waiting = true;
    try {
      const faults = [];
      for (const work of [() => this.sendFoundings(), () => this.dropUnwanted(), () => this.sendEvents(), () => this.sendFiles(faults), () => this.sendSubmissions(faults), () => this.sendAdditions()]) {
        try { await work(); } catch (error) {
          if (!isFinal(error)) throw error;
          faults.push(error);
        }
      }
      waiting = await this.journal.waiting() > 0;
      if (faults.length) throw faults[0];
      this.#failures = 0;
      this.become('idle');
    } catch (error) {
      this.#failures += 1;
      this.become(error instanceof api.SignedOut ? 'signedOut' : error instanceof api.Unreachable ? 'offline' : 'fault', error.message);
    }
    // Waiting work is tried again for ever; an empty queue needs no timer.
    if (this.#failures || waiting) this.#timer = setTimeout(() => this.now(), delay(Math.max(1, this.#failures)));
  }

  async sendEvents() {
    for (;;) {
      const batch = nextBatch(await this.database.by('events', 'pending', 1));
      if (!batch.length) return;
      const { visit } = batch[0];
      // one that was begun since this round began: its visit comes before its events
      await this.sendFounding(visit);
      const events = await Promise.all(batch.map(({ box }) => this.database.unseal(box)));
      const answer = await this.sendBatch(visit, events);
      if (!answer) continue;
      const refusals = new Map(answer.rejected.map((refusal) => [refusal.id, refusal]));
      const named = new Set([...answer.accepted, ...refusals.keys()]);
      const settled = batch.filter(({ id }) => named.has(id));
      if (!settled.length) throw new Error('服务器没有确认任何一条记录');
      await this.database.write(['events'], (store) => {
        for (const row of settled) store('events').put(refusals.has(row.id) ? { ...row, pending: REFUSED, refused: refusals.get(row.id) } : { ...row, pending: 0 });
      });
      const foreign = await this.takeIn(answer.state?.events ?? [], visit);
      await this.mark(visit, answer.state, foreign + refusals.size > 0);
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

  /**
   * Stores events of other devices that are not here yet, each with the place in the own log at which it came in; own ones
   * are here already, and one that still waits must not be taken for a confirmed one. Gives how many were new.
   */
  async takeIn(events, visit) {
    // what is being typed was begun without knowing these
    await this.journal.settle();
    const known = new Set((await this.database.by('events', 'visit', visit)).map(({ id }) => id));
    const fresh = inOrder(events).filter(({ id, device }) => device !== this.journal.device && !known.has(id));
    if (!fresh.length) return 0;
    const rows = await Promise.all(fresh.map(async (event) => (
      { id: event.id, visit, seq: event.seq, device: event.device, at: event.at, pending: 0, box: await this.database.seal(event) })));
    await this.database.write(['events', 'meta'], (store) => {
      const head = store('meta').get('head');
      head.onsuccess = () => { for (const row of rows) store('events').put({ ...row, after: head.result?.seq ?? 0 }); };
    });
    this.journal.saw(visit);
    return rows.length;
  }

  async package(visit) {
    const row = await this.database.get('packages', visit);
    return this.database.unsealIf(row?.box, isPackage);
  }

  async keepPackage(visit, value) {
    const box = await this.database.seal(value);
    await this.database.write(['packages'], (store) => store('packages').put({ visit, box }));
  }

  /** Keeps the state the server told; the screens hear of it only when it is news. */
  async mark(visit, state, news = false) {
    const known = await this.package(visit);
    if (!known || !state) return;
    const receipt = state.receipt ?? known.receipt ?? null;
    await this.keepPackage(visit, { ...known, status: state.status, statusName: state.statusName, receipt });
    const isSettled = Boolean(receipt) !== Boolean(known.receipt);
    if (news || isSettled) this.tell(visit, isSettled);
  }

  /** @param isOther whether the visit is now in another state, and not only filled in further */
  tell(visit, isOther = false) { this.dispatchEvent(new CustomEvent('visit', { detail: { visit, isOther } })); }

  /** The files that the draft of a visit speaks of; null where the visit is not known here. */
  async wanted(visit) {
    const known = await this.package(visit);
    return known && filesOf(draftOf(known, await this.journal.events(visit)));
  }

  /** A photo that was removed again, or a signature that was given anew, need not be sent (the server asks for no such file). */
  async dropUnwanted() {
    const held = (await Promise.all([1, REFUSED].map((state) => this.database.by('files', 'pending', state)))).flat();
    for (const visit of new Set(held.map((row) => row.visit))) {
      const wanted = await this.wanted(visit);
      const unwanted = wanted ? held.filter((row) => row.visit === visit && !wanted.has(row.sha256)) : [];
      // one that was refused is of no use to anybody
      if (unwanted.length) await this.database.write(['files'], (store) => unwanted.forEach((row) => (row.refused ? store('files').delete(row.sha256) : store('files').put({ ...row, pending: 0 }))));
    }
  }

  async sendFiles(faults) {
    for (const row of await this.database.by('files', 'pending', 1)) {
      try { await this.sendFile(row); } catch (error) {
        if (!isFinal(error)) throw error;
        faults.push(error);
      }
      this.dispatchEvent(new Event('changed'));
    }
  }

  async sendFile(row) {
    let refused = null;
    try {
      const answer = await api.sendFile(row.sha256, row.type, await this.database.unsealBytes(row.box));
      if (answer.sha256 !== row.sha256) throw new Error('服务器保存的文件与本机不一致');
    } catch (error) {
      // damaged on its way: it goes again; everything else the server says of a file is its last word
      if (!(error instanceof api.Answered) || error.body.code === 'field.file.hash') throw error;
      refused = { code: error.body.code, message: error.message };
    }
    await this.database.write(['files'], (store) => store('files').put(refused ? { ...row, pending: REFUSED, refused } : { ...row, pending: 0 }));
    if (refused) this.tell(row.visit);
  }

  async sendSubmissions(faults) {
    for (const { visit } of await this.database.all('packages')) {
      try {
        const known = await this.package(visit);
        if (!known) continue;
        const events = inOrder(await this.journal.events(visit));
        const pending = await this.database.by('events', 'pending', 1);
        const due = dueSubmission(events, known, new Set(pending.map(({ id }) => id)));
        if (due) await this.handIn(visit, due, known, events);
      } catch (error) {
        if (!isFinal(error)) throw error;
        faults.push(error);
      }
    }
  }

  /** What another phone wrote meanwhile into a field of this one is asked about first: nobody's words go unseen (MOB-04). */
  async handIn(visit, due, known, events) {
    const clashes = clashesOf(events, this.journal.device, await this.journal.arrivals(visit));
    if (!clashes.length) { await this.sendSubmission(visit, due, known); return; }
    await this.keepPackage(visit, { ...known, refusal: { of: due.id, code: 'clash', message: '另一台设备也填写了同一内容，请选择后再次提交' } });
    this.tell(visit, true);
  }

  async sendSubmission(visit, { id, payload }, known) {
    try {
      const state = await api.submit(visit, id, { device: this.journal.device, event: id, digest: payload.digest });
      await this.mark(visit, state);
      await this.release(visit);
    } catch (error) {
      if (!(error instanceof api.Answered)) throw error;
      let { message } = error;
      if (error.body.code === 'field.submission.filesMissing') {
        if (await this.resend(error.body.missing ?? [])) throw new api.Unreachable('服务器还缺少证据文件，正在补传');
        message = '有照片或签名未被服务器接受，或本机已没有原件，请删除后重新拍摄、签名';
      }
      if (error.body.code === UNKNOWN_SUBMISSION) {
        await this.sendAgain(visit);
        throw new api.Unreachable('服务器没有收到提交记录，正在补传');
      }
      await this.keepPackage(visit, { ...known, refusal: { of: id, code: error.body.code, message } });
      if (error.body.code === 'field.submission.digest') await this.fetchPackage(visit);
      this.tell(visit, true);
    }
  }

  /** The server (restored from a backup) does not know what it had confirmed: this device's events of the visit go again. */
  async sendAgain(visit) {
    const rows = (await this.database.by('events', 'visit', visit)).filter((row) => row.device === this.journal.device && !row.refused);
    await this.database.write(['events'], (store) => rows.forEach((row) => store('events').put({ ...row, pending: 1 })));
  }

  /** Whether the phone has every one of these and may send it. */
  async resend(hashes) {
    const rows = (await Promise.all(hashes.map((hash) => this.database.get('files', hash)))).filter((row) => row?.box && !row.refused);
    await this.database.write(['files'], (store) => rows.forEach((row) => store('files').put({ ...row, pending: 1 })));
    return rows.length === hashes.length;
  }

  /** With the receipt in hand the server holds every file: only now may the phone let go of them (BEY-51). */
  async release(visit) {
    const rows = (await this.database.all('files')).filter((row) => row.visit === visit && row.pending !== 1);
    await this.database.write(['files'], (store) => rows.forEach(({ sha256 }) => store('files').delete(sha256)));
  }

  async sendFoundings() {
    const rows = await this.database.by('foundings', 'pending', 1);
    for (const { id } of rows.sort((a, b) => a.at - b.at)) await this.sendFounding(id);
  }

  /** An inspection that was begun on this phone: the server takes it under its own id, once (TASK-24, TASK-29). */
  async sendFounding(id) {
    const row = await this.database.get('foundings', id);
    if (!row || row.pending !== 1) return;
    const founding = await this.database.unseal(row.box);
    const settled = await this.takeOver(founding);
    const box = await this.database.seal(settled);
    await this.database.write(['foundings'], (store) => store('foundings').put({ ...row, state: settled.state, pending: 0, box }));
    this.dispatchEvent(new Event('foundings'));
    this.tell(id, settled.state === 'refused');
  }

  async takeOver(founding) {
    try {
      const { events = [], ...taken } = await api.found(foundingCall(founding));
      await this.keepPackage(founding.id, { ...taken, refusal: null });
      await this.takeIn(events, founding.id);
      return { ...founding, state: 'taken', message: '', takenAt: Date.now() };
    } catch (error) {
      if (!(error instanceof api.Answered)) throw error;
      return { ...founding, state: 'refused', message: error.message };
    }
  }

  /** What the list of the server has said of inspections begun here: it knows them now, or they are gone. */
  async settleFoundings(asked) {
    for (const row of await this.database.all('foundings')) {
      if (row.state !== 'taken') continue;
      const { takenAt } = await this.database.unseal(row.box);
      if (takenAt < asked) await this.database.write(['foundings'], (store) => store('foundings').delete(row.id));
    }
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
    try {
      return await this.fetchAll();
    } catch (error) {
      if (!isFinal(error)) this.become(error instanceof api.SignedOut ? 'signedOut' : 'offline', error.message);
      throw error;
    }
  }

  async fetchAll() {
    const asked = Date.now();
    const visits = await api.visits();
    const box = await this.database.seal(visits);
    await this.database.write(['meta'], (store) => store('meta').put(box, 'list'));
    await this.settleFoundings(asked);
    for (const { id } of visits) await this.orNot(() => this.fetchPackage(id));
    await this.orNot(() => this.fetchInto('kinds', () => api.objectKinds()));
    await this.orNot(() => this.fetchKit());
    await this.orNot(() => this.fetchSubjects());
    await this.orNot(() => this.fetchInto('characters', () => api.characters()));
    return visits;
  }

  /** Items, forms, special tasks and officers to begin inspections with; only when they are others than those here. */
  async fetchKit() {
    const known = await this.database.unsealIf(await this.database.get('meta', 'kit'), isKeptKit);
    const answer = await api.foundingKit(known?.version);
    if (answer.kit) await this.keepInto('kit', answer);
  }

  /** The objects of the agency, once a day and not more than can be looked through on a phone (MOB-04). */
  async fetchSubjects() {
    const known = await this.database.unsealIf(await this.database.get('meta', 'subjects'), isKeptSubjects);
    if (known && Date.now() - known.at < DAY) return;
    const rows = [];
    for (let after = null; rows.length < MOST_SUBJECTS;) {
      const page = await api.subjects('', after);
      rows.push(...page.subjects);
      if (!page.next || page.next === after) break;
      after = page.next;
    }
    await this.keepInto('subjects', { at: Date.now(), rows });
  }

  async keepInto(key, value) {
    const box = await this.database.seal(value);
    await this.database.write(['meta'], (store) => store('meta').put(box, key));
  }

  /** One thing that the server refuses does not keep the others from being fetched. */
  async orNot(work) {
    try { await work(); } catch (error) { if (!(error instanceof api.Answered)) throw error; }
  }

  async fetchInto(key, ask) { await this.keepInto(key, await ask()); }

  async fetchPackage(visit) {
    const { events = [], ...rest } = await api.visitPackage(visit);
    const known = await this.package(visit);
    await this.keepPackage(visit, { ...rest, refusal: known?.refusal ?? null });
    const isOther = Boolean(known) && (Boolean(known.receipt) !== Boolean(rest.receipt) || known.returned?.of !== rest.returned?.of
      || (known.status === 'awaitingOfficers') !== (rest.status === 'awaitingOfficers'));
    if (await this.takeIn(events, visit) || isOther) this.tell(visit, isOther);
  }
}
