// What somebody typed, kept in this tab until the server has accepted it, so that neither a reload nor an expired session
// loses it. sessionStorage ends with the tab; the key holds the account, so that the next one to log in never sees it.
import { manyName } from './combobox.js';

/** @typedef {{name: string, value: string, label?: string}} Entry */
/** @typedef {{version: string, at: string, fields: Entry[], wasSent?: boolean}} Draft */

/** Until the page has been built up: what it was sent with is put back then and at no other time. */
let isNew = true;

/** @param {HTMLFormElement} form */
function keyOf(form) {
  return draftKey(document.body.dataset.account || '', form.dataset.draft || '');
}

/**
 * A form is known by the address it is sent to. Whoever writes that address, the form or the server that accepted it, may
 * order and escape its query in another way; the name of the draft is the same.
 * @param {string} account @param {string} id
 */
export function draftKey(account, id) {
  const url = new URL(id, 'http://localhost');
  url.searchParams.sort();
  const query = url.searchParams.toString();
  return `draft:${account}:${url.pathname}${query ? `?${query}` : ''}`;
}

/** Fields that may be kept: never passwords, files, tokens, or what the view excludes. */
function keepable(form) {
  return [...form.elements].filter((field) => field.name && !('noDraft' in field.dataset) &&
    !['password', 'file', 'submit', 'button', 'image', 'reset'].includes(field.type) && (field.type !== 'hidden' || 'value' in field.dataset));
}

function versionOf(form) {
  const field = form.elements.namedItem('version');
  return field instanceof HTMLInputElement ? field.value : '';
}

/** @param {HTMLFormElement} form @returns {Draft} */
function contentOf(form) {
  const fields = keepable(form).filter((field) => (field.type !== 'checkbox' && field.type !== 'radio') || field.checked)
    .map((field) => ({ name: field.name, value: field.value, label: field.dataset.label }));
  const now = new Date();
  const at = `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;
  return { version: versionOf(form), at, fields };
}

/** @param {HTMLFormElement} form */
export function keep(form) {
  store(keyOf(form), JSON.stringify(contentOf(form)));
}

/**
 * The entry of the browser's history keeps what the form was sent with: “back” restores what was typed by itself, but not
 * what was chosen, and a form that comes back with less would be another one.
 * @param {HTMLFormElement} form
 */
export function noteSent(form) {
  try {
    history.replaceState({ ...history.state, sent: { ...contentOf(form), key: keyOf(form) } }, '');
  } catch (_) {
    // too much for the history: “back” then shows what the browser remembers
  }
}

/** Forgets that the page was ever sent: the form is a new one. */
export function startAnew() {
  history.replaceState(null, '');
  location.reload();
}

/** The page is built up. */
export function settle() {
  isNew = false;
}

/** What the form was sent with, where “back” or “forward” leads to it again. */
function sentBefore(form) {
  const cameBack = isNew && performance.getEntriesByType('navigation').some(({ type }) => type === 'back_forward');
  const sent = cameBack && (history.state || {}).sent;
  return sent && sent.key === keyOf(form) && !isStale(form, sent) ? { ...sent, wasSent: true } : null;
}

/** A full or forbidden storage must not stop anybody from typing. */
function store(key, text) {
  try {
    sessionStorage.setItem(key, text);
  } catch (_) {
    sessionStorage.removeItem(key);
  }
}

/** @param {HTMLFormElement} form @returns {Draft | null} */
export function kept(form) {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(form)) || 'null') || sentBefore(form);
  } catch (_) {
    return sentBefore(form);
  }
}

/** @param {HTMLFormElement} form */
export function drop(form) {
  sessionStorage.removeItem(keyOf(form));
}

/** @param {string} id */
export function dropAccepted(id) {
  sessionStorage.removeItem(draftKey(document.body.dataset.account || '', id));
}

export function dropAll() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('draft:')) sessionStorage.removeItem(key);
}

/** Whether somebody else has saved the record since: then the draft is offered, not put over the newer content. */
export function isStale(form, draft) {
  return draft.version !== versionOf(form);
}

/** Puts a draft into the form. @returns {boolean} whether anything changed */
export function restore(form, draft) {
  let changed = false;
  const left = group(draft.fields);
  const hidden = new Map();
  for (const field of keepable(form)) {
    const values = left.get(field.name) || [];
    if (field.type === 'hidden') {
      hidden.set(field.name, [...(hidden.get(field.name) || []), field]);
    } else if (field.type === 'checkbox' || field.type === 'radio') {
      const ticked = values.some((entry) => entry.value === field.value);
      changed = changed || ticked !== field.checked;
      field.checked = ticked;
    } else if (values.length) {
      const { value } = values.shift();
      changed = changed || value !== field.value;
      field.value = value;
    }
  }
  return restoreChosen(form, hidden, left) || changed;
}

/** The hidden values of comboboxes come and go, so they are made anew beside their input. */
function restoreChosen(form, hidden, left) {
  let changed = false;
  for (const input of form.querySelectorAll('input[data-options-url]')) {
    const many = 'multiple' in input.dataset;
    const name = many ? manyName(input) : (input.parentElement.querySelector('[data-value]') || {}).name;
    if (!name) continue;
    const before = hidden.get(name) || [];
    const after = left.get(name) || [];
    if (before.map((f) => f.value).join('\n') === after.map((e) => e.value).join('\n')) continue;
    changed = true;
    for (const field of before) field.remove();
    for (const entry of after.length || many ? after : [{ value: '' }]) {
      const field = document.createElement('input');
      Object.assign(field, { type: 'hidden', name, value: entry.value });
      field.dataset.value = '';
      if (entry.label) field.dataset.label = entry.label;
      input.parentElement.append(field);
    }
  }
  return changed;
}

/** @param {Entry[]} fields @returns {Map<string, Entry[]>} */
export function group(fields) {
  const map = new Map();
  for (const entry of fields) map.set(entry.name, [...(map.get(entry.name) || []), entry]);
  return map;
}
