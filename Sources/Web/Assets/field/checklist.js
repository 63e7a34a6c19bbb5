// 逐项检查: a card for each content; a card is drawn again only when its own part of the draft changes (INSP-10 to INSP-14).
import { chips, clock, clone, fill, options, part } from './dom.js';
import { cardKey, cardsOf, tally } from './draft.js';
import { NOT_INSPECTABLE } from './checks.js';
import { uuid7 } from './canonical.js';
import { drawMeasures, drawNote, drawPhotos } from './problem.js';

const FACES = { pass: ['s-ok', 'check'], fail: ['s-bad', 'cross'], notApplicable: ['s-na', 'dash'] };
const NUMERALS = '一二三四五六七八九十';
const places = (card) => ({ key: card.key, content: card.content.id, equipment: card.equipment ? card.equipment.id : null });

class Checklist {
  constructor(app, visit, into) {
    Object.assign(this, { app, visit, filter: 'all', cards: cardsOf(visit.package.form), drawn: new Map() });
    this.screen = clone('t-check');
    this.drawCards();
    this.drawOthers();
    this.drawImpossible();
    this.drawProgress();
    part(this.screen, 'add').hidden = visit.locked;
    part(this.screen, 'add').addEventListener('click', () => visit.act('otherProblemSet', { problem: uuid7(), text: '', place: '', provision: '' }));
    into.replaceChildren(this.screen);
    visit.addEventListener('changed', ({ detail }) => this.changed(detail));
    visit.addEventListener('restored', () => this.restore());
    this.drawFoot();
  }

  drawCards() {
    const { form } = this.visit.package;
    this.heads = form.groups.map(({ name }, index) => fill(clone('t-group'), { name: `${NUMERALS[index] ?? index + 1}、${name}` }));
    const nodes = [];
    this.cards.forEach((card, index) => {
      if (index === 0 || this.cards[index - 1].group !== card.group) nodes.push(this.heads[card.group]);
      const node = this.drawCard(card);
      this.drawn.set(card.key, node);
      nodes.push(node);
    });
    part(this.screen, 'cards').replaceChildren(...nodes);
  }

  drawCard(card) {
    const { content, equipment, number } = card;
    const node = fill(clone('t-card'), { number: String(number), text: equipment ? `${content.text}（${equipment.name}）` : content.text, method: content.method });
    part(node, 'key').hidden = !content.key;
    part(node, 'how').hidden = !content.method;
    part(node, 'laws').append(...content.citations.map((citation) => this.drawCitation(citation)));
    part(node, 'answers').append(...['pass', 'fail', 'notApplicable'].map((answer) => this.drawAnswer(card, answer)));
    this.drawState(card, node);
    return node;
  }

  /** An article opens here, out of the package, also without network (MOB-04). */
  drawCitation({ text, href, words }) {
    if (!words?.length && !href) return Object.assign(document.createElement('span'), { textContent: text });
    const link = Object.assign(document.createElement('a'), { textContent: text, href: href ?? '#' });
    link.addEventListener('click', (event) => {
      event.preventDefault();
      this.app.tell(text, words?.length ? words : ['法律法规库中尚未录入这一条的正文。']);
    });
    return link;
  }

  drawAnswer(card, answer) {
    const label = clone('t-answer');
    const [face, icon] = FACES[answer];
    const input = part(label, 'input');
    Object.assign(input, { name: card.key, value: answer, disabled: this.visit.locked });
    part(label, 'face').className = face;
    part(label, 'icon').firstElementChild.setAttribute('href', `/field/icons.svg#${icon}`);
    part(label, 'label').textContent = this.visit.package.form.scale[answer];
    const clash = () => this.visit.conflicts.find(({ key }) => key === card.key);
    const give = () => {
      const { content, equipment } = places(card);
      this.visit.act('answered', { content, equipment, answer, settles: clash()?.answers.map(({ id }) => id) ?? [] });
    };
    input.addEventListener('change', give);
    // an answer that stands already is confirmed by a press on it, which changes nothing
    input.addEventListener('click', () => { if (clash() && this.visit.draft.entries[card.key]?.answer === answer) give(); });
    return label;
  }

