// The public check of a draw (BEY-11): a worker fetches the published files, or reads the reader's own, and computes everything
// again in this browser. No server code takes part in the check.

// Trusted Types: the one script that this page starts stands beside it.
const own = (address) => {
  if (address !== new URL('./worker.js', import.meta.url).href) throw new TypeError(`foreign script: ${address}`);
  return address;
};
const policy = globalThis.trustedTypes?.createPolicy('mingcha', { createScriptURL: own }) ?? { createScriptURL: own };

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

const number = (count) => count.toLocaleString('zh-CN');

/** How far the computation is. */
function progressEntry() {
  const item = entry('open', '正在本浏览器中重新计算…', ['取回文件']);
  const bar = document.createElement('progress');
  const line = item.querySelector('p');
  line.after(bar);
  const show = ({ step, done, total }) => {
    line.textContent = total > 0 ? `${step}：${number(done)} / ${number(total)}` : `${step}：${number(done)} 行`;
    if (total > 0) Object.assign(bar, { max: total, value: done });
    else bar.removeAttribute('value');
  };
  return { item, show };
}

function verdictEntry({ ok, counts, difference }) {
  if (ok) {
    return entry('ok', '一致', [
      `名单 ${number(counts.objects)} 个对象，抽中 ${number(counts.selected)} 个。`,
      '名单摘要、承诺、种子、每个对象的票值、次序和分组，全部由本浏览器重新计算，与公布的结果逐字节相同。',
    ]);
  }
  const place = `${difference.file} 第 ${difference.line} 行`;
  if (difference.isSpoiled) {
    return entry('bad', `文件被另存过：${difference.found}`, [
      place, `抽取文件应为${difference.expected}。这不说明抽取有问题：文本编辑器另存时改了文件，请重新下载原文件再核验。`,
    ]);
  }
  return entry('bad', '不一致', [place], `应为 ${difference.expected}\n实为 ${difference.found}`);
}

function check(list, task) {
  const { item, show } = progressEntry();
  list.replaceChildren(item);
  const worker = new Worker(policy.createScriptURL(new URL('./worker.js', import.meta.url).href), { type: 'module' });
  return new Promise((done) => {
    const end = (shown, mark) => {
      shown.dataset.verdict = mark;
      list.replaceChildren(shown);
      worker.terminate();
      done();
    };
    worker.addEventListener('message', ({ data }) => {
      if (data.failure) end(entry('bad', '文件没有取回，无法核验', [data.failure]), 'none');
      else if (data.verdict) end(verdictEntry(data.verdict), data.verdict.ok ? 'ok' : 'bad');
      else show(data);
    });
    worker.addEventListener('error', () => {
      end(entry('bad', '此浏览器无法核验', ['请更新浏览器，或下载文件，用 mingcha draw verify 核验。']), 'none');
    });
    worker.postMessage(task);
  });
}

for (const root of document.querySelectorAll('[data-verify]')) {
  const button = root.querySelector('button');
  const saved = root.querySelector('input[type=file]');
  const list = root.querySelector('.checks');
  const run = async (task) => {
    [button.disabled, saved.disabled] = [true, true];
    await check(list, task);
    [button.disabled, saved.disabled] = [false, false];
  };
  [button.hidden, saved.closest('label').hidden] = [false, false];
  button.addEventListener('click', () => run({ address: new URL(root.dataset.verify, location.href).href }));
  saved.addEventListener('change', async () => {
    if (saved.files.length === 0) return;
    await run({ files: Array.from(saved.files) });
    saved.value = '';
  });
}
