// Choosing rows for a batch act, and the two-column selector (ITEM-20). In both the ticked boxes are the truth that is posted.
import { within } from './within.js';

/** @param {Element} root */
export function enhance(root) {
  for (const form of within(root, 'form[data-select]')) rows(form);
  for (const picker of within(root, '[data-picker]')) pick(picker);
  for (const choices of within(root, '[data-ticks]')) tickAll(choices);
}

/** One box in front of many that ticks and clears them all. */
function tickAll(choices) {
  const boxes = [...choices.querySelectorAll('input[type="checkbox"]')];
  if (boxes.length < 3) return;
  const all = document.createElement('input');
  all.type = 'checkbox';
  const label = document.createElement('label');
  label.append(all, '全选');
  choices.prepend(label);
  const show = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  };
  choices.addEventListener('change', (event) => {
    if (event.target === all) for (const box of boxes) box.checked = all.checked;
    show();
  });
  const form = choices.closest('form');
  if (form) form.addEventListener('mingcha:restored', show);
  show();
}

function rows(form) {
  const all = [...form.elements].find((box) => 'all' in box.dataset);
  const bar = form.querySelector('[data-batch]');
  const count = form.querySelector('[data-count]');
  // the boxes stand in the rows of a table whose acts are forms of their own, and belong to this one by its id
  const boxes = [...form.elements].filter((box) => box.type === 'checkbox' && box.name);
  const show = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    for (const box of boxes) box.closest('tr').classList.toggle('chosen', box.checked);
    if (all) {
      all.checked = chosen > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    }
    if (count) count.textContent = String(chosen);
    if (bar) bar.hidden = chosen === 0;
  };
  for (const box of all ? [all, ...boxes] : boxes) {
    box.addEventListener('change', () => {
      if (box === all) for (const one of boxes) if (!one.disabled) one.checked = all.checked;
      show();
    });
  }
  if (all) all.hidden = false;
  show();
}

function pick(picker) {
  const [left, right] = picker.querySelectorAll('ul');
  /** @param {HTMLInputElement} box */
  const place = (box) => {
    const side = box.checked ? right : left;
    if (side && !side.contains(box)) side.append(box.closest('li'));
  };
  picker.addEventListener('change', (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    place(box);
    box.focus(); // moving an element takes the focus away from it
  });
  // A restored draft, or the browser's own memory of a form, may differ from the lists the server wrote.
  const placeAll = () => picker.querySelectorAll('li input').forEach(place);
  if (picker.closest('form')) picker.closest('form').addEventListener('mingcha:restored', placeAll);
  placeAll();
}
