// The public check of a draw (BEY-11): fetches the published files and computes everything again in this browser. No
// server code takes part in the check.
import { fileNames, verifyFolder } from './verify.js';

// beside this module, in the same version of all assets
const ICONS = new URL('../icons.svg', import.meta.url).href;

const kinds = { ok: 'check-circle-fill', bad: 'x-circle-fill', open: 'dash-circle' };

function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'i');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `${ICONS}#${name}`);
  svg.append(use);
  return svg;
}

function entry(kind, title, lines, code) {
  const item = document.createElement('li');
  if (kind !== 'open') item.className = kind;
  const text = document.createElement('div');
  const heading = document.createElement('h3');
  heading.textContent = title;
  text.append(heading);
  for (const line of lines) {
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    text.append(paragraph);
  }
  if (code) {
    const element = document.createElement('code');
    element.className = 'hash';
    element.textContent = code;
    text.append(element);
  }
  item.append(icon(kinds[kind]), text);
  return item;
}

async function load(base) {
  const files = {};
  for (const name of fileNames) {
    const response = await fetch(base + name, { cache: 'no-store' });
    if (!response.ok) throw new Error(`${name}：${response.status}`);
    files[name] = new Uint8Array(await response.arrayBuffer());
  }
  return files;
}

const lineCount = (bytes) => bytes.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 0);

async function check(root, list) {
  list.replaceChildren(entry('open', '正在取回公布的文件…', []));
  let files;
  try {
    files = await load(root.dataset.verify);
  } catch (error) {
    list.replaceChildren(entry('bad', '文件没有取回，无法核验', [error.message]));
    return;
  }
  const received = entry('ok', '已取回六个文件', fileNames.map((name) => `${name}，${lineCount(files[name])} 行`));
  list.replaceChildren(received, entry('open', '正在本浏览器中重新计算…', []));
  // Lets the browser paint before the long computation.
  await new Promise((done) => { setTimeout(done, 30); });
  const { ok, difference } = verifyFolder(files);
  const verdict = ok
    ? entry('ok', '一致', ['名单摘要、承诺、种子、每个对象的票值、次序和分组，全部由本浏览器重新计算，与公布的结果逐字节相同。'])
    : entry('bad', '不一致', [`${difference.file} 第 ${difference.line} 行`], `应为 ${difference.expected}\n实为 ${difference.found}`);
  verdict.dataset.verdict = ok ? 'ok' : 'bad';
  list.replaceChildren(received, verdict);
}

for (const root of document.querySelectorAll('[data-verify]')) {
  const button = root.querySelector('button');
  const list = root.querySelector('.checks');
  button.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    await check(root, list);
    button.disabled = false;
  });
}
