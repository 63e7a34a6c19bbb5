// One visit: its head, its steps, and the draft all its screens look at.
import { clone, fill, part } from './dom.js';
import { conflictsOf, digestOf, draftOf } from './draft.js';
import { infoScreen, noticeScreen } from './basics.js';
import { checkScreen } from './checklist.js';
import { signScreen } from './result.js';

const STEPS = [['info', '企业信息'], ['notice', '亮证告知'], ['check', '逐项检查'], ['sign', '确认签名']];
const SCREENS = { info: infoScreen, notice: noticeScreen, check: checkScreen, sign: signScreen };
const CLOSED = new Set(['awaitingReview', 'completed', 'notInspectable', 'awaitingCountersign']);

/** The package and the events of a visit, added up again after every event. */
export class Visit extends EventTarget {
  constructor(app, id) {
    super();
    Object.assign(this, { app, id, journal: app.journal });
  }

  async load() {
    const { database } = this.app;
    const row = await database.get('packages', this.id);
    if (!row) return false;
    this.package = await database.unseal(row.box);
    this.events = await this.journal.events(this.id);
    this.addUp();
    return true;
  }

  addUp() {
    this.draft = draftOf(this.package, this.events);
    this.conflicts = conflictsOf(this.draft);
    const { draft } = this;
    // What has been submitted stands until the server refuses it or the reviewer returns it (INSP-24).
    const { receipt, status, refusal, returned } = this.package;
    const reopened = draft.submitted && [refusal?.of, returned?.of].includes(draft.submitted.id);
    this.locked = Boolean(receipt) || CLOSED.has(status) || Boolean(draft.submitted && !reopened);
  }

  async act(kind, payload, extra) {
    if (!this.locked) await this.journal.during(this.write(kind, payload, extra));
  }

  async write(kind, payload, extra) {
    // What was typed before this act comes before it in the log, too.
    await this.journal.settle();
    this.keep(extra?.blob
      ? await this.journal.addFile(this.id, kind, payload, extra.blob)
      : await this.journal.append(this.id, kind, payload));
  }

  /** Text in the making: on the disk at each stroke, an event at the next pause. */
  type(key, kind, payload) {
    if (!this.locked) this.journal.type(this.id, key, kind, payload).catch((error) => this.app.fault(error));
  }

  keep(event) {
    if (this.events.some(({ id }) => id === event.id)) return;
    this.events.push(event);
    if (event.device === this.journal.device) this.savedAt = event.at;
    this.addUp();
    this.dispatchEvent(new CustomEvent('changed', { detail: event }));
  }

  /** Takes in what another officer's phone has sent meanwhile. */
  async absorb() {
    for (const event of await this.journal.events(this.id)) this.keep(event);
  }

  took(event) { if (event.visit === this.id) this.keep(event); }

  digest() { return digestOf(this.package, this.draft); }
}

export async function visitScreen(app, id, step) {
  const visit = new Visit(app, id);
  if (!await visit.load()) {
    app.main.replaceChildren(Object.assign(document.createElement('p'), { className: 'hint', textContent: '这次检查尚未下载到本机，请联网后重试。' }));
    return null;
  }
  const { subject, task, notice } = visit.package;
  const frame = fill(clone('t-visit'), {
    name: subject.name, risk: subject.riskLevel ? `风险 ${subject.riskLevel}` : '', mode: task.modeName,
    identity: `${subject.creditCode} · ${subject.address}`, notice: notice?.number ? `检查通知书 ${notice.number}` : `任务 ${task.number}`,
  });
  const now = STEPS.findIndex(([name]) => name === step);
  part(frame, 'steps').replaceChildren(...STEPS.map(([name, label], index) => {
    const item = clone('t-step');
    item.dataset.n = String(index + 1);
    item.className = index < now ? 'done' : index === now ? 'now' : '';
    const link = part(item, 'link');
    link.textContent = label;
    link.href = `#/visit/${id}/${name}`;
    if (index === now) link.setAttribute('aria-current', 'step');
    return item;
  }));
  const warnings = [
    ...(visit.package.returned ? [`审核未通过：${visit.package.returned.reason}`] : []),
    ...(await visit.journal.refused(id)).map(({ message }) => `有内容未被服务器接受：${message}`),
  ];
  part(frame, 'warnings').replaceChildren(...[...new Set(warnings)].map((textContent) => Object.assign(document.createElement('p'), { className: 'clash', textContent })));
  app.main.replaceChildren(frame);
  const { gate } = visit.package;
  if (gate?.required && gate.missing.length && step !== 'info') {
    const locked = clone('t-gate');
    part(locked, 'missing').replaceChildren(...gate.missing.map((text) => Object.assign(document.createElement('li'), { textContent: `缺少：${text}` })));
    part(frame, 'screen').replaceChildren(locked);
    app.foot(null);
    return visit;
  }
  await SCREENS[step](app, visit, part(frame, 'screen'));
  return visit;
}
