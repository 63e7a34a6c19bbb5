// <details> opens by itself; what it lacks is closing: on Escape, on a click elsewhere, when the focus leaves.
const open = 'details.menu[open]';

export function start() {
  document.addEventListener('click', (event) => closeOthers(event.target));
  document.addEventListener('focusin', (event) => closeOthers(event.target));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of document.querySelectorAll(`${open}, .side-toggle[open]`)) {
      const had = menu.contains(document.activeElement) || menu.classList.contains('side-toggle');
      menu.open = false;
      if (had) menu.querySelector('summary').focus();
    }
  });
}

/** @param {EventTarget | null} target */
function closeOthers(target) {
  for (const menu of document.querySelectorAll(open)) {
    if (!(target instanceof Node) || !menu.contains(target)) menu.open = false;
  }
}
