// Start, routes, the frame around the screens, and the honest word on what is not yet with the server.
import { ask, clone, part } from './dom.js';
import { openDatabase } from './db.js';
import { Journal } from './journal.js';
import { Sync } from './sync.js';
import { listScreen } from './list.js';
import { visitScreen } from './visit.js';
import { additionScreen, objectsScreen } from './objects.js';
import { scriptAddress } from './trusted.js';
import * as api from './api.js';

const byID = (id) => document.getElementById(id);
const OBJECTS = /^#\/objects(?:\/([0-9a-f-]{36}))?$/;
const ROUTE = /^#\/visit\/([0-9a-f-]{36})\/(info|notice|check|sign)$/;

class App {
  main = byID('main');

  async start(account) {
    this.database = await openDatabase(account);
    this.journal = new Journal(this.database);
    await this.journal.open();
    this.sync = new Sync(this.journal);
    this.journal.addEventListener('appended', ({ detail }) => { this.visit?.took(detail); this.drawNet(); });
    this.sync.addEventListener('changed', () => this.drawNet());
    this.sync.addEventListener('additions', () => { if (OBJECTS.test(location.hash)) this.show(); });
    this.sync.addEventListener('visit', ({ detail }) => {
      if (this.visit?.id !== detail) return;
      if (location.hash.endsWith('/sign')) this.show();
      else this.visit.absorb();
    });
    addEventListener('hashchange', () => this.show());
    this.journal.addEventListener('writing', () => this.main.setAttribute('aria-busy', String(this.journal.isWriting)));
    addEventListener('beforeunload', (event) => { if (this.journal.isWriting) event.preventDefault(); });
    addEventListener('pagehide', () => this.journal.settle());
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.journal.settle(); });
    byID('back').addEventListener('click', () => this.go(OBJECTS.exec(location.hash)?.[1] ? '#/objects' : '#/'));
    byID('more').addEventListener('click', () => this.openMenu());
    await this.show();
    navigator.storage?.persist?.();
    await this.sync.now();
    await this.refresh();
  }

  /** Fetches the packages ahead. The visit on the screen is not drawn anew under the officer's fingers. */
  async refresh() {
    try {
      await this.sync.fetchAhead();
      if (!this.visit) await this.show();
    } catch (error) {
      if (!(error instanceof api.Unreachable || error instanceof api.SignedOut)) this.fault(error);
    }
  }

  go(hash) { if (location.hash === hash) this.show(); else location.hash = hash; }

  async show() {
    const turn = Symbol('turn');
    this.turn = turn;
    await this.journal.settle();
    if (this.turn !== turn) return;
    const route = ROUTE.exec(location.hash);
    const objects = OBJECTS.exec(location.hash);
    byID('back').hidden = !route && !objects;
    byID('title').textContent = route ? '现场检查' : objects ? '对象管理' : '我的检查';
    this.visit = null;
    if (objects) {
      this.foot(null);
      await (objects[1] ? additionScreen(this, objects[1]) : objectsScreen(this));
    } else if (route) this.visit = await visitScreen(this, route[1], route[2]);
    else {
      this.foot(null);
      await listScreen(this);
    }
    if (this.shown !== location.hash) scrollTo(0, 0);
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
    const waiting = await this.journal.waiting();
    const { state, message } = this.sync;
    const text = {
      offline: '离线中，内容已存本机', signedOut: '登录已过期，内容已存本机，请重新登录', fault: `同步出错：${message}`,
      sending: '正在同步', idle: '等待同步，内容已存本机',
    }[state];
    byID('net').hidden = waiting === 0 && (state === 'idle' || state === 'sending');
    byID('net').dataset.state = state;
    byID('net-text').textContent = text;
    byID('net-count').textContent = waiting ? `待同步 ${waiting}` : '';
  }

  async save() {
    await this.journal.settle();
    this.sync.now();
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
    const rows = [['立即同步', async () => { await this.sync.now(); await this.refresh(); }]];
    const { visit } = this;
    if (visit && !visit.locked && !visit.draft.notInspectable) {
      rows.push(['无法开展检查', async () => {
        await visit.act('notInspectable', { on: true, reason: 'closed', text: '' });
        this.go(`#/visit/${visit.id}/check`);
      }]);
    }
    rows.push(['更多应用', () => this.menu([['对象管理', () => this.go('#/objects')]])]);
    rows.push(['退出登录', () => this.leave()]);
    this.menu(rows);
  }

  /** Nobody signs out with evidence still on the phone. */
  async leave() {
    await this.journal.settle();
    const waiting = await this.journal.waiting();
    if (waiting) { this.notify(`本机还有 ${waiting} 条内容待同步，同步完成后才能退出登录`); return; }
    location.assign('/logout');
  }

  notify(text) { this.menu([[text, () => {}]]); }

  fault(error) {
    byID('net').hidden = false;
    byID('net').dataset.state = 'fault';
    byID('net-text').textContent = `未能保存：${error.message}`;
  }
}

/** Offline the phone knows the account of the last session. */
async function account() {
  try {
    const found = await api.session();
    localStorage.setItem('field-account', found.account.id);
    return found.account.id;
  } catch (error) {
    const known = localStorage.getItem('field-account');
    if (known) return known;
    throw error;
  }
}

const say = (text) => byID('main').replaceChildren(Object.assign(document.createElement('p'), { className: 'hint', textContent: text }));

async function begin() {
  try {
    await new App().start(await account());
  } catch (error) {
    say(error instanceof api.SignedOut ? '登录已过期，请重新登录。' : `无法打开：${error.message}`);
  }
}

if (navigator.serviceWorker) navigator.serviceWorker.register(scriptAddress('/field/sw.js'), { scope: '/field/' }).catch(() => {});
if (navigator.locks) {
  // One tab writes; a second one says so instead of breaking the chain.
  navigator.locks.request('mingcha-field', { ifAvailable: true }, (lock) => {
    if (!lock) { say('现场检查已在另一个窗口打开，请回到那个窗口继续。'); return undefined; }
    return begin().then(() => new Promise(() => {}));
  });
} else begin();
