// IndexedDB: the truth of the phone. Every write is durable when its promise resolves; what is personal lies sealed
// under a key that scripts cannot take out of the browser (MOB-04).

const VERSION = 2;
const asked = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function upgrade(base, from) {
  if (from < 2) base.createObjectStore('additions', { keyPath: 'id' }).createIndex('pending', 'pending');
  if (from >= 1) return;
  const events = base.createObjectStore('events', { keyPath: 'id' });
  events.createIndex('visit', 'visit');
  events.createIndex('pending', 'pending');
  const files = base.createObjectStore('files', { keyPath: 'sha256' });
  files.createIndex('pending', 'pending');
  base.createObjectStore('typing', { keyPath: 'key' }).createIndex('visit', 'visit');
  base.createObjectStore('packages', { keyPath: 'visit' });
  base.createObjectStore('meta');
}

export async function openDatabase(account) {
  const request = indexedDB.open(`mingcha-field-${account}`, VERSION);
  request.onupgradeneeded = ({ oldVersion }) => upgrade(request.result, oldVersion);
  const base = await asked(request);
  base.onversionchange = () => base.close();
  return new Database(base, await sealingKey(base));
}

/** Made once, kept as a key object that cannot be exported. */
async function sealingKey(base) {
  const known = await asked(base.transaction('meta').objectStore('meta').get('key'));
  if (known) return known;
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const write = base.transaction('meta', 'readwrite');
  write.objectStore('meta').put(key, 'key');
  await finished(write);
  return key;
}

const finished = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onabort = () => reject(transaction.error || new Error('本机存储写入失败'));
});

class Database {
  constructor(base, key) {
    this.base = base;
    this.key = key;
  }

  async seal(value) {
    const bytes = value instanceof ArrayBuffer ? value : new TextEncoder().encode(JSON.stringify(value));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.key, bytes) };
  }

  unsealBytes({ iv, data }) { return crypto.subtle.decrypt({ name: 'AES-GCM', iv }, this.key, data); }

  async unseal(box) { return JSON.parse(new TextDecoder().decode(await this.unsealBytes(box))); }

  get(store, key) { return asked(this.base.transaction(store).objectStore(store).get(key)); }

  all(store) { return asked(this.base.transaction(store).objectStore(store).getAll()); }

  by(store, index, value) { return asked(this.base.transaction(store).objectStore(store).index(index).getAll(value)); }

  count(store, index, value) { return asked(this.base.transaction(store).objectStore(store).index(index).count(value)); }

  /** One transaction over `stores`; `body` must only issue requests. Resolves when the data lies on the disk. */
  async write(stores, body) {
    const transaction = this.base.transaction(stores, 'readwrite', { durability: 'strict' });
    const done = finished(transaction);
    body((name) => transaction.objectStore(name), () => transaction.abort());
    await done;
  }
}
