// 确认签名: disposal, the record as it will read, signatures, submission (INSP-18, INSP-20, DOC-08, DOC-11).
import { ask, clock, clone, fill, part } from './dom.js';
import { DISPOSALS, doubtsOf, hasProblem, signatureProblems } from './checks.js';
import { recordOf } from './record.js';
import { conclusionOf, overallOf, wordingsOf } from './template.js';
import { signaturePad } from './signature.js';
import { printProblems, unprintable, unprintableWords } from './characters.js';

/** The words of the record, as the server prints them. */
const sentences = () => Object.fromEntries([...document.getElementById('t-sentences').content.children].map(({ dataset, textContent }) => [dataset.part, textContent]));

/** The digests of records whose unlikely values somebody has confirmed. */
const sureOf = new Set();

class Result {
  constructor(app, visit, into) {
    Object.assign(this, { app, visit, into, screen: clone('t-sign') });
    const opinion = part(this.screen, 'opinion');
    const chosen = () => this.screen.querySelector('input[name=disposal]:checked')?.value ?? '';
    opinion.addEventListener('input', () => visit.type('disposal', 'disposalSet', { disposal: chosen(), note: opinion.value }));
    opinion.value = visit.draft.disposal?.note ?? '';
    this.drawConclusions();
    this.drawDisposals();
    into.replaceChildren(this.screen);
    const again = () => this.draw().catch((error) => app.fault(error));
    visit.addEventListener('changed', ({ detail }) => { if (detail.kind !== 'submitted') again(); });
    visit.addEventListener('restored', () => {
      visit.renew(opinion, visit.draft.disposal?.note ?? '', 'disposalSet', {});
      this.drawConclusions();
      this.drawDisposals();
      again();
    });
  }

  /** Chosen only where the template has several wordings for what was found (ITEM-22). */
  drawConclusions() {
    const { visit, screen } = this;
    const { form } = visit.package;
    const wordings = wordingsOf(form, visit.draft);
    part(screen, 'conclusions').replaceChildren(...wordings.map((label) => {
      const row = fill(clone('t-disposal'), { label });
      const input = part(row, 'input');
      Object.assign(input, { name: 'conclusion', value: label, checked: conclusionOf(form, visit.draft) === label, disabled: visit.locked });
      input.addEventListener('change', () => visit.act('concluded', { conclusion: label }));
      return row;
    }));
    this.drawnFor = overallOf(visit.draft);
  }

