// IndexedDB: the truth of the phone. Every write is durable when its promise resolves; what is personal lies sealed
// under a key that scripts cannot take out of the browser (MOB-04).

const VERSION = 3;
const asked = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function upgrade(base, from) {
  if (from < 3) base.createObjectStore('foundings', { keyPath: 'id' }).createIndex('pending', 'pending');
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

async function openBase(name) {
  const request = indexedDB.open(name, VERSION);
  request.onupgradeneeded = ({ oldVersion }) => upgrade(request.result, oldVersion);
  const base = await asked(request);
  base.onversionchange = () => base.close();
  return base;
}

export async function openDatabase(account) {
  const name = `mingcha-field-${account}`;
  const base = await openBase(name);
  return new Database(name, base, await sealingKey(base));
}

/** Why the phone could not keep something, in words that say what to do. */
export function wordsOf(error) {
  switch (error?.name) {
    case 'QuotaExceededError': return '本机存储空间不足，请清理手机空间后重试';
    case 'InvalidStateError': return '本机存储已关闭，请重新打开现场检查';
    default: return error?.message || '本机存储写入失败，请重试';
  }
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
  constructor(name, base, key) {
    this.name = name;
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

  /** What a box holds, or null where it holds nothing that `isWhole` would take: it is fetched anew, nothing stops for it. */
  async unsealIf(box, isWhole) {
    if (!box) return null;
    try {
      const value = await this.unseal(box);
      return isWhole(value) ? value : null;
    } catch { return null; }
  }

  /** A browser may close a database under memory pressure; it is opened again once. */
  async opened(work) {
    try {
      return await work();
    } catch (error) {
      if (error?.name !== 'InvalidStateError') throw error;
      this.base = await openBase(this.name);
      return work();
    }
  }

  read(store, request) { return this.opened(() => asked(request(this.base.transaction(store).objectStore(store)))); }

  get(store, key) { return this.read(store, (from) => from.get(key)); }

  all(store) { return this.read(store, (from) => from.getAll()); }

  by(store, index, value) { return this.read(store, (from) => from.index(index).getAll(value)); }

  count(store, index, value) { return this.read(store, (from) => (index ? from.index(index).count(value) : from.count())); }

  /** One transaction over `stores`; `body` must only issue requests. Resolves when the data lies on the disk. */
  write(stores, body) {
    return this.opened(() => {
      const transaction = this.base.transaction(stores, 'readwrite', { durability: 'strict' });
      const done = finished(transaction);
      try {
        body((name) => transaction.objectStore(name), () => transaction.abort());
      } catch (error) {
        done.catch(() => {});
        transaction.abort();
        throw error;
      }
      return done;
    });
  }
}
