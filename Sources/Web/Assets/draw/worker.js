// Computes beside the page, which stays usable meanwhile. Gets the address of the published files, or the reader's own files;
// tells how far it is, and the verdict.
import { fileNames, verifyFolder } from './verify.js';

async function* piecesOf(stream) {
  const reader = stream.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
}

/** A published file, fetched when it is read. */
async function* published(address, name) {
  const response = await fetch(address + name, { cache: 'no-store' });
  if (!response.ok) throw new Error(`${name}：${response.status}`);
  yield* piecesOf(response.body);
}

// may be read again from its beginning
const again = (open) => ({ [Symbol.asyncIterator]: open });

function source({ address, files }, name) {
  if (address) return again(() => published(address, name));
  const file = files.find((one) => one.name === name);
  return file ? again(() => piecesOf(file.stream())) : null;
}

let told = 0;
function tell(step, done, total) {
  const now = performance.now();
  if (now - told < 100) return;
  told = now;
  postMessage({ step, done, total });
}

addEventListener('message', async ({ data }) => {
  try {
    const files = Object.fromEntries(fileNames.map((name) => [name, source(data, name)]));
    postMessage({ verdict: await verifyFolder(files, tell) });
  } catch (error) {
    postMessage({ failure: error.message });
  }
});
