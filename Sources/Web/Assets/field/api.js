// The server as the phone sees it. Every failure is one of three: no way through, signed out, or an answer with a code.
// Whatever is not the JSON that the server would give did not come from it, and counts as no way through.
import { SHAPES, isRefusal } from './shapes.js';

export class Unreachable extends Error {}
export class SignedOut extends Error {}
export class Answered extends Error {
  constructor(status, body) {
    super(body.message || body.detail || `服务器返回 ${status}`);
    this.status = status;
    this.body = body;
  }
}

const root = '/api/v1';
let token = '';
let timeHeard = () => {};

/** Called with what the server's clock said, and with ours before and after. */
export const whenTimeIsHeard = (listener) => { timeHeard = listener; };

async function reach(method, path, { body, headers = {}, timeout = 20000 } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeout);
  try {
    const response = await fetch(`${root}${path}`, {
      method, body, cache: 'no-store', credentials: 'same-origin', redirect: 'error', signal: stop.signal,
      headers: { Accept: 'application/json', ...(method === 'GET' ? {} : { 'X-CSRF-Token': token }), ...headers },
    });
    // the body as well: a link may break off in its middle
    return { status: response.status, ok: response.ok, body: parsed(response.headers.get('Content-Type'), await response.text()) };
  } catch (error) {
    throw new Unreachable(error.message);
  } finally {
    clearTimeout(timer);
  }
}

/** Undefined for whatever is no JSON. */
function parsed(type, text) {
  if (!/^application\/(problem\+)?json\b/.test(type ?? '')) return undefined;
  try { return JSON.parse(text); } catch { return undefined; }
}

async function call(method, path, shape, options, again = true) {
  const asked = Date.now();
  const { status, ok, body } = await reach(method, path, options);
  if (ok) {
    if (body === null || typeof body !== 'object' || !SHAPES[shape](body, options?.expected)) throw new Unreachable('收到的不是本平台的应答');
    if (Number.isSafeInteger(body.now)) timeHeard(body.now, asked, Date.now());
    return body;
  }
  // A proxy before the server may hold a file to be too large, in a page of its own; sending it again is of no use.
  if (status === 413 && !isRefusal(body)) throw new Answered(413, { code: 'field.file.tooLarge', message: '文件超过网络允许的大小' });
  if (!isRefusal(body)) throw new Unreachable(`HTTP ${status}`);
  if (status === 401) throw new SignedOut('登录已过期');
  // The token in memory may be that of an earlier session.
  if (status === 403 && body.code === 'web.call.forged' && again) {
    await session();
    return call(method, path, shape, options, false);
  }
  if (status === 429 || status >= 500) throw new Unreachable(`HTTP ${status}`);
  throw new Answered(status, body);
}

const json = (value, headers) => ({ body: JSON.stringify(value), headers: { 'Content-Type': 'application/json', ...headers } });

export async function session() {
  const found = await call('GET', '/field/session', 'session', { timeout: 5000 });
  token = found.csrf;
  return found;
}

export const signIn = (account, password) => call('POST', '/login', 'done', json({ account, password }));
export const signOut = () => call('POST', '/logout', 'done', json({}));

/** All visits of this officer, page by page. */
export async function visits() {
  const all = [];
  for (let after = null; ;) {
    const page = await call('GET', `/field/visits${after ? `?after=${encodeURIComponent(after)}` : ''}`, 'visits');
    all.push(...page.visits);
    if (!page.next || page.next === after) return all;
    after = page.next;
  }
}

export const visitPackage = (id) => call('GET', `/field/visits/${id}`, 'package', { expected: id });
export const sendEvents = (visit, body) => call('POST', `/field/visits/${visit}/events`, 'delivery', json(body));
export const sendFile = (hash, type, bytes) => call('PUT', `/field/files/${hash}`, 'file', { body: bytes, headers: { 'Content-Type': type }, timeout: 120000 });
export const submit = (visit, key, body) => call('POST', `/field/visits/${visit}/submission`, 'state', json(body, { 'Idempotency-Key': key }));
export const objectKinds = () => call('GET', '/field/object-kinds', 'kinds');
export const foundingKit = (known) => call('GET', `/field/foundings${known ? `?known=${encodeURIComponent(known)}` : ''}`, 'kit', { timeout: 60000 });
export const found = (body) => call('POST', '/field/foundings', 'package', { ...json(body), expected: body.visit });
export const reassign = (visit, body) => call('POST', `/field/visits/${visit}/reassignment`, 'done', json(body));
export const subjects = (words, after) => {
  const query = [words && `q=${encodeURIComponent(words)}`, after && `after=${encodeURIComponent(after)}`].filter(Boolean).join('&');
  return call('GET', `/field/subjects${query ? `?${query}` : ''}`, 'subjects', words ? { timeout: 8000 } : {});
};
export const characters = () => call('GET', '/field/characters', 'characters');
export const addByHand = (key, values) => call('POST', '/subjects/by-hand', 'done', json(values, { 'Idempotency-Key': key }));