  drawExplanation(opinion) {
    const { visit, screen } = this;
    const { label, required, phrases } = visit.package.form.template.explanation;
    const wanted = required === 'always' || (required === 'whenProblem' && hasProblem(visit.draft));
    part(screen, 'opinion-label').textContent = wanted ? `${label} *` : label;
    part(screen, 'opinion-phrases').replaceChildren(...phrases.map((phrase) => {
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: phrase, disabled: visit.locked });
      button.addEventListener('click', () => {
        opinion.value = (opinion.value ? `${opinion.value.replace(/[。；]?$/, '；')}${phrase}` : phrase).slice(0, 500);
        opinion.dispatchEvent(new Event('input'));
      });
      return button;
    }));
  }

  drawDisposals() {
    const { visit, screen } = this;
    const opinion = part(screen, 'opinion');
    opinion.readOnly = visit.locked;
    this.drawExplanation(opinion);
    const { disposals } = visit.package.form.template;
    const fits = DISPOSALS.filter(({ disposal, problem }) => problem === hasProblem(visit.draft) && disposals.includes(disposal));
    part(screen, 'disposals').replaceChildren(...fits.map(({ disposal, label }) => {
      const row = fill(clone('t-disposal'), { label });
      const input = part(row, 'input');
      Object.assign(input, { value: disposal, checked: visit.draft.disposal?.disposal === disposal, disabled: visit.locked });
      input.addEventListener('change', () => visit.act('disposalSet', { disposal, note: opinion.value }));
      return row;
    }));
  }

  async draw() {
    const { visit, screen } = this;
    const digest = await visit.digest();
    this.digest = digest;
    if (this.drawnFor !== overallOf(visit.draft)) { this.drawConclusions(); this.drawDisposals(); }
    const found = visit.problems();
    // Nobody concludes or signs before everything is looked at.
    const early = found.filter(({ step }) => step !== 'sign');
    const isEarly = early.length > 0 && !visit.locked;
    for (const card of screen.querySelectorAll('[data-late]')) card.hidden = isEarly;
    if (!isEarly) this.drawLate();
    const missing = isEarly ? early : [...found, ...signatureProblems(visit.package, visit.draft, digest)];
    part(screen, 'problem-card').hidden = missing.length === 0 || visit.locked;
    part(screen, 'problem-title').textContent = isEarly ? '签名前请完成' : '提交前请完成';
    part(screen, 'problems').replaceChildren(...missing.map(({ step, message }) => {
      const item = document.createElement('li');
      item.append(step === 'sign' ? message : Object.assign(document.createElement('a'), { href: `#/visit/${visit.id}/${step}`, textContent: message }));
      return item;
    }));
    fill(screen, { refusal: visit.package.refusal && !visit.locked ? `上次提交被退回：${visit.package.refusal.message}` : '' });
    if (visit.isGone) this.app.footOne('返回我的检查', () => this.app.go('#/'));
    else if (visit.locked) this.drawReceipt();
    else if (isEarly) this.app.footOne('去完成', () => this.app.go(`#/visit/${visit.id}/${early[0].step}`));
    else this.app.footOne('提交', () => this.app.attempt(() => this.submit(missing)), missing.length > 0);
  }

  drawLate() {
    const { visit, screen } = this;
    part(screen, 'conclusion-card').hidden = wordingsOf(visit.package.form, visit.draft).length < 2 && !visit.draft.conclusion;
    part(screen, 'disposal-card').hidden = Boolean(visit.draft.notInspectable);
    part(screen, 'record').replaceChildren(...recordOf(visit.package, visit.draft, sentences()).map((line) => Object.assign(document.createElement('p'), { textContent: line })));
    this.drawSigners();
  }

  drawSigners() {
    const { visit, screen } = this;
    const signers = visit.package.officers.map(({ id, name, certificate }) => ({ signer: id, name, role: `执法人员　${certificate}` }));
    if (!visit.draft.notInspectable) signers.push({ signer: 'principal', name: visit.draft.signatures.principal?.name ?? '被检查单位现场负责人', role: visit.draft.signatures.principal ? '被检查单位现场负责人' : '' });
    if (!visit.draft.notInspectable) {
      signers.push(...visit.package.form.template.signers.map(({ signer, label }) => {
        const { name } = visit.draft.signatures[signer] ?? {};
        return { signer, name: name ?? label, role: name ? label : '', unknown: true };
      }));
    }
    part(screen, 'signers').replaceChildren(...signers.map((one) => this.drawSigner(one)));
  }

  drawSigner({ signer, name, role, unknown }) {
    const { visit } = this;
    const row = fill(clone('t-signer'), { name, role });
    const signature = visit.draft.signatures[signer];
    const refusal = signer === 'principal' ? visit.draft.refusal : null;
    const image = part(row, 'image');
    if (signature) {
      image.alt = `${name}的签名`;
      image.hidden = false;
      visit.show(signature.sha256, image);
    }
    const given = signature ?? refusal;
    const state = given && given.digest !== this.digest ? '签名后内容有改动，请重新签名' : refusal ? `拒绝签名：${refusal.reason}　见证人：${refusal.witness}` : signature ? `${clock(signature.at)} 已签名` : '';
    fill(row, { stale: state });
    part(row, 'stale').classList.toggle('bad', Boolean(given && given.digest !== this.digest));
    part(row, 'stale').classList.toggle('warn', Boolean(refusal));
    const sign = part(row, 'sign');
    sign.textContent = signature ? '重新签名' : '签名';
    // Differing answers of two officers are settled before anybody signs, and what can't be printed is mended.
    const unsettled = visit.conflicts.length > 0 || visit.clashes.length > 0 || printProblems(visit.package, visit.draft, visit.ranges)
      .some(({ message }) => !message.startsWith('签名人姓名'));
    sign.hidden = visit.locked || unsettled;
    sign.setAttribute('aria-label', `${name}${sign.textContent}`);
    sign.addEventListener('click', () => this.app.attempt(() => this.sign(signer, name, unknown || signer === 'principal')));
    const refuse = part(row, 'refuse');
    refuse.hidden = visit.locked || unsettled || signer !== 'principal';
    refuse.addEventListener('click', () => this.app.attempt(() => this.refuse()));
    return row;
  }

  /** The digest of the record as it reads with everything typed so far; the screen shows the same. */
  async settled() {
    await this.visit.journal.settle();
    if (await this.visit.digest() !== this.digest) await this.draw();
    return this.digest;
  }

  /** What is unlikely is asked back before anybody signs, once for each text of the record. */
  async sure(digest) {
    const { visit } = this;
    const doubts = doubtsOf(visit.package, visit.draft, visit.journal.clock.now());
    if (!doubts.length || sureOf.has(digest)) return true;
    const confirmed = await this.app.confirm('请核对以下内容', doubts, '核对无误，继续签名');
    if (confirmed) sureOf.add(digest);
    return confirmed;
  }

  /** Whoever is no officer writes the name as well. */
  async sign(signer, name, unknown) {
    const digest = await this.settled();
    if (!await this.sure(digest)) return;
    let pad = null;
    const given = await ask('t-pad', (box, close) => {
      fill(box, { who: `${signer === 'principal' ? '被检查单位现场负责人' : name} 请在下方签名` });
      const who = part(box, 'name');
      who.hidden = !unknown;
      who.value = signer === 'principal' ? this.visit.draft.basics.principal ?? '' : unknown ? this.visit.draft.signatures[signer]?.name ?? '' : name;
      pad = signaturePad(part(box, 'canvas'));
      part(box, 'clear').addEventListener('click', pad.clear);
      part(box, 'canvas').addEventListener('pointerdown', () => fill(box, { fault: '' }));
      part(box, 'done').addEventListener('click', () => this.app.attempt(async () => {
        const written = who.value.trim();
        const wrong = unprintable(this.visit.ranges, written);
        const fault = !written ? '请填写签名人姓名' : wrong !== null ? unprintableWords('签名人姓名', wrong) : pad.isEmpty() ? '签名过短，请在框内手写签名' : '';
        fill(box, { fault });
        if (!fault) close({ blob: await pad.image(), name: written });
      }));
    });
    pad?.close();
    if (given) await this.visit.act('signed', { signer, name: given.name, digest }, { blob: given.blob });
  }

  async refuse() {
    const digest = await this.settled();
    if (!await this.sure(digest)) return;
    const given = await ask('t-refuse', (box, close) => {
      const value = (name) => part(box, name).value.trim();
      const labels = { reason: '拒绝签名的理由', witness: '见证人姓名', witnessUnit: '见证人单位或身份' };
      part(box, 'done').addEventListener('click', () => {
        const blank = ['reason', 'witness'].find((name) => !value(name));
        const wrong = Object.keys(labels).find((name) => unprintable(this.visit.ranges, value(name)) !== null);
        fill(box, { fault: blank ? `请填写${labels[blank]}` : wrong ? unprintableWords(labels[wrong], unprintable(this.visit.ranges, value(wrong))) : '' });
        if (blank || wrong) part(box, blank ?? wrong).focus();
        else close({ reason: value('reason'), witness: value('witness'), witnessUnit: value('witnessUnit') });
      });
    });
    if (given) await this.visit.act('refusedToSign', { ...given, digest });
  }

  async submit(missing) {
    if (missing.length) { part(this.screen, 'problem-card').scrollIntoView({ block: 'center' }); return; }
    const { digest } = this;
    if (await this.settled() !== digest) return;
    if (!await this.visit.act('submitted', { digest })) return;
    this.app.sync.now();
    await this.app.show({ fromTop: true });
  }

  drawReceipt() {
    const { receipt } = this.visit.package;
    const isElsewhere = this.visit.draft.submitted?.device !== this.visit.journal.device;
    const card = fill(clone('t-receipt'), receipt
      ? { title: '检查结果已提交', text: `回执编号 ${receipt.number}` }
      : isElsewhere ? { title: '另一台设备已提交，待同步', text: '收到服务器回执后，本机显示回执编号和文书。' } : { title: '已在本机提交，待同步', text: '内容和签名已存本机，联网后自动上传。收到服务器回执前，请不要清除浏览器数据。' });
    part(card, 'documents').replaceChildren(...(receipt?.documents ?? []).map(({ name, href }) => {
      const item = document.createElement('li');
      item.append(Object.assign(document.createElement('a'), { href, textContent: name }));
      return item;
    }));
    this.screen.querySelector('.card[data-part=receipt]')?.remove();
    card.dataset.part = 'receipt';
    this.screen.prepend(card);
    part(card, 'title').focus({ preventScroll: true });
    this.app.footOne('返回我的检查', () => this.app.go('#/'));
  }
}

export async function signScreen(app, visit, into) { await new Result(app, visit, into).draw(); }
