// The service worker: keeps the client itself so that it starts without network. It never touches the data.
// The server replaces the word below by {"version":"<hash of all files>","files":["/field/", "/field/app.js", …]}.
const PRECACHE = __PRECACHE__;
const NAME = `mingcha-field-${PRECACHE.version}`;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(NAME)
    .then((cache) => cache.addAll(PRECACHE.files.map((file) => new Request(file, { cache: 'reload', credentials: 'same-origin' }))))
    .then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith('mingcha-field-') && name !== NAME).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

// All files of one start come from one version: the cache first, the network for what is not in it.
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return;
  const wanted = event.request.mode === 'navigate' && url.pathname.startsWith('/field/') ? '/field/' : url.pathname;
  if (!PRECACHE.files.includes(wanted)) return;
  event.respondWith(caches.open(NAME).then((cache) => cache.match(wanted)).then((found) => found || fetch(event.request)));
});
