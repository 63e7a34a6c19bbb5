// The way back to a list leads to the list as it was left, with its filters and its page. Kept in this tab only.
import { within } from './within.js';

const PREFIX = 'mingcha-list:';

/** The address of a link back, with the query the list was left with; a link that asks for something else stays. */
export function backAddress(href, kept) {
  if (!kept || href.includes('#')) return href;
  const [path, asked = ''] = href.split('?');
  const left = new URLSearchParams(kept);
  return [...new URLSearchParams(asked)].every(([name, value]) => left.getAll(name).includes(value)) ? path + kept : href;
}

export function start() {
  addEventListener('pagehide', () => {
    if (document.querySelector('#list')) sessionStorage.setItem(PREFIX + location.pathname, location.search);
  });
  document.addEventListener('submit', (event) => {
    if (!(event.target.getAttribute('action') || '').endsWith('/logout')) return;
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  });
}

/** @param {Element} root */
export function enhance(root) {
  for (const link of within(root, '.crumbs a, .form-actions a')) {
    const href = link.getAttribute('href');
    link.setAttribute('href', backAddress(href, sessionStorage.getItem(PREFIX + href.split('?')[0])));
  }
}
