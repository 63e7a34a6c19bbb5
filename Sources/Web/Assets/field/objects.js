// 对象管理: objects missing from the library, added by hand on site, also without network (SUBJ-09, SUBJ-10). What is typed
// lies on the phone at every pause; it leaves under a key of its own, and stays until the server has taken or refused it.
import { clone, fill, options, part } from './dom.js';
import { finder } from './subjects.js';

const STATES = { draft: ['未完成', ''], waiting: ['待同步', 'warn'], added: ['已添加', 'info'], refused: ['未通过', 'warn'] };

/** What keeps an addition from being sent, in the words of the desktop form; null when nothing does. */
export function missing(kind, values) {
  const empty = kind.fields.find(({ name, required }) => required && !(values[name] ?? '').trim());
  return empty ? `请填写${empty.label}` : null;
}

/** The same object is on its way already: told before anything is sent. */
export function twin(addition, others) {
  const key = ({ values }) => JSON.stringify([values.type, values.citizenID || values.number || `${values.name} ${values.address ?? ''}`]);
  return others.find((other) => other.id !== addition.id && other.state === 'waiting' && key(other) === key(addition)) ?? null;
}

async function kinds(database) {
  return await database.unsealIf(await database.get('meta', 'kinds'), Array.isArray) ?? [];
}

async function additions(database) {
  const rows = await database.all('additions');
  return Promise.all(rows.sort((a, b) => b.at - a.at).map(async ({ box }) => database.unseal(box)));
}

async function keep(database, addition) {
  const box = await database.seal(addition);
  const row = { id: addition.id, at: addition.at, state: addition.state, pending: addition.state === 'waiting' ? 1 : 0, box };
  await database.write(['additions'], (store) => store('additions').put(row));
}

const identifier = () => ([1e7] + -1e3 + -4e3 + -8e3 + -1e11).replace(/[018]/g, (c) => (
  // eslint-disable-next-line no-bitwise
  (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16)));

function line(addition, labels) {
  const drawn = clone('t-addition-row');
  const [state, tone] = STATES[addition.state];
  part(drawn, 'link').href = `#/objects/${addition.id}`;
  fill(drawn, { name: addition.values.name || '（未填写名称）', state, type: labels.get(addition.values.type) ?? '', message: addition.message });
  part(drawn, 'state').className = `tag ${tone}`;
  return drawn;
}

export async function objectsScreen(app) {
  const { database, main } = app;
  const known = await kinds(database);
  const labels = new Map(known.map(({ type, label }) => [type, label]));
  const rows = await additions(database);
  const screen = clone('t-objects');
  part(screen, 'additions').append(...rows.map((addition) => line(addition, labels)));
  const look = finder(app, part(screen, 'found'), ({ id }) => app.go(`#/subjects/${id}`));
  part(screen, 'search').addEventListener('input', ({ target }) => look(target.value));
  part(screen, 'empty').hidden = rows.length > 0;
  part(screen, 'add').addEventListener('click', () => app.attempt(async () => {
    // they may have come since the screen was drawn
    const forms = await kinds(database);
    if (!forms.length) { app.notify('本机还没有表单，请联网打开一次'); return; }
    app.menu(forms.map((kind) => [kind.label, () => app.attempt(async () => {
      const addition = { id: identifier(), at: app.clock.now(), state: 'draft', values: { ...kind.values, type: kind.type }, message: '' };
      await keep(database, addition);
      app.go(`#/objects/${addition.id}`);
    })]));
  }));
  main.replaceChildren(screen);
}

function control(field, values, changed) {
  const drawn = clone(field.choices.length ? 't-choice' : 't-field');
  const input = part(drawn, 'input');
  part(drawn, 'label').textContent = field.required ? `${field.label}（必填）` : field.label;
  if (field.choices.length) options(input, [['', '请选择'], ...field.choices.map((choice) => [choice, choice])], values[field.name] ?? '');
  else Object.assign(input, { type: field.isDate ? 'date' : 'text', maxLength: field.maxLength, value: values[field.name] ?? '' });
  input.addEventListener('input', () => changed(field.name, input.value));
  return drawn;
}

export async function additionScreen(app, id) {
  const { database, main } = app;
  const row = await database.get('additions', id);
  const addition = row ? await database.unseal(row.box) : null;
  const kind = (await kinds(database)).find(({ type }) => type === addition?.values.type);
  if (!addition || !kind) { app.go('#/objects'); return; }
  const open = addition.state === 'draft' || addition.state === 'refused';
  const screen = clone('t-addition');
  fill(screen, { title: `手动添加${kind.label}`, message: addition.message });
  if (open) {
    let writing = Promise.resolve();
    const changed = (name, value) => {
      addition.values[name] = value;
      writing = writing.then(() => keep(database, addition)).catch((error) => app.fault(error));
    };
    part(screen, 'fields').append(...kind.fields.map((field) => control(field, addition.values, changed)));
    part(screen, 'send').addEventListener('click', () => app.attempt(async () => {
      await writing;
      const fault = missing(kind, addition.values) ?? (twin(addition, await additions(database)) ? '该对象已在本机录入，等待同步' : null);
      if (fault) { fill(screen, { message: fault }); return; }
      // what was refused and corrected is another order
      await keep(database, { ...addition, state: 'waiting', key: identifier(), message: '' });
      app.go('#/objects');
      app.sync.now();
    }));
    part(screen, 'drop').addEventListener('click', () => app.attempt(async () => {
      await writing;
      await database.write(['additions'], (store) => store('additions').delete(id));
      app.go('#/objects');
    }));
  } else {
    const values = kind.fields.filter(({ name }) => addition.values[name]).map(({ name, label }) => `${label}：${addition.values[name]}`);
    part(screen, 'fields').append(...values.map((text) => Object.assign(document.createElement('p'), { className: 'say', textContent: text })));
    fill(screen, { message: addition.state === 'waiting' ? '已存本机，联网后自动添加' : '已添加到对象库' });
    part(screen, 'acts').hidden = true;
  }
  main.replaceChildren(screen);
}
