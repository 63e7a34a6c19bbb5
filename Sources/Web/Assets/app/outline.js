// Points tapped on the plain drawing of an area go into the field of its corners; what is typed there is drawn. Without
// this module the points are typed.
import { within } from './within.js';

/** The corners of the field as the drawing takes them. */
export function drawn(text, { west, north, across, down }) {
  return text.split('\n').map((line) => line.split(/[,，\s]+/).filter(Boolean).map(Number))
    .filter((pair) => pair.length === 2 && pair.every(Number.isFinite))
    .map(([longitude, latitude]) => `${Math.round((longitude - west) / across)},${Math.round((north - latitude) / down)}`).join(' ');
}

/** @param {Element} root */
export function enhance(root) {
  for (const svg of within(root, 'svg[data-outline]')) {
    const field = document.querySelector(`textarea[name="${svg.dataset.outline}"]`);
    if (!field || svg.dataset.outlined) continue;
    svg.dataset.outlined = 'ready';
    const frame = Object.fromEntries(['west', 'north', 'across', 'down'].map((name) => [name, Number(svg.dataset[name])]));
    const line = svg.querySelector('.typed');
    const draw = () => line.setAttribute('points', drawn(field.value, frame));
    field.addEventListener('input', draw);
    svg.addEventListener('click', (event) => {
      const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      const corner = `${(frame.west + place.x * frame.across).toFixed(6)},${(frame.north - place.y * frame.down).toFixed(6)}`;
      field.value = field.value.trim() ? `${field.value.trimEnd()}\n${corner}` : corner;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    draw();
  }
}
