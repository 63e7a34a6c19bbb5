// 水印: name and day over the whole screen. The shell is the same for everybody, so it is drawn here.
import { dayText } from './clock.js';

const SVG = 'http://www.w3.org/2000/svg';
const make = (name, attributes, parent) => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent.append(node);
  return node;
};

export function mark(name, now) {
  document.querySelector('.watermark')?.remove();
  if (!name) return;
  const picture = make('svg', { class: 'watermark', 'aria-hidden': 'true' }, document.body);
  const pattern = make('pattern', { id: 'watermark', width: 340, height: 220, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(-18)' }, picture);
  make('text', { x: 10, y: 110, 'font-family': 'sans-serif', 'font-size': 16 }, pattern).textContent = `${name} ${dayText(now)}`;
  make('rect', { width: '100%', height: '100%', fill: 'url(#watermark)' }, picture);
}