  drawState(card, node) {
    const { draft, conflicts } = this.visit;
    const entry = draft.entries[card.key];
    for (const input of node.querySelectorAll('.seg input')) input.checked = entry?.answer === input.value;
    const clash = conflicts.find(({ key }) => key === card.key);
    const { scale } = this.visit.package.form;
    fill(node, { clash: clash ? `两名执法人员的结果不一致：${clash.answers.map(({ device, answer }) => `${device === this.visit.journal.device ? '本机' : '另一台设备'} ${scale[answer] ?? '未答'}`).join('，')}。请重新选择以确认。` : '' });
    const failed = entry?.answer === 'fail';
    const more = part(node, 'more');
    if (!entry?.answer) { more.replaceChildren(); return; }
    if (more.dataset.failed !== String(failed) || !more.firstElementChild) {
      more.dataset.failed = String(failed);
      more.replaceChildren(failed ? this.drawProblem(card) : clone('t-shots'));
    }
    const box = more.firstElementChild;
    drawPhotos(this.visit, part(box, 'photos'), places(card), part(box, 'photos-count'));
    if (failed) drawMeasures(this.visit, part(box, 'measures'), places(card));
  }

  /** A write has failed: what the screen shows is what lies on the disk. What was typed stays, and is written again. */
  restore() {
    for (const card of this.cards) {
      this.drawState(card, this.drawn.get(card.key));
      const { content, equipment } = places(card);
      const note = part(this.drawn.get(card.key), 'note');
      if (note) this.visit.renew(note, this.visit.draft.entries[card.key]?.note ?? '', 'noted', { content, equipment });
    }
    if (Object.keys(this.visit.draft.others).length !== part(this.screen, 'others').childElementCount) this.drawOthers();
    else Object.keys(this.visit.draft.others).forEach((problem, index) => this.renewOther(part(this.screen, 'others').children[index], problem));
    this.renewImpossible();
    this.drawProgress();
  }

  renewImpossible() {
    const { visit } = this;
    const state = visit.draft.notInspectable;
    const box = part(this.screen, 'impossible').firstElementChild;
    if (!box || !state) { this.drawImpossible(); return; }
    visit.renew(part(box, 'reason'), state.reason, 'notInspectable', {});
    visit.renew(part(box, 'text'), state.text, 'notInspectable', {});
    drawPhotos(visit, part(box, 'photos'), { key: 'notInspectable', content: 'notInspectable', equipment: null });
  }

  /** Another device may have written any of the three texts of a problem besides the form. */
  renewOther(box, problem) {
    const other = this.visit.draft.others[problem];
    if (!other) return;
    for (const [name, value] of [['note', other.text], ['place', other.place], ['provision', other.provision]]) {
      this.visit.renew(part(box, name), value, 'otherProblemSet', { problem });
    }
  }

  drawProblem(card) {
    const box = clone('t-problem');
    const { key, content, equipment } = places(card);
    drawNote(this.visit, box, this.visit.draft.entries[key].note, (text) => this.visit.type(`note ${key}`, 'noted', { content, equipment, text }), card.content.phrases ?? []);
    return box;
  }

  drawOthers() {
    part(this.screen, 'others').replaceChildren(...Object.values(this.visit.draft.others).map((other, index) => {
      const box = fill(clone('t-other'), { title: `其他问题 ${index + 1}` });
      const { problem } = other;
      const values = () => ({ problem, text: part(box, 'note').value, place: part(box, 'place').value, provision: part(box, 'provision').value });
      const typed = () => this.visit.type(`other ${problem}`, 'otherProblemSet', values());
      for (const name of ['place', 'provision']) {
        Object.assign(part(box, name), { value: other[name], readOnly: this.visit.locked });
        part(box, name).addEventListener('input', typed);
      }
      drawNote(this.visit, box, other.text, typed, []);
      part(box, 'remove').hidden = this.visit.locked;
      part(box, 'remove').addEventListener('click', () => this.visit.act('otherProblemRemoved', { problem }));
      const where = { key: problem, content: problem, equipment: null };
      drawPhotos(this.visit, part(box, 'photos'), where, part(box, 'photos-count'));
      drawMeasures(this.visit, part(box, 'measures'), where);
      return box;
    }));
  }

  drawImpossible() {
    const { visit } = this;
    const state = visit.draft.notInspectable;
    const into = part(this.screen, 'impossible');
    if (!state) { into.replaceChildren(); return; }
    const box = clone('t-impossible');
    const reason = part(box, 'reason');
    const text = part(box, 'text');
    options(reason, NOT_INSPECTABLE.map((one) => [one.reason, one.label]), state.reason);
    text.value = state.text;
    const values = () => ({ on: true, reason: reason.value, text: text.value });
    for (const input of [reason, text]) {
      input.disabled = visit.locked;
      input.addEventListener('input', () => visit.type('impossible', 'notInspectable', values()));
    }
    drawPhotos(visit, part(box, 'photos'), { key: 'notInspectable', content: 'notInspectable', equipment: null });
    part(box, 'undo').hidden = visit.locked;
    part(box, 'undo').addEventListener('click', () => visit.act('notInspectable', { on: false, reason: '', text: '' }));
    into.replaceChildren(box);
  }

