// A page draws a key into its forms, so that a form sent twice is done once. “Back” and reload fetch the page anew, with a
// new key: the entry of the browser's history keeps the first one, and gives it to the page that stands there again.

const fields = (root) => root.querySelectorAll('input[type="hidden"][name="_once"]');

/** @param {Element} root */
export function enhance(root) {
  const [first] = fields(root);
  if (!first) return;
  const kept = root === document.documentElement ? (history.state || {}).once : null;
  const key = kept || first.value;
  // A region that was swapped in brings its own key: what stands around it was answered too.
  for (const field of fields(document)) field.value = key;
  if (!kept) history.replaceState({ ...history.state, once: key }, '');
}
