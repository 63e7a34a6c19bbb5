// A choice that is enough by itself, e.g. the rows of a page: what is chosen is sent at once. The button is for browsers without scripts.
import { within } from './within.js';

/** @param {Element} root */
export function enhance(root) {
  for (const form of within(root, 'form[data-at-once]')) {
    for (const button of form.querySelectorAll('[data-without-script]')) button.hidden = true;
    form.addEventListener('change', () => {
      // requestSubmit() is too young for Safari 14
      if (form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))) form.submit();
    });
  }
}
