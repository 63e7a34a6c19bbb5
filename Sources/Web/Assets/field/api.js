// The server as the phone sees it. Every failure is one of three: no way through, signed out, or an answer with a code.

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
let token = document.querySelector('meta[name="csrf"]')?.content ?? '';

async function reach(method, path, { body, headers = {}, timeout = 20000 } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeout);
  try {
    return await fetch(`${root}${path}`, {
      method, body, cache: 'no-store', credentials: 'same-origin', redirect: 'error', signal: stop.signal,
      headers: { Accept: 'application/json', ...(method === 'GET' ? {} : { 'X-CSRF-Token': token }), ...headers },
    });
  } catch (error) {
    throw new Unreachable(error.message);
  } finally {
    clearTimeout(timer);
  }
}

async function call(method, path, options, again = true) {
  const response = await reach(method, path, options);
  if (response.status === 401) throw new SignedOut('登录已过期');
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  // The shell may come from the cache with the token of an earlier session.
  if (response.status === 403 && body.code === 'web.call.forged' && again) {
    await session();
    return call(method, path, options, false);
  }
  if (response.status === 429 || response.status >= 500) throw new Unreachable(`HTTP ${response.status}`);
  throw new Answered(response.status, body);
}

const json = (value, headers) => ({ body: JSON.stringify(value), headers: { 'Content-Type': 'application/json', ...headers } });

export async function session() {
  const found = await call('GET', '/field/session', { timeout: 5000 });
  token = found.csrf;
  return found;
}

export const visits = () => call('GET', '/field/visits');
export const visitPackage = (id) => call('GET', `/field/visits/${id}`);
export const sendEvents = (visit, body) => call('POST', `/field/visits/${visit}/events`, json(body));
export const sendFile = (hash, type, bytes) => call('PUT', `/field/files/${hash}`, { body: bytes, headers: { 'Content-Type': type }, timeout: 120000 });
export const submit = (visit, key, body) => call('POST', `/field/visits/${visit}/submission`, json(body, { 'Idempotency-Key': key }));
export const objectKinds = () => call('GET', '/field/object-kinds');
export const addByHand = (key, values) => call('POST', '/subjects/by-hand', json(values, { 'Idempotency-Key': key }));
