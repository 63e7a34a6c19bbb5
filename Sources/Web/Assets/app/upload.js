// Says which files were chosen and how large they are, and refuses one that is too large before minutes of uploading. The server checks again.

import { within } from './within.js';

/** @param {Element} root */
export function enhance(root) {
  for (const input of within(root, '.drop input[type="file"]')) watch(input);
}

function watch(input) {
  const drop = input.closest('.drop');
  const output = document.createElement('output');
  input.after(output);
  input.addEventListener('change', () => {
    const files = [...input.files];
    const refused = tooLarge(files, Number(input.dataset.limitMb || Infinity));
    output.classList.toggle('error', Boolean(refused));
    if (refused) {
      output.textContent = `“${refused.name}”为 ${sizeText(refused.size)}，超过 ${input.dataset.limitMb} MB，请重新选择`;
      input.value = '';
    } else {
      output.textContent = files.map((file) => `${file.name}（${sizeText(file.size)}）`).join('、');
    }
  });
  if (!drop) return;
  for (const type of ['dragenter', 'dragover', 'dragleave', 'drop']) {
    drop.addEventListener(type, (event) => {
      event.preventDefault();
      drop.classList.toggle('over', type === 'dragenter' || type === 'dragover');
      if (type !== 'drop' || !event.dataTransfer || !event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
  }
}

/** @template {{size: number}} F @param {F[]} files @param {number} limit MB of 1024² bytes */
export function tooLarge(files, limit) {
  return files.find((file) => file.size > limit * 1048576);
}

/** @param {number} bytes */
export function sizeText(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1048576) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1048576).toFixed(1)} MB`;
}
