// DRAW-21: the names of both libraries roll until 停止. This is a picture and nothing else: it walks through the names in
// order, sends nothing, and the form it submits is the same as without JavaScript. The server alone draws.
import { within } from './within.js';

const quick = 70; // ms a row
const calm = 800; // ms a row for people who asked for less motion

/** @param {Element} root */
export function enhance(root) {
  for (const hall of within(root, '[data-rolling]')) prepare(hall);
}

function prepare(hall) {
  const begin = hall.querySelector('[data-start]');
  const stop = hall.querySelector('[data-stop]');
  const form = stop && stop.closest('form');
  if (!begin || !form) return;
  begin.hidden = false;
  stop.hidden = true;
  let timer = 0;
  begin.addEventListener('click', () => {
    begin.hidden = true;
    stop.hidden = false;
    stop.focus();
    timer = roll([...hall.querySelectorAll('.roll')]);
  });
  form.addEventListener('submit', () => clearInterval(timer));
}

function roll(panels) {
  const columns = panels.map((panel) => ({ rows: [...panel.querySelectorAll('li')], names: JSON.parse(panel.querySelector('script').textContent) }));
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let step = 0;
  return setInterval(() => {
    step += 1;
    for (const { rows, names } of columns) {
      windowAt(names, step, rows.length).forEach((name, i) => { rows[i].textContent = name; });
    }
  }, still ? calm : quick);
}

/** The names visible after some steps; the list goes round. @param {string[]} names @param {number} step @param {number} size */
export function windowAt(names, step, size) {
  return Array.from({ length: size }, (_, i) => (names.length ? names[(step + i) % names.length] : ''));
}
