// Who works on this phone, and signing in inside the installed app: what waits on the phone stays where it is (MOB-04).
import { ask, fill, part } from './dom.js';
import * as api from './api.js';

const KNOWN = 'field-account';
const LOGIN = 'field-login';

/** Some browsers keep no storage in private mode; then nothing is known offline. */
const remembered = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* asked again the next time */ } };

const keep = ({ account }) => {
  remember(KNOWN, JSON.stringify({ id: account.id, name: account.name }));
  return account;
};

/** The account of the last session; offline nobody can ask for another one. */
function last() {
  const kept = remembered(KNOWN);
  if (!kept) return null;
  try {
    const found = JSON.parse(kept);
    return typeof found?.id === 'string' ? found : null;
  } catch {
    return { id: kept, name: '' };
  }
}

/** The account to work under: of the session, or of the last one where the server can't be asked. */
export async function account() {
  try {
    return keep(await api.session());
  } catch (error) {
    const known = last();
    if (known && (error instanceof api.Unreachable || error instanceof api.SignedOut)) return known;
    if (error instanceof api.SignedOut) return signIn();
    throw error;
  }
}

const words = (error) => (error instanceof api.Unreachable ? '连接不上服务器，请检查网络后重试' : error.message);

/** Asks for account and password until the server knows them. Null when it was given up. */
export function signIn() {
  return ask('t-login', (box, close) => {
    const [login, password] = [part(box, 'account'), part(box, 'password')];
    login.value = remembered(LOGIN) ?? '';
    (login.value ? password : login).focus();
    part(box, 'form').addEventListener('submit', async (event) => {
      event.preventDefault();
      const done = part(box, 'done');
      done.disabled = true;
      try {
        const { location: to } = await api.signIn(login.value.trim(), password.value);
        remember(LOGIN, login.value.trim());
        if (to === '/password') location.assign('/password');
        else close(keep(await api.session()));
      } catch (error) {
        fill(box, { fault: error instanceof api.SignedOut ? '账号或密码不正确' : words(error) });
        password.value = '';
        password.focus();
      }
      done.disabled = false;
    });
  });
}
