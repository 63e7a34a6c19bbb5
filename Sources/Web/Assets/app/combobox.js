// Choice from a long list on the server: an <input data-options-url> becomes an ARIA combobox. Chosen values are hidden
// inputs (data-value); what was typed and not chosen is posted too, and the server says so unless the field takes it.

import { within } from './within.js';

/** @typedef {{value: string, label: string, note?: string}} Option */
const pause = 150; // ms of quiet before asking
let made = 0;

/** @param {Element} root */
export function enhance(root) {
  for (const input of within(root, 'input[data-options-url]')) if (!input.closest('.combo')) new Combobox(input);
}

class Combobox {
  /** @param {HTMLInputElement} input */
  constructor(input) {
    made += 1;
    this.input = input;
    this.many = 'multiple' in input.dataset;
    this.values = [...input.parentElement.querySelectorAll('[data-value]')].filter((value) => !this.many || value.value);
    /** @type {Option[]} */
    this.options = [];
    this.at = -1;
    this.timer = 0; // of the question about to be asked
    this.box = element('div', 'combo');
    this.list = element('ul', 'options');
    this.list.id = `options-${made}`;
    this.list.hidden = true;
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', '选项');
    const isInUse = document.activeElement === input;
    const place = [input.selectionStart, input.selectionEnd];
    input.before(this.box);
    this.box.append(input, this.list, ...this.values);
    this.dress();
    this.present();
    this.listen();
    if (isInUse) this.resume(place);
  }

  /** Somebody was typing before this script was there; moving the field took the focus away. */
  resume([start, end]) {
    this.input.focus();
    this.input.setSelectionRange(start, end);
    if (this.input.value !== this.input.defaultValue) this.ask();
  }

  present() {
    const first = this.values[0];
    if (this.many) for (const value of this.values) this.chip(value);
    else if (first && first.dataset.label && !this.input.value) this.input.value = first.dataset.label;
  }

  /** A draft was put back later: its hidden values replace those known here. */
  reread() {
    for (const chip of this.box.querySelectorAll('.chip')) chip.remove();
    this.values = [...this.box.querySelectorAll('[data-value]')].filter((value) => !this.many || value.value);
    this.present();
  }

  dress() {
    const set = { role: 'combobox', 'aria-expanded': 'false', 'aria-controls': this.list.id, 'aria-autocomplete': 'list', autocomplete: 'off' };
    for (const [name, value] of Object.entries(set)) this.input.setAttribute(name, value);
  }

