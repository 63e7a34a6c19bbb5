// The first two steps: 企业信息 (INSP-07) and 亮证告知.
import { clone, fill, items, options, part } from './dom.js';
import { BASICS } from './checks.js';
import { minuteText } from './clock.js';

/** Times have a button for now: by the server's clock, in Beijing. */
function nowButton(visit, input, label) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'act', textContent: '现在' });
  button.setAttribute('aria-label', `${label}：现在`);
  button.addEventListener('click', () => {
    input.value = minuteText(visit.journal.clock.now());
    input.dispatchEvent(new Event('input'));
  });
  return button;
}

function basicField(visit, { field, label, required, type = 'text', options: choices }) {
  const drawn = clone(choices ? 't-choice' : 't-field');
  part(drawn, 'label').textContent = required ? `${label} *` : label;
  const input = part(drawn, 'input');
  const value = visit.draft.basics[field] ?? '';
  if (choices) options(input, [['', '请选择'], ...choices], value);
  else Object.assign(input, { type, value, maxLength: 200 });
  if (type === 'datetime-local') input.max = minuteText(visit.journal.clock.now() + 5 * 60000);
  input.required = required;
  input.disabled = visit.locked;
  input.addEventListener('input', () => visit.type(`basics ${field}`, 'basicsChanged', { field, value: input.value }));
  visit.addEventListener('restored', () => visit.renew(input, visit.draft.basics[field] ?? '', 'basicsChanged', { field }));
  if (type !== 'datetime-local' || visit.locked) return drawn;
  const row = Object.assign(document.createElement('div'), { className: 'with-now' });
  row.append(drawn, nowButton(visit, input, label));
  return row;
}

/** 自定义资料项 of the form (TASK-17). */
function formField(visit, { id, label, kind, required }) {
  const drawn = clone('t-field');
  part(drawn, 'label').textContent = required ? `${label} *` : label;
  const input = part(drawn, 'input');
  const types = { text: 'text', number: 'text', date: 'date' };
  Object.assign(input, { type: types[kind], value: visit.draft.fields[id] ?? '', required, disabled: visit.locked, maxLength: 500 });
  if (kind === 'number') input.inputMode = 'decimal';
  input.addEventListener('input', () => visit.type(`field ${id}`, 'fieldFilled', { field: id, value: input.value }));
  visit.addEventListener('restored', () => visit.renew(input, visit.draft.fields[id] ?? '', 'fieldFilled', { field: id }));
  return drawn;
}

export function infoScreen(app, visit, into) {
  const form = fill(clone('t-form'), { title: '企业基础信息' });
  part(form, 'fields').append(...BASICS.map((basic) => basicField(visit, basic)));
  into.replaceChildren(form);
  const { fields } = visit.package.form;
  if (fields.length) {
    const own = fill(clone('t-form'), { title: '资料项' });
    part(own, 'fields').append(...fields.map((field) => formField(visit, field)));
    into.append(own);
  }
  app.footOne('下一步：亮证告知', () => app.go(`#/visit/${visit.id}/notice`));
}

export function noticeScreen(app, visit, into) {
  const { officers, subject, task } = visit.package;
  const screen = fill(clone('t-notice'), {
    say: `我们是${[...new Set(officers.map(({ agency }) => agency))].join('、')}的执法人员，现依法对${subject.name}进行${task.modeName}。这是我们的执法证件，请核对。`,
  });
  part(screen, 'people').replaceChildren(...items(officers.map(({ name, certificate, agency }) => `${name}　执法证号 ${certificate}　${agency}`)));
  const shown = part(screen, 'shown');
  const told = part(screen, 'told');
  const draw = () => {
    shown.checked = Boolean(visit.draft.notice?.certificatesShown);
    told.checked = Boolean(visit.draft.notice?.rightsTold);
  };
  draw();
  visit.addEventListener('restored', draw);
  for (const box of [shown, told]) {
    box.disabled = visit.locked;
    box.addEventListener('change', () => visit.act('noticeGiven', { certificatesShown: shown.checked, rightsTold: told.checked }));
  }
  into.replaceChildren(screen);
  app.footOne('下一步：逐项检查', () => app.go(`#/visit/${visit.id}/check`));
}
