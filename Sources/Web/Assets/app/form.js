// Forms that lose nothing: one submit only, a warning before leaving, a draft of what was typed, focus on the errors.
import * as draft from './draft.js';
import { within } from './within.js';

const pause = 300; // ms of quiet before a draft is written
const unlock = 10000; // ms: an answer that is a download leaves the page as it is, so the form must open again

/** @type {Set<HTMLFormElement>} forms with something typed and not submitted */
const dirty = new Set();

export function start() {
  document.addEventListener('submit', (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.method !== 'post') return;
    if (form.dataset.sent) return void event.preventDefault();
    form.dataset.sent = 'yes';
    setTimeout(() => open(form), unlock);
    if (form.dataset.draft) {
      draft.keep(form);
      if (!form.dataset.region) draft.noteSent(form);
    }
    if ((form.getAttribute('action') || '').endsWith('/logout')) draft.dropAll();
    dirty.delete(form);
  });
  document.addEventListener('mingcha:failed', (event) => {
    open(event.target);
    if (event.target.dataset.draft) dirty.add(event.target);
  });
  // Coming back by the browser's cache: the form can be sent again.
  addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(open));
  addEventListener('beforeunload', (event) => {
    for (const form of dirty) {
      if (!form.isConnected) continue;
      event.preventDefault();
      event.returnValue = '';
      return;
    }
  });
}

function open(form) {
  delete form.dataset.sent;
}

/** @param {Element} root */
export function enhance(root) {
  for (const done of within(root, '[data-draft-done]')) draft.dropAccepted(done.dataset.draftDone);
  for (const form of within(root, 'form[data-draft]')) watch(form);
  draft.settle();
  const errors = root.querySelector('[data-errors]');
  if (errors) errors.focus();
}

function watch(form) {
  const found = draft.kept(form);
  if (found && found.wasSent) remind(form, found);
  else if (found && draft.isStale(form, found)) offer(form, found);
  else if (found && draft.restore(form, found)) tell(form, found);
  let timer = 0;
  const changed = () => {
    dirty.add(form);
    clearTimeout(timer);
    timer = setTimeout(() => draft.keep(form), pause);
  };
  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
}

function tell(form, found) {
  dirty.add(form);
  const line = notice(form, `已恢复 ${found.at} 填写而未提交的内容。`);
  act(line, '放弃恢复的内容', () => {
    draft.drop(form);
    dirty.delete(form);
    location.reload();
  });
}

function remind(form, found) {
  draft.restore(form, found);
  const line = notice(form, `${found.at} 已提交过这里的内容。不作修改再次提交，不会重复办理。`);
  act(line, '重新填写', draft.startAnew);
}

function offer(form, found) {
  const line = notice(form, `${found.at} 填写的内容未提交，而这条记录此后已被修改。`);
  act(line, '恢复填写的内容', () => {
    draft.restore(form, found);
    dirty.add(form);
    line.remove();
    form.dispatchEvent(new CustomEvent('mingcha:restored', { bubbles: true }));
  });
  act(line, '放弃', () => {
    draft.drop(form);
    line.remove();
  });
}

function notice(form, text) {
  const line = document.createElement('div');
  line.className = 'notice warn';
  line.setAttribute('role', 'status');
  const words = document.createElement('div');
  words.textContent = text;
  line.append(words);
  form.before(line);
  return line;
}

function act(line, text, run) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.textContent = text;
  button.addEventListener('click', run);
  line.append(button);
}