  listen() {
    this.input.addEventListener('input', () => {
      if (!this.many && this.values[0]) this.values[0].value = ''; // typed text is not yet a choice
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), pause);
    });
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.input.addEventListener('click', () => this.list.hidden && this.ask());
    if (this.input.form) this.input.form.addEventListener('mingcha:restored', () => this.reread());
    this.input.addEventListener('blur', () => this.settle());
    this.box.addEventListener('pointerdown', (event) => {
      if (this.list.contains(/** @type {Node} */ (event.target))) event.preventDefault(); // keep the focus in the input
    });
    this.list.addEventListener('click', (event) => {
      const row = event.target.closest('[role="option"]');
      if (row) this.choose(this.options[Number(row.dataset.index)]);
    });
  }

  key(event) {
    if (event.isComposing) return; // Enter and arrows belong to the input method while it composes
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (this.list.hidden) this.ask();
      else this.mark(nextIndex(this.at, event.key === 'ArrowDown' ? 1 : -1, this.options.length));
    } else if (event.key === 'Enter' && !this.list.hidden && this.at >= 0) {
      event.preventDefault();
      this.choose(this.options[this.at]);
    } else if (event.key === 'Escape' && !this.list.hidden) {
      event.stopPropagation();
      this.close();
    } else if (event.key === 'Backspace' && this.many && !this.input.value && this.values.length) {
      this.remove(this.values[this.values.length - 1]);
    }
  }

  async ask() {
    if (this.control) this.control.abort();
    this.control = new AbortController();
    const url = new URL(this.input.dataset.optionsUrl, location.href);
    url.searchParams.set('q', this.input.value.trim());
    try {
      const response = await fetch(url.href, { signal: this.control.signal, headers: { Accept: 'application/json' }, credentials: 'same-origin' });
      if (!response.ok) throw new Error(String(response.status));
      const taken = new Set(this.many ? this.values.map((v) => v.value) : []);
      this.options = (await response.json()).filter((option) => !taken.has(option.value));
      this.show('没有匹配的选项');
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.options = [];
      this.show('网络连接失败，请稍后再试');
    }
  }

  show(nothing) {
    if (document.activeElement !== this.input) return;
    this.list.replaceChildren(...this.options.map((option, index) => this.row(option, index)));
    if (!this.options.length) {
      const none = element('li', 'none', nothing);
      none.setAttribute('role', 'option');
      none.setAttribute('aria-disabled', 'true');
      this.list.append(none);
    }
    this.list.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
    this.mark(this.input.value.trim() && this.options.length ? 0 : -1);
  }

  row(option, index) {
    const row = element('li', '', option.label);
    row.id = `${this.list.id}-${index}`;
    row.dataset.index = String(index);
    row.setAttribute('role', 'option');
    if (option.note) row.append(element('small', '', option.note));
    return row;
  }

  mark(index) {
    this.at = index;
    [...this.list.children].forEach((row, i) => {
      row.setAttribute('aria-selected', String(i === index));
      if (i === index) row.scrollIntoView({ block: 'nearest' });
    });
    if (index >= 0) this.input.setAttribute('aria-activedescendant', `${this.list.id}-${index}`);
    else this.input.removeAttribute('aria-activedescendant');
  }

  /** @param {Option} option */
  choose(option) {
    if (this.many) {
      const value = element('input', '');
      Object.assign(value, { type: 'hidden', name: manyName(this.input), value: option.value });
      value.dataset.value = '';
      value.dataset.label = option.label;
      this.values.push(value);
      this.box.append(value);
      this.chip(value);
      this.input.value = '';
    } else {
      if (this.values[0]) Object.assign(this.values[0], { value: option.value }).dataset.label = option.label;
      this.input.value = option.label;
    }
    this.close();
    this.changed();
  }

  chip(value) {
    const chip = element('span', 'chip');
    const label = value.dataset.label || value.value;
    const button = element('button', '', '×');
    button.type = 'button';
    button.setAttribute('aria-label', `移除 ${label}`);
    button.addEventListener('click', () => {
      this.remove(value);
      this.input.focus();
    });
    chip.append(element('span', '', label), button);
    chip.dataset.chip = value.value;
    this.box.insertBefore(chip, this.input);
  }

  remove(value) {
    this.values = this.values.filter((other) => other !== value);
    const chip = [...this.box.querySelectorAll('.chip')].find((c) => c.dataset.chip === value.value);
    if (chip) chip.remove();
    value.remove();
    this.changed();
  }

  /** Leaving the field: a text that is exactly one offered label counts as chosen. */
  settle() {
    const text = this.input.value.trim();
    const exact = text && this.options.find((option) => option.label === text);
    if (exact && (this.many || (this.values[0] && !this.values[0].value))) this.choose(exact);
    this.close();
  }

  close() {
    clearTimeout(this.timer); // what was typed last asks nothing once a row is chosen
    if (this.control) this.control.abort();
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.mark(-1);
  }

  changed() {
    this.input.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

/** The name under which many values are posted: named by the hook, or that of the text without its ending. @param {HTMLInputElement} input */
export function manyName(input) {
  return input.dataset.multiple || input.name.replace(/_text$/, '');
}

/** The row after or before, going round; from nothing to the first or the last. @param {number} at @param {number} step @param {number} count */
export function nextIndex(at, step, count) {
  if (!count) return -1;
  if (at < 0) return step > 0 ? 0 : count - 1;
  return (at + step + count) % count;
}

/** @param {string} tag @param {string} name @param {string} [text] */
function element(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}
