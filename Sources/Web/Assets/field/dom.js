// Drawing without markup in strings: <template>, cloneNode and textContent only.
import { minuteText } from './clock.js';

export const clone = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

/** Sets the text of named parts; an empty text hides the part. */
export function fill(root, texts) {
  for (const [name, text] of Object.entries(texts)) {
    const found = part(root, name);
    found.textContent = text ?? '';
    found.hidden = text === null || text === undefined || text === '';
  }
  return root;
}

export function chips(into, label, choices, chosen, choose) {
  into.replaceChildren(...choices.map(([value, text]) => {
    const chip = clone('t-chip');
    chip.textContent = text;
    chip.setAttribute('aria-pressed', String(value === chosen));
    chip.addEventListener('click', () => choose(value));
    return chip;
  }));
}

export const items = (texts) => texts.map((text) => Object.assign(document.createElement('li'), { textContent: text }));

export const options = (select, pairs, chosen) => {
  select.replaceChildren(...pairs.map(([value, text]) => new Option(text, value, value === chosen, value === chosen)));
};

/** Opens a dialog; resolves with what `close` is given, or null. Kernels without <dialog> get the same sheet by other means. */
export function ask(id, prepare) {
  return new Promise((resolve) => {
    const box = clone(id);
    const before = document.activeElement;
    document.body.append(box);
    const shown = box.showModal ? null : stand(box, () => close());
    const close = (value = null) => {
      if (!box.isConnected) return;
      box.remove();
      shown?.();
      before?.focus?.({ preventScroll: true });
      resolve(value);
    };
    part(box, 'cancel')?.addEventListener('click', () => close());
    box.addEventListener('cancel', () => close());
    if (box.showModal) box.showModal();
    prepare(box, close);
    if (!box.showModal) (box.querySelector('input:not([hidden]), select, textarea, button') ?? box).focus();
  });
}

/** A sheet over the page where there is no <dialog> (Safari before 15.4): shade, focus, Escape, nothing behind it. Gives what ends it. */
export function stand(box, close) {
  box.setAttribute('open', '');
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-modal', 'true');
  box.tabIndex = -1;
  const shade = Object.assign(document.createElement('div'), { className: 'shade' });
  box.before(shade);
  const behind = [...document.body.children].filter((one) => one !== box && one !== shade && one.tagName !== 'TEMPLATE');
  const former = behind.map((one) => one.getAttribute('aria-hidden'));
  for (const one of behind) one.setAttribute('aria-hidden', 'true');
  const key = (event) => { if (event.key === 'Escape') close(); };
  const stay = (event) => { if (!box.contains(event.target)) box.focus(); };
  document.addEventListener('keydown', key);
  document.addEventListener('focusin', stay);
  return () => {
    shade.remove();
    document.removeEventListener('keydown', key);
    document.removeEventListener('focusin', stay);
    behind.forEach((one, index) => { if (former[index] === null) one.removeAttribute('aria-hidden'); else one.setAttribute('aria-hidden', former[index]); });
  };
}

/** The time of day in Beijing, whatever zone the phone is set to. */
const clock = (at) => minuteText(at).slice(11);
export { clock };
