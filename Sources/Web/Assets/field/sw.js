// The service worker: keeps the client itself so that it starts without network. It never touches the data.
// The server replaces the word below by {"version":"…","files":{"/field/":"<SHA-256>","/field/app.js":"<SHA-256>",…}}.
const PRECACHE = __PRECACHE__;
const NAME = `mingcha-field-${PRECACHE.version}`;
const SHELL = '/field/';

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * One file of this very version, or nothing: a page of login, of a portal or of another release has another hash. It is
 * asked for without a session, so that the shell is the one for everybody.
 */
async function fetched(file) {
  const response = await fetch(new Request(file, { cache: 'reload', credentials: 'omit', redirect: 'follow' }));
  if (!response.ok || response.redirected || response.type !== 'basic') throw new Error(`${file}: ${response.status}`);
  const bytes = await response.clone().arrayBuffer();
  if (hex(await crypto.subtle.digest('SHA-256', bytes)) !== PRECACHE.files[file]) throw new Error(`${file}: another version`);
  return response;
}

/** All files or none: the cache gets its name's files only when every one has come and is right. */
async function precache() {
  const files = Object.keys(PRECACHE.files);
  const responses = await Promise.all(files.map(fetched));
  const cache = await caches.open(NAME);
  await Promise.all(files.map((file, index) => cache.put(file, responses[index])));
}

/** Whether a page of the client runs. One that hangs, or is no page of ours, does not answer. */
function isAlive(client) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const late = setTimeout(() => resolve(false), 1000);
    port1.onmessage = () => { clearTimeout(late); resolve(true); };
    client.postMessage('alive?', [port2]);
  });
}

/** Running pages let the new version in themselves, once they have all their modules; a phone that is stuck is freed at once. */
async function nobodyRuns() {
  const clients = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const alive = await Promise.all(clients.filter(({ url }) => new URL(url).pathname.startsWith('/field')).map(isAlive));
  return !alive.includes(true);
}

self.addEventListener('install', (event) => {
  event.waitUntil(precache().then(nobodyRuns).then((free) => (free ? self.skipWaiting() : undefined)));
});

self.addEventListener('message', (event) => { if (event.data === 'takeOver') self.skipWaiting(); });

self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith('mingcha-field-') && name !== NAME).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

// All files of one start come from one version: the cache first, the network for what is not in it.
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return;
  const isStart = event.request.mode === 'navigate' && (url.pathname === '/field' || url.pathname.startsWith(SHELL));
  const wanted = isStart ? SHELL : url.pathname;
  if (!Object.prototype.hasOwnProperty.call(PRECACHE.files, wanted)) return;
  event.respondWith(caches.open(NAME).then((cache) => cache.match(wanted)).then((found) => found || fetch(event.request)));
});
