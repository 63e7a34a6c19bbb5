/**
 * The elements a module has to look after: those inside a new region, and the region itself when it carries the hook.
 * @param {Element} root @param {string} selector @returns {HTMLElement[]}
 */
export function within(root, selector) {
  const inside = [...root.querySelectorAll(selector)];
  return root.matches(selector) ? [root, ...inside] : inside;
}
