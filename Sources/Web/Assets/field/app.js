// Start, routes, the frame around the screens, and the honest word on what is not yet with the server.
import { ask, clone, fill, part } from './dom.js';
import { openDatabase, wordsOf } from './db.js';
import { FieldClock } from './clock.js';
import { Journal } from './journal.js';
import { Sync } from './sync.js';
import { listScreen, visitsHere } from './list.js';
import { visitScreen } from './visit.js';
import { additionScreen, objectsScreen } from './objects.js';
import { beginFounding, foundingScreen, foundingsScreen } from './founding.js';
import { subjectScreen } from './subjects.js';
import { reassignmentScreen, reassignmentsScreen } from './reassign.js';
import { account, signIn } from './login.js';
import { keepUpToDate } from './update.js';
import { mark } from './watermark.js';
import * as api from './api.js';

const byID = (id) => document.getElementById(id);
const OBJECTS = /^#\/objects(?:\/([0-9a-f-]{36}))?$/;
const FOUNDINGS = /^#\/foundings(?:\/([0-9a-f-]{36}))?$/;
const REASSIGN = /^#\/reassign(?:\/([0-9a-f-]{36}))?$/;
const SUBJECT = /^#\/subjects\/([0-9a-f-]{36})$/;

/** The screens beside the list and the visits: what each is called, and how it is drawn. */
const BESIDE = [
  [OBJECTS, '对象管理', (app, id) => (id ? additionScreen(app, id) : objectsScreen(app))],
  [FOUNDINGS, '发起检查', (app, id) => (id ? foundingScreen(app, id) : foundingsScreen(app))],
  [REASSIGN, '任务指派', (app, id) => (id ? reassignmentScreen(app, id) : reassignmentsScreen(app))],
  [SUBJECT, '检查对象', (app, id) => subjectScreen(app, id)],
];
const besideOf = (hash) => BESIDE.find(([path]) => path.test(hash));
const ROUTE = /^#\/visit\/([0-9a-f-]{36})\/(info|notice|check|sign)$/;

class App {
  main = byID('main');

  /** What could not be written, until the next write succeeds. */
  failed = '';

  /** When the list was last asked for. */
  refreshed = Date.now();

  /** Which visits the list shows. */
  looking = { filter: 'open', text: '' };

  async start(person) {
    this.person = person;
    this.database = await openDatabase(person.id);
    this.clock = new FieldClock(this.database);
    await this.clock.open();
    api.whenTimeIsHeard((...heard) => { this.clock.hear(...heard).catch((error) => this.fault(error)); });
    this.journal = new Journal(this.database, this.clock);
    await this.journal.open();
    this.sync = new Sync(this.journal);
    this.listen();
    mark(person.name, this.clock.now());
    await this.show();
    Promise.resolve(navigator.storage?.persist?.()).catch(() => {});
    await this.sync.now();
    await this.refresh();
  }

