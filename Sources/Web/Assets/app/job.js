// Progress of long work (import, draw, bulk documents). Polls the job until it has ended, then shows the finished region.
import { swap } from './region.js';
import { within } from './within.js';

const slowest = 8000; // ms between two questions when the server does not answer
/** Jobs seen to have ended: their region may still carry the hook and must not start another round. */
const ended = new Set();

/** @param {Element} root */
export function enhance(root) {
  for (const box of within(root, '[data-job]')) {
    if (!ended.has(box.dataset.job)) poll(box, 1000);
  }
}

/** @param {HTMLElement} box @param {number} wait ms */
function poll(box, wait) {
  setTimeout(async () => {
    if (!box.isConnected) return;
    if (document.hidden) return poll(box, wait);
    try {
      const response = await fetch(box.dataset.job, { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
      if (!response.ok) throw new Error(String(response.status));
      const job = await response.json();
      show(box, job);
      if (hasEnded(job.state)) finish(box);
      else poll(box, 1000);
    } catch (_) {
      poll(box, Math.min(wait * 2, slowest));
    }
  }, wait);
}

/** @param {string} state */
export function hasEnded(state) {
  return state !== 'queued' && state !== 'running';
}

function show(box, job) {
  const bar = box.querySelector('progress');
  const text = box.querySelector('[data-job-text]');
  const count = box.querySelector('[data-job-count]');
  if (bar && job.total > 0) {
    bar.max = job.total;
    bar.value = job.done;
  }
  if (text && job.message) text.textContent = job.message;
  if (count && job.total > 0) count.textContent = `${job.done.toLocaleString('zh-CN')} / ${job.total.toLocaleString('zh-CN')}`;
}

function finish(box) {
  ended.add(box.dataset.job);
  if (box.dataset.region) swap(box.dataset.region, location.href, { push: false });
  else location.reload();
}