  drawProgress() {
    const { screen, visit } = this;
    const counts = tally(visit.package, visit.draft);
    fill(screen, { done: String(counts.done), of: `/ ${counts.all} 项已检查`, saved: visit.savedAt ? `自动保存 ${clock(visit.savedAt)}` : '' });
    const share = (count) => `${(100 * count) / counts.all}%`;
    part(screen, 'pass').setAttribute('width', share(counts.done - counts.fail));
    part(screen, 'fail').setAttribute('x', share(counts.done - counts.fail));
    part(screen, 'fail').setAttribute('width', share(counts.fail));
    const { scale } = visit.package.form;
    chips(part(screen, 'chips'), '筛选', [['all', `全部 ${counts.all}`], ['open', `未检查 ${counts.open}`], ['fail', `${scale.fail} ${counts.fail}`], ['key', `关键项 ${counts.key}`]], this.filter, (value) => {
      this.filter = value;
      this.applyFilter();
      this.drawProgress();
    });
    this.heads.forEach((head, index) => fill(head, { count: `${counts.groups[index].done} / ${counts.groups[index].all}` }));
    this.counts = counts;
  }

  applyFilter() {
    const wanted = {
      all: () => true, open: ({ key }) => !this.visit.draft.entries[key]?.answer,
      fail: ({ key }) => this.visit.draft.entries[key]?.answer === 'fail', key: ({ content }) => content.key,
    }[this.filter];
    for (const card of this.cards) this.drawn.get(card.key).hidden = !wanted(card);
    this.heads.forEach((head, index) => { head.hidden = !this.cards.some((card) => card.group === index && wanted(card)); });
  }

  drawFoot() {
    const foot = clone('t-foot-check');
    const next = part(foot, 'next');
    next.textContent = this.counts.open && !this.visit.draft.notInspectable ? '下一项未检查' : '下一步：确认签名';
    next.addEventListener('click', () => this.goNext());
    part(foot, 'save').addEventListener('click', () => this.app.save());
    part(foot, 'toc').addEventListener('click', () => this.app.menu(this.visit.package.form.groups.map(({ name }, index) => (
      [`${name}　${this.counts.groups[index].done} / ${this.counts.groups[index].all}`, () => this.show(this.heads[index])]))));
    this.app.foot(foot);
  }

  goNext() {
    const open = this.cards.find(({ key }) => !this.visit.draft.entries[key]?.answer);
    if (!open || this.visit.draft.notInspectable) { this.app.go(`#/visit/${this.visit.id}/sign`); return; }
    if (this.filter !== 'all') { this.filter = 'all'; this.applyFilter(); this.drawProgress(); }
    this.show(this.drawn.get(open.key));
  }

  show(node) {
    const head = document.querySelector('.prog').getBoundingClientRect().height + 60;
    scrollTo({ top: node.getBoundingClientRect().top + scrollY - head, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    node.querySelector('.seg input')?.focus({ preventScroll: true });
  }

  changed({ kind, payload }) {
    const key = payload.content ? cardKey(payload.content, payload.equipment) : null;
    const card = this.cards.find((one) => one.key === key);
    if (card && kind !== 'noted') this.redraw(card, kind);
    if (kind === 'otherProblemRemoved' || (kind === 'otherProblemSet' && Object.keys(this.visit.draft.others).length !== part(this.screen, 'others').childElementCount)) this.drawOthers();
    if (!card && ['measureSet', 'photoAdded', 'photoRemoved'].includes(kind) && key in this.visit.draft.others) this.drawOthers();
    if (kind === 'notInspectable' && Boolean(part(this.screen, 'impossible').firstElementChild) !== Boolean(this.visit.draft.notInspectable)) this.drawImpossible();
    if (key === 'notInspectable') this.renewImpossible();
    this.drawProgress();
    this.drawFoot();
  }

  /** A measure's own input must not be drawn anew under the fingers that fill it. */
  redraw(card, kind) {
    const node = this.drawn.get(card.key);
    const active = document.activeElement;
    if (kind === 'measureSet' && node.contains(active) && node.querySelector('.fix')?.contains(active) && active.type !== 'checkbox') return;
    this.drawState(card, node);
  }
}

export function checkScreen(app, visit, into) { return new Checklist(app, visit, into); }
