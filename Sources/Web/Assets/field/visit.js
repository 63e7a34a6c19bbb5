// One visit: its head, its steps, and the draft all its screens look at.
import { clone, fill, part } from './dom.js';
import { conflictsOf, digestOf, draftOf } from './draft.js';
import { basicsProblems, checklistProblems, fileProblems, resultProblems } from './checks.js';
import { fieldProblems } from './template.js';
import { printProblems, rangesOf } from './characters.js';
import { answering, clashesOf, clashWords, placeOf } from './clashes.js';
import { isListOfVisits, isPackage } from './shapes.js';
import { infoScreen, noticeScreen } from './basics.js';
import { checkScreen } from './checklist.js';
import { signScreen } from './result.js';

const STEPS = [['info', '企业信息'], ['notice', '亮证告知'], ['check', '逐项检查'], ['sign', '确认签名']];
const SCREENS = { info: infoScreen, notice: noticeScreen, check: checkScreen, sign: signScreen };
const CLOSED = new Set(['awaitingReview', 'completed', 'notInspectable', 'awaitingCountersign']);

/** The package and the events of a visit, added up again after every event. */
export class Visit extends EventTarget {
  /** Fields with strokes that are no event yet. */
  typing = new Set();

  constructor(app, id) {
    super();
    Object.assign(this, { app, id, journal: app.journal });
  }

  async load() {
    const { database } = this.app;
    this.package = await database.unsealIf((await database.get('packages', this.id))?.box, isPackage);
    if (!this.package) return false;
    this.events = await this.journal.events(this.id);
    this.arrivals = await this.journal.arrivals(this.id);
    this.refusedFiles = await this.journal.refusedFiles(this.id);
    const known = await database.unsealIf(await database.get('meta', 'characters'), (value) => typeof value?.ranges === 'string');
    this.ranges = known ? rangesOf(known.ranges) : null;
    const list = await database.unsealIf(await database.get('meta', 'list'), isListOfVisits);
    const founding = await database.get('foundings', this.id);
    this.founding = founding && await database.unseal(founding.box);
    const isBegunHere = ['waiting', 'taken'].includes(this.founding?.state);
    this.isGone = Boolean(list) && !isBegunHere && !list.some(({ id }) => id === this.id);
    this.addUp();
    return true;
  }

  addUp() {
    this.draft = draftOf(this.package, this.events);
    this.conflicts = conflictsOf(this.draft);
    this.clashes = clashesOf(this.events, this.journal.device, this.arrivals);
    const { draft } = this;
    // What has been submitted stands until the server refuses it or the reviewer returns it (INSP-24).
    const { receipt, status, refusal, returned } = this.package;
    const reopened = draft.submitted && [refusal?.of, returned?.of].includes(draft.submitted.id);
    // No agency begins before every participating agency has its officers (JOIN-09).
    this.isWaiting = status === 'awaitingOfficers';
    this.locked = this.isGone || this.isWaiting || Boolean(receipt) || CLOSED.has(status) || Boolean(draft.submitted && !reopened);
  }

  /** Writes an event. When that fails it is shown, and the screen goes back to what lies on the disk. Says whether it is written. */
  async act(kind, payload, extra) {
    if (this.locked) return false;
    try {
      await this.journal.during(this.write(kind, payload, extra));
      return true;
    } catch (error) {
      this.app.fault(error);
      this.dispatchEvent(new Event('restored'));
      return false;
    }
  }

  async write(kind, payload, extra) {
    // What was typed before this act comes before it in the log, too.
    await this.journal.settle();
    this.keep(extra?.blob
      ? await this.journal.addFile(this.id, kind, payload, extra.blob)
      : await this.journal.append(this.id, kind, this.answering(kind, payload)));
  }

  /** Text in the making: on the disk at each stroke, an event at the next pause. */
  type(key, kind, payload) {
    if (this.locked) return;
    this.typing.add(placeOf({ kind, payload }));
    this.journal.type(this.id, key, kind, this.answering(kind, payload)).catch((error) => this.app.fault(error));
  }

  answering(kind, payload) { return answering(this.events, this.journal.device, kind, payload); }

  /** Shows what is known of a field. What is being written here, or stands against another device's word, stays as it is. */
  renew(input, value, kind, payload) {
    const place = placeOf({ kind, payload });
    const isOpen = input === document.activeElement && this.clashes.some((clash) => clash.place === place);
    if (input.value === value || isOpen || this.typing.has(place)) return;
    input.value = value;
    input.dispatchEvent(new Event('renewed'));
  }

  /** Shows a photo or signature. */
  show(hash, image) { this.journal.showFile(hash, image).catch((error) => this.app.fault(error)); }

  keep(event) {
    if (this.events.some(({ id }) => id === event.id)) return;
    this.events.push(event);
    if (event.device === this.journal.device) {
      this.savedAt = event.at;
      this.typing.delete(placeOf(event));
    }
    this.addUp();
    this.dispatchEvent(new CustomEvent('changed', { detail: event }));
  }

  /** Takes in what another officer's phone has sent meanwhile. */
  async absorb() {
    this.arrivals = await this.journal.arrivals(this.id);
    this.refusedFiles = await this.journal.refusedFiles(this.id);
    for (const event of await this.journal.events(this.id)) this.keep(event);
    this.addUp();
    this.dispatchEvent(new Event('restored'));
  }

  took(event) { if (event.visit === this.id) this.keep(event); }

  digest() { return digestOf(this.package, this.draft); }

  clashProblems() {
    return this.clashes.map((clash) => {
      const { step, label } = clashWords(this.package, clash);
      return { step, message: `“${label}”两台设备填写不一致，请选择`, key: clash.place };
    });
  }

