// Region swap: a link or form that names a region fetches the same address the browser would, and only the element with
// that id is replaced. The server needs no second set of pages; X-Partial merely lets it leave out the rest.
import { parsePage } from './trusted.js';

/** @type {Map<string, AbortController>} the request under way, by region */
const running = new Map();
/** Regions that differ from the page first loaded: what “back” has to restore. @type {Set<string>} */
const swapped = new Set();
/** The button pressed last, for browsers without SubmitEvent.submitter (Safari before 15.4). @type {HTMLButtonElement | null} */
let pressed = null;

export function start() {
  document.addEventListener('click', (event) => {
    pressed = event.target instanceof Element ? event.target.closest('button') : null;
    const link = event.target instanceof Element ? event.target.closest('a[data-region]') : null;
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    swap(link.dataset.region, link.href);
  });
  document.addEventListener('submit', (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (event.defaultPrevented || !form.dataset.region) return;
    event.preventDefault();
    const button = event.submitter || (pressed && pressed.form === form ? pressed : null);
    const data = entries(form, button);
    const action = (button && button.getAttribute('formaction')) || form.getAttribute('action') || location.href;
    if (form.method === 'get') swap(form.dataset.region, addressOf(action, data, location.href));
    else swap(form.dataset.region, new URL(action, location.href).href, { form, body: bodyOf(form, data) });
  });
  addEventListener('popstate', () => {
    if (swapped.size) restore();
  });
}

/**
 * Fetch an address and replace one region by what it holds.
 * @param {string} id @param {string} url
 * @param {{form?: HTMLFormElement, body?: BodyInit, push?: boolean}} [how]
 */
export async function swap(id, url, how = {}) {
  const old = document.getElementById(id);
  if (!old) return void location.assign(url);
  const earlier = running.get(id);
  if (earlier) earlier.abort();
  const control = new AbortController();
  running.set(id, control);
  setBusy(old, true);
  try {
    const response = await fetch(url, {
      method: how.body ? 'POST' : 'GET', body: how.body, signal: control.signal, credentials: 'same-origin',
      headers: { 'X-Partial': id, Accept: 'text/html' },
    });
    const page = await parsePage(response);
    place(id, page, response, how);
  } catch (error) {
    if (error.name === 'AbortError') return;
    setBusy(old, false);
    fail(old, () => swap(id, url, how), how.form);
  } finally {
    if (running.get(id) === control) running.delete(id);
  }
}

/** Decides what an answer means: the region, another page (login), or a refusal shown in the main part. */
function place(id, page, response, how) {
  const sameFrame = page && (!page.body.className || page.body.className === document.body.className);
  const fresh = sameFrame ? page.getElementById(id) : null;
  // A list of another day offers other acts around it: the whole page changes.
  if (fresh && !how.body && fresh.dataset.day !== document.getElementById(id).dataset.day) return void location.assign(response.url);
  if (fresh) {
    const mine = location.href;
    put(document.getElementById(id), fresh);
    if (page.title) document.title = page.title;
    swapped.add(id);
    if (how.push !== false && response.url !== mine) history.pushState({}, '', response.url);
    return;
  }
  const main = sameFrame && page.getElementById('main');
  // A POST is never sent twice: its refusal is shown from the answer at hand.
  if (how.body && !response.redirected && main) return void put(document.getElementById('main'), main);
  if (how.body && !response.redirected) throw new TypeError('answer without a page');
  location.assign(response.url);
}

/** “Back” and “forward”: one fetch of the whole page restores every region that was ever swapped. */
async function restore() {
  try {
    const response = await fetch(location.href, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
    const page = await parsePage(response);
    if (!page || response.redirected) return void location.reload();
    for (const id of swapped) {
      const old = document.getElementById(id);
      const fresh = page.getElementById(id);
      if (!old || !fresh) return void location.reload();
      put(old, fresh);
    }
    document.title = page.title;
  } catch (_) {
    location.reload();
  }
}

/** @param {Element} old @param {Element} fresh */
function put(old, fresh) {
  const held = old.contains(document.activeElement) ? keyOf(document.activeElement) : null;
  document.adoptNode(fresh);
  old.replaceWith(fresh);
  fresh.dispatchEvent(new CustomEvent('mingcha:region', { bubbles: true }));
  if (held !== null && !fresh.contains(document.activeElement)) focusAgain(fresh, held);
  if (fresh.getBoundingClientRect().top < 0) fresh.scrollIntoView();
}

/** How to find the same control in the new region. */
function keyOf(element) {
  return { id: element.id, name: element.getAttribute('name'), text: element.textContent.trim(), tag: element.tagName };
}

function focusAgain(region, key) {
  const all = [...region.querySelectorAll(key.tag)];
  const same = (key.id && all.find((e) => e.id === key.id)) || (key.name && all.find((e) => e.getAttribute('name') === key.name)) ||
    (key.text && all.find((e) => e.textContent.trim() === key.text));
  if (same) return void same.focus({ preventScroll: true });
  region.setAttribute('tabindex', '-1');
  region.focus({ preventScroll: true });
}

function setBusy(element, busy) {
  element.toggleAttribute('data-busy', busy);
  element.setAttribute('aria-busy', String(busy));
}

/** One line that says the truth: nothing was changed here. */
function fail(region, again, form) {
  const before = region.querySelector(':scope > [data-failed]');
  if (before) before.remove();
  const line = document.createElement('div');
  line.className = 'notice bad';
  line.dataset.failed = '';
  line.setAttribute('role', 'alert');
  const text = document.createElement('div');
  text.textContent = form ? '网络连接失败，未确认是否已提交，请核对后再试。' : '网络连接失败，内容未更新。';
  line.append(text);
  if (form) {
    form.dispatchEvent(new CustomEvent('mingcha:failed', { bubbles: true }));
  } else {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'link';
    button.textContent = '重试';
    button.addEventListener('click', again);
    line.append(button);
  }
  region.prepend(line);
}

/** The fields of a form with the button that was pressed. @returns {[string, FormDataEntryValue][]} */
function entries(form, submitter) {
  const list = [...new FormData(form)];
  if (submitter && submitter.name) list.push([submitter.name, submitter.value]);
  return list;
}

function bodyOf(form, list) {
  const body = form.enctype === 'multipart/form-data' ? new FormData() : new URLSearchParams();
  for (const [name, value] of list) body.append(name, body instanceof FormData || typeof value === 'string' ? value : value.name);
  return body;
}

/**
 * The address of a GET form. Empty fields are left out: an empty filter is no filter, and addresses stay short enough to be sent on.
 * @param {string} action @param {[string, unknown][]} list @param {string} base
 */
export function addressOf(action, list, base) {
  const url = new URL(action, base);
  url.hash = '';
  url.search = '';
  for (const [name, value] of list) if (typeof value === 'string' && value !== '') url.searchParams.append(name, value);
  return url.href;
}