  listen() {
    const { journal, sync } = this;
    journal.addEventListener('appended', ({ detail }) => { this.failed = ''; this.visit?.took(detail); this.drawNet(); });
    journal.addEventListener('written', () => { if (this.failed) { this.failed = ''; this.drawNet(); } });
    journal.addEventListener('failed', ({ detail }) => this.fault(detail));
    journal.addEventListener('writing', () => this.main.setAttribute('aria-busy', String(journal.isWriting)));
    sync.addEventListener('changed', () => this.drawNet());
    sync.addEventListener('additions', () => { if (OBJECTS.test(location.hash)) this.show(); });
    sync.addEventListener('foundings', () => { if (FOUNDINGS.exec(location.hash)?.[1] === undefined && FOUNDINGS.test(location.hash)) this.show(); });
    sync.addEventListener('visit', ({ detail }) => this.attempt(async () => {
      if (this.visit?.id !== detail.visit) return;
      if (detail.isOther || location.hash.endsWith('/sign')) await this.show({ fromTop: this.visit.locked });
      else await this.visit.absorb();
    }));
    addEventListener('hashchange', () => this.show());
    for (const name of ['online', 'pageshow']) addEventListener(name, () => this.refreshOld());
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.refreshOld(); });
    addEventListener('unhandledrejection', ({ reason }) => this.fault(reason));
    addEventListener('beforeunload', (event) => {
      if (!journal.isWriting) return;
      event.preventDefault();
      event.returnValue = ''; // kernels before Chromium 119 ask only then
    });
    const settle = () => { journal.settle().catch((error) => this.fault(error)); };
    addEventListener('pagehide', settle);
    document.addEventListener('visibilitychange', () => { if (document.hidden) settle(); });
    byID('back').addEventListener('click', () => {
      // from one of a list back to the list
      const beside = besideOf(location.hash);
      this.go(beside && beside[0] !== SUBJECT && beside[0].exec(location.hash)[1] ? location.hash.replace(/\/[^/]*$/, '') : '#/');
    });
    byID('more').addEventListener('click', () => this.openMenu());
    byID('net-act').addEventListener('click', () => this.attempt(() => this.signIn()));
  }

  /** Runs what may fail; a failure is shown. */
  async attempt(work) {
    try { return await work(); } catch (error) { this.fault(error); return undefined; }
  }

  /** The app may lie open for days: whoever takes it up again finds new visits and returned ones. */
  refreshOld() {
    if (Date.now() - this.refreshed < 60000) return undefined;
    return this.attempt(() => this.synchronise());
  }

  /** Sends everything, also what is just being typed, and fetches what there is. */
  async synchronise() {
    await this.journal.settle();
    await this.sync.now();
    // a round that was under way may have begun before the last of it
    if (await this.journal.waiting()) await this.sync.now();
    await this.refresh();
  }

  /** Fetches the packages ahead. What is on the screen is not drawn anew under the officer's fingers. */
  async refresh() {
    this.refreshed = Date.now();
    try {
      await this.sync.fetchAhead();
      if (!this.visit && !besideOf(location.hash)) await this.show();
    } catch (error) {
      if (!(error instanceof api.Unreachable || error instanceof api.SignedOut)) this.fault(error);
    }
  }

  go(hash) { if (location.hash === hash) this.show(); else location.hash = hash; }

  show(how) { return this.attempt(() => this.draw(how)); }

  async draw({ fromTop = false } = {}) {
    const turn = Symbol('turn');
    this.turn = turn;
    await this.attempt(() => this.journal.settle());
    if (this.turn !== turn) return;
    const route = ROUTE.exec(location.hash);
    const beside = besideOf(location.hash);
    byID('back').hidden = !route && !beside;
    byID('title').textContent = route ? '现场检查' : beside ? beside[1] : '我的检查';
    this.visit = null;
    if (beside) {
      this.foot(null);
      await beside[2](this, beside[0].exec(location.hash)[1]);
    } else if (route) {
      const visit = await visitScreen(this, route[1], route[2]);
      if (this.turn === turn) this.visit = visit;
    } else {
      this.foot(null);
      await listScreen(this);
    }
    if (fromTop || this.shown !== location.hash) scrollTo(0, 0);
    this.shown = location.hash;
    await this.drawNet();
  }

  foot(content) {
    byID('foot').hidden = !content;
    byID('foot').replaceChildren(...(content ? [content] : []));
  }

  footOne(text, act, dim = false) {
    const foot = clone('t-foot-one');
    const button = part(foot, 'next');
    button.textContent = text;
    button.classList.toggle('dim', dim);
    button.addEventListener('click', act);
    this.foot(foot);
  }

  async drawNet() {
    const { state, message } = this.sync;
    let waiting = 0;
    try { waiting = await this.journal.waiting(); } catch (error) { this.failed = wordsOf(error); }
    const text = {
      offline: '离线中，内容已存本机', signedOut: '登录已过期，内容已存本机', fault: `同步出错：${message}`,
      sending: '正在同步', idle: '等待同步，内容已存本机',
    }[state];
    byID('net').hidden = !this.failed && waiting === 0 && (state === 'idle' || state === 'sending');
    byID('net').dataset.state = this.failed ? 'fault' : state;
    byID('net-text').textContent = this.failed ? `未能保存：${this.failed}` : text;
    byID('net-count').textContent = waiting ? `待同步 ${waiting}` : '';
    byID('net-act').hidden = state !== 'signedOut';
  }

  async save() {
    await this.attempt(() => this.journal.settle());
    this.sync.now();
    if (this.failed) return;
    byID('net').hidden = false;
    byID('net-text').textContent = '已暂存到本机';
  }

  menu(rows) {
    return ask('t-menu', (box, close) => {
      part(box, 'rows').append(...rows.map(([text, act]) => {
        const button = Object.assign(document.createElement('button'), { type: 'button', className: 'line', textContent: text });
        button.addEventListener('click', () => { close(); act(); });
        return button;
      }));
      part(box, 'close').addEventListener('click', () => close());
    });
  }

  openMenu() {
    const rows = [['立即同步', () => this.attempt(() => this.synchronise())]];
    const { visit } = this;
    if (visit && !visit.locked && !visit.draft.notInspectable) rows.push(['无法开展检查', () => this.attempt(() => this.declareImpossible(visit))]);
    rows.push(['更多应用', () => this.menu([['即时检查', () => this.attempt(() => this.openFoundings())], ['对象管理', () => this.go('#/objects')], ['任务指派', () => this.go('#/reassign')]])]);
    if (this.sync.state === 'signedOut') rows.push(['登录或换用其他账号', () => this.attempt(() => this.signIn())]);
    rows.push(['退出登录', () => this.attempt(() => this.leave())]);
    this.menu(rows);
  }

  begin(kind, subject) { return beginFounding(this, kind, subject); }

  async visitsHere() { return await visitsHere(this.database) ?? []; }

  /** Straight to a new one where nothing lies here that was begun before. */
  async openFoundings() {
    if (await this.database.count('foundings')) this.go('#/foundings');
    else await this.begin('instant');
  }

  async declareImpossible(visit) {
    const lines = ['逐项检查的内容将不计入结果，需要填写情况说明并拍摄证据照片。检查提交之前可以恢复。'];
    if (!await this.confirm('确定无法开展检查吗？', lines, '确定无法开展检查')) return;
    if (await visit.act('notInspectable', { on: true, reason: 'closed', text: '' })) this.go(`#/visit/${visit.id}/check`);
  }

  /** Signs in again without leaving the app. Another person finds another store on the phone; what waits in this one stays. */
  async signIn() {
    const found = await signIn();
    if (!found) return;
    if (found.id !== this.person.id) { location.reload(); return; }
    await this.sync.now();
    await this.refresh();
  }

  /** Nobody signs out with evidence still on the phone; whose session is over may go, and finds it here again. */
  async leave() {
    await this.journal.settle();
    const waiting = await this.journal.waiting();
    if (this.sync.state === 'signedOut') { location.assign('/login'); return; }
    if (waiting) { this.notify(`本机还有 ${waiting} 条内容待同步，同步完成后才能退出登录`); return; }
    await api.signOut();
    location.assign('/login');
  }

  notify(text) { this.menu([[text, () => {}]]); }

  /** Lines of text to be read, under a title. */
  tell(title, lines) {
    return ask('t-tell', (box, close) => {
      fill(box, { title });
      box.setAttribute('aria-label', title);
      part(box, 'lines').append(...lines.map((textContent) => Object.assign(document.createElement('p'), { textContent })));
      part(box, 'close').addEventListener('click', () => close());
    });
  }

  /** Asks before something that is not meant every day; whether it is meant. */
  confirm(title, lines, act) {
    return ask('t-confirm', (box, close) => {
      fill(box, { title });
      box.setAttribute('aria-label', title);
      part(box, 'lines').append(...lines.map((textContent) => Object.assign(document.createElement('p'), { textContent })));
      part(box, 'done').textContent = act;
      part(box, 'done').addEventListener('click', () => close(true));
    });
  }

  /** What could not be written or drawn, on the screen until the next write succeeds. */
  fault(error) {
    this.failed = wordsOf(error);
    this.drawNet();
  }
}

const say = (text) => byID('main').replaceChildren(Object.assign(document.createElement('p'), { className: 'hint', textContent: text }));

async function begin() {
  try {
    const person = await account();
    if (person) await new App().start(person);
    else say('请登录后使用现场检查。重新打开本页即可登录。');
  } catch (error) {
    say(error instanceof api.Answered ? error.message : `无法打开：${wordsOf(error)}`);
  }
}

keepUpToDate();
if (navigator.locks) {
  // One tab writes; a second one says so instead of breaking the chain.
  navigator.locks.request('mingcha-field', { ifAvailable: true }, (lock) => {
    if (!lock) { say('现场检查已在另一个窗口打开，请回到那个窗口继续。'); return undefined; }
    return begin().then(() => new Promise(() => {}));
  }).catch(() => begin());
} else begin();
