// Menus and keys of the frame. <details> opens by itself; what it lacks is closing: on Escape, on a click elsewhere, when the
// focus leaves.
const open = 'details.menu[open]';

export function start() {
  showPlace();
  document.addEventListener('click', (event) => closeOthers(event.target));
  document.addEventListener('focusin', (event) => closeOthers(event.target));
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !isTyping(event)) return void search(event);
    if (event.key !== 'Escape') return;
    for (const menu of document.querySelectorAll(`${open}, .side-toggle[open]`)) {
      const had = menu.contains(document.activeElement) || menu.classList.contains('side-toggle');
      menu.open = false;
      if (had) menu.querySelector('summary').focus();
    }
  });
}

/** A long menu begins where the current page stands in it. */
function showPlace() {
  const side = document.querySelector('.side');
  const place = side && side.querySelector('[aria-current]');
  if (place) side.scrollTop = Math.max(0, place.offsetTop - side.clientHeight / 2);
}

/** @param {KeyboardEvent} event */
function isTyping(event) {
  const target = event.target instanceof Element ? event.target : null;
  return event.ctrlKey || event.metaKey || event.altKey || event.isComposing ||
    Boolean(target && target.closest('input, textarea, select, [contenteditable]'));
}

/** “/” goes to the search of the header. @param {KeyboardEvent} event */
function search(event) {
  const box = document.querySelector('.search input');
  if (!(box instanceof HTMLInputElement)) return;
  event.preventDefault();
  box.focus();
  box.select();
}

/** @param {EventTarget | null} target */
function closeOthers(target) {
  for (const menu of document.querySelectorAll(open)) {
    if (!(target instanceof Node) || !menu.contains(target)) menu.open = false;
  }
}
