// The key / jumps to the search of the top bar, from wherever nothing is being typed.

export function start() {
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target)) return;
    const box = document.querySelector('[data-search]');
    if (!(box instanceof HTMLInputElement) || box.offsetParent === null) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select, dialog[open] *'));
}