  /** Everything that stands between the draft and its signatures. */
  problems() {
    const now = this.journal.clock.now();
    return [
      ...this.clashProblems(), ...resultProblems(this.package, this.draft, now), ...fileProblems(this.package, this.draft, this.refusedFiles),
      ...printProblems(this.package, this.draft, this.ranges),
    ];
  }

  /** Whether a step has been done: it is ticked then and not because another one was opened. */
  isDone(step) {
    const { draft, package: known } = this;
    const own = (problems) => problems.every((problem) => problem.step !== step);
    const problem = (at, message) => ({ step: at, message });
    switch (step) {
      case 'info': return !basicsProblems(draft, this.journal.clock.now()).length && (draft.notInspectable || !fieldProblems(known, draft, problem).length) && own(this.clashProblems());
      case 'notice': return Boolean(draft.notice?.certificatesShown && draft.notice?.rightsTold);
      case 'check': return draft.notInspectable ? own(this.problems()) : !checklistProblems(known, draft).length;
      default: return this.locked && !this.isWaiting;
    }
  }
}

/** The map of the phone, for an address. */
const mapAddress = (text) => (/iPhone|iPad|iPod/.test(navigator.userAgent) ? `maps:?q=${encodeURIComponent(text)}` : `geo:0,0?q=${encodeURIComponent(text)}`);

function drawHead(visit, frame) {
  const { subject, task, notice } = visit.package;
  fill(frame, {
    name: subject.name, risk: subject.riskLevel ? `风险 ${subject.riskLevel}` : '', mode: task.modeName,
    identity: subject.creditCode, notice: notice?.number ? `检查通知书 ${notice.number}` : `任务 ${task.number}`,
  });
  const { phone, address } = visit.draft.basics;
  const links = [['phone', phone, phone && `tel:${phone.replace(/[^\d+]/g, '')}`], ['address', address || subject.address, mapAddress(address || subject.address)]];
  for (const [name, text, href] of links) {
    fill(frame, { [name]: text });
    if (text) part(frame, name).href = href;
  }
}

function drawSteps(visit, frame, step) {
  part(frame, 'steps').replaceChildren(...STEPS.map(([name, label], index) => {
    const item = clone('t-step');
    item.dataset.n = String(index + 1);
    item.className = [visit.isDone(name) ? 'done' : '', name === step ? 'now' : ''].filter(Boolean).join(' ');
    const link = part(item, 'link');
    link.textContent = label;
    link.href = `#/visit/${visit.id}/${name}`;
    if (visit.isDone(name)) item.append(Object.assign(document.createElement('span'), { className: 'sr', textContent: '已完成' }));
    if (name === step) link.setAttribute('aria-current', 'step');
    return item;
  }));
}

/** Two values for one field: both are shown, and one is chosen (MOB-04). */
function drawClash(visit, clash) {
  const { label, mine, theirs } = clashWords(visit.package, clash);
  const box = fill(clone('t-clash'), { label: `“${label}”两台设备填写不一致`, mine: `${clash.isOwn ? '本机' : '一台设备'}：${mine}`, theirs: `另一台设备：${theirs}` });
  if (!clash.isOwn) part(box, 'keep').textContent = '采用前者';
  if (!clash.isOwn) part(box, 'take').textContent = '采用后者';
  const choose = (chosen) => visit.act(chosen.kind, chosen.payload).then((done) => { if (done) visit.app.show(); });
  part(box, 'keep').addEventListener('click', () => choose(clash.mine));
  part(box, 'take').addEventListener('click', () => choose(clash.theirs));
  return box;
}

/** Why nothing can be entered yet, and whom to ask (INSP-02). */
export const waitingWords = ({ lacking = [] }) => `${lacking.length ? `待抽取：${lacking.join('、')}尚未选派检查人员` : '待抽取'}，暂不能录入检查结果。`;

async function drawWarnings(visit, frame) {
  const refused = (await visit.journal.refused(visit.id)).map(({ message }) => `有内容未被服务器接受：${message}`);
  const warnings = [
    ...(visit.founding?.state === 'refused' ? [`服务器没有接受这次检查：${visit.founding.message}`] : []),
    ...(visit.isGone ? ['您已不是本次检查的执法人员，或检查已经取消。本机未被接受的内容保留在此，可供查看。'] : []),
    ...(visit.isWaiting ? [waitingWords(visit.package)] : []),
    ...(visit.package.returned && !visit.package.receipt ? [`审核未通过：${visit.package.returned.reason}`] : []), ...new Set(refused),
    ...fileProblems(visit.package, visit.draft, visit.refusedFiles).map(({ message }) => message),
  ].map((textContent) => Object.assign(document.createElement('p'), { className: 'clash', textContent }));
  part(frame, 'warnings').replaceChildren(...(visit.locked ? [] : visit.clashes.map((clash) => drawClash(visit, clash))), ...warnings);
}

export async function visitScreen(app, id, step) {
  const visit = new Visit(app, id);
  if (!await visit.load()) {
    app.main.replaceChildren(Object.assign(document.createElement('p'), { className: 'hint', textContent: '这次检查尚未下载到本机，请联网后重试。' }));
    return null;
  }
  const frame = clone('t-visit');
  drawHead(visit, frame);
  drawSteps(visit, frame, step);
  await drawWarnings(visit, frame);
  let asked = visit.clashes.length;
  const warn = () => {
    asked = visit.clashes.length;
    drawWarnings(visit, frame).catch((error) => app.fault(error));
  };
  visit.addEventListener('changed', () => {
    drawHead(visit, frame);
    drawSteps(visit, frame, step);
    // whoever writes on in a field that is asked about has chosen
    if (visit.clashes.length !== asked) warn();
  });
  visit.addEventListener('restored', () => { drawSteps(visit, frame, step); warn(); });
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
