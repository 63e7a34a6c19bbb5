// Rows of a form that are moved, copied, added and taken away by buttons: the check items of a form with their contents.
// Which rows there are stands in one field, data-layout (`key:key,key;key:key`), so that a draft knows it too.
import * as combobox from './combobox.js';
import * as draft from './draft.js';
import { within } from './within.js';

/** @param {Element} root */
export function enhance(root) {
  for (const box of within(root, '[data-rows]')) if (!('rowsReady' in box.dataset)) new Rows(box);
}

/** @param {string} text @returns {{key: string, points: string[]}[]} */
export function parseLayout(text) {
  return text.split(';').filter(Boolean).map((part) => {
    const [key, points = ''] = part.split(':');
    return { key, points: points.split(',').filter(Boolean) };
  });
}

/** @param {{key: string, points: string[]}[]} items */
export function layoutText(items) {
  return items.map(({ key, points }) => `${key}:${points.join(',')}`).join(';');
}

class Rows {
  /** @param {HTMLElement} box */
  constructor(box) {
    box.dataset.rowsReady = '';
    this.box = box;
    this.form = box.closest('form');
    this.items = box.querySelector('[data-items]');
    this.layout = box.querySelector('[data-layout]');
    const kept = draft.kept(this.form);
    const entry = kept && !draft.isStale(this.form, kept) && kept.fields.find(({ name }) => name === 'layout');
    if (entry) this.build(entry.value);
    this.dress(box);
    box.addEventListener('click', (event) => {
      const button = event.target.closest('[data-do]');
      if (!button) return;
      event.preventDefault(); // without scripts the button asks the server for the same
      this.act(button.dataset.do, button);
    });
    // Enter in a line of a row is no wish to send the whole form
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing && event.target.tagName === 'INPUT') event.preventDefault();
    });
    this.form.addEventListener('mingcha:restored', () => this.restored());
    this.watchMatters();
  }

  /** Makes the rows the layout names, in its order; rows it does not name go. @param {string} text */
  build(text) {
    const items = parseLayout(text).map(({ key, points }) => {
      const item = this.find('item', key) || this.make('item', key);
      item.querySelector('[data-points]').replaceChildren(...points.map((point) => this.find('point', point) || this.make('point', point)));
      return item;
    });
    this.items.replaceChildren(...items);
    this.number();
  }

  restored() {
    const kept = draft.kept(this.form);
    this.build(this.layout.value);
    if (kept) draft.restore(this.form, kept);
    this.dress(this.box);
    combobox.enhance(this.items);
  }

  find(kind, key) {
    return this.box.querySelector(`[data-${kind}="${CSS.escape(key)}"]`);
  }

  /** A row out of its template, its key in the names, ids and labels. */
  make(kind, key) {
    const row = this.box.querySelector(`template[data-${kind}-template]`).content.firstElementChild.cloneNode(true);
    for (const element of [row, ...row.querySelectorAll('*')]) {
      for (const { name, value } of [...element.attributes]) if (value.includes('KEY')) element.setAttribute(name, value.replace('KEY', key));
    }
    this.dress(row);
    return row;
  }

  dress(root) {
    for (const part of within(root, '[data-foot]')) part.hidden = false;
  }

  newKey() {
    return `new-${Date.now().toString(36)}-${Math.floor(Math.random() * 1e9).toString(36)}`;
  }

  act(what, button) {
    const point = button.closest('[data-point]');
    const item = button.closest('[data-item]');
    const row = point || item;
    if (what === 'add-item') return this.added(this.items, this.newItem(), null);
    if (what === 'add-point') return this.added(item.querySelector('[data-points]'), this.make('point', this.newKey()), null);
    if (what === 'add-below') return this.added(row.parentElement, this.make('point', this.newKey()), row);
    if (what === 'copy') return this.added(row.parentElement, point ? this.copyPoint(point) : this.copyItem(item), row);
    if (what === 'remove') return this.remove(row);
    this.move(row, point, what === 'up');
    button.focus();
    return undefined;
  }

  newItem() {
    const item = this.make('item', this.newKey());
    item.querySelector('[data-points]').append(this.make('point', this.newKey()));
    return item;
  }

  added(into, row, behind) {
    if (behind) behind.after(row);
    else into.append(row);
    combobox.enhance(row);
    this.changed();
    const first = row.querySelector('textarea:not([hidden]), input:not([type="hidden"])');
    if (first) first.focus();
  }

  remove(row) {
    const next = row.nextElementSibling || row.previousElementSibling || row.parentElement.closest('[data-item]');
    row.remove();
    this.changed();
    const focus = next ? next.querySelector('textarea, input:not([type="hidden"])') : this.box.querySelector('[data-do="add-item"]');
    if (focus) focus.focus();
  }

  /** A content at the end of its check item goes on into the next one. */
  move(row, point, up) {
    const beside = up ? row.previousElementSibling : row.nextElementSibling;
    if (beside && up) beside.before(row);
    else if (beside) beside.after(row);
    else if (point) {
      const item = point.closest('[data-item]');
      const other = up ? item.previousElementSibling : item.nextElementSibling;
      if (!other) return;
      const points = other.querySelector('[data-points]');
      if (up) points.append(row);
      else points.prepend(row);
    }
    this.changed();
    row.scrollIntoView({ block: 'nearest' });
  }

  copyItem(item) {
    const copy = this.make('item', this.newKey());
    this.copyValues(item.querySelector('.row-head'), copy.querySelector('.row-head'));
    copy.querySelector('[data-points]').append(...[...item.querySelectorAll('[data-point]')].map((point) => this.copyPoint(point)));
    return copy;
  }

  copyPoint(point) {
    const copy = this.make('point', this.newKey());
    this.copyValues(point, copy);
    return copy;
  }

  copyValues(from, to) {
    const base = (name) => name.split('.')[0];
    for (const field of from.querySelectorAll('input, textarea, select')) {
      if ('value' in field.dataset) { if (field.value) this.chosen(to, base(field.name), field.value, field.dataset.label); continue; }
      const target = [...to.querySelectorAll('input, textarea, select')].find((other) => other.name && base(other.name) === base(field.name) && other.name.endsWith('_text') === field.name.endsWith('_text'));
      if (!target) continue;
      if (field.type === 'checkbox') target.checked = field.checked;
      else target.value = field.value;
    }
  }

  /** A chosen value, before the combobox of its field is made. */
  chosen(row, name, value, label) {
    const input = [...row.querySelectorAll('input[data-options-url]')].find((other) => other.name.startsWith(`${name}.`));
    if (!input) return;
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name: combobox.manyName(input), value });
    field.dataset.value = '';
    if (label) field.dataset.label = label;
    input.parentElement.append(field);
  }

  /** An entry of 检查事项清单 becomes a content of the check item named after its category. */
  watchMatters() {
    const input = this.box.querySelector('[data-matter]');
    if (!input) return;
    input.addEventListener('change', async () => {
      const value = input.closest('label').querySelector('[data-value]');
      if (!value || !value.value) return;
      const response = await fetch(`/api/v1/check-matters/${value.value}`, { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
      value.value = '';
      input.value = '';
      if (response.ok) this.take(await response.json());
    });
  }

  take(matter) {
    const named = [...this.items.children].find((item) => item.querySelector('[name^="item."]').value === matter.category);
    const item = named || this.make('item', this.newKey());
    if (!named) {
      item.querySelector('[name^="item."]').value = matter.category;
      this.items.append(item);
    }
    const point = this.make('point', this.newKey());
    const set = (name, text) => { point.querySelector(`[name^="${name}."]`).value = text; };
    set('text', matter.content);
    set('method', matter.method);
    set('equipment', matter.equipment);
    set('phrases', matter.phrases);
    point.querySelector('[name^="key."]').checked = matter.key;
    matter.violated.forEach((provision) => this.chosen(point, 'violated', provision.id, provision.label));
    matter.penalty.forEach((provision) => this.chosen(point, 'penalty', provision.id, provision.label));
    this.added(item.querySelector('[data-points]'), point, null);
  }

  number() {
    [...this.items.querySelectorAll('[data-point]')].forEach((point, index) => {
      point.querySelector('[data-number]').textContent = String(index + 1);
    });
  }

  changed() {
    this.layout.value = layoutText([...this.items.children].map((item) => ({
      key: item.dataset.item, points: [...item.querySelectorAll('[data-point]')].map((point) => point.dataset.point),
    })));
    this.number();
    this.layout.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
