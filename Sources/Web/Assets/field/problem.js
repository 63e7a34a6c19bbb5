// The parts a problem consists of: description, ready phrases, photos, measures (INSP-11, INSP-15).
import { clock, clone, fill, part } from './dom.js';
import { measuresOf } from './template.js';
import { PhotoRefused, place, shrink } from './photo.js';

const MOST_PHOTOS = 9;

export function drawPhotos(visit, into, { key, content, equipment }, count) {
  const photos = visit.draft.entries[key]?.photos ?? [];
  if (count) count.textContent = `${photos.length} / ${MOST_PHOTOS}`;
  const figures = photos.map((photo) => {
    const figure = fill(clone('t-photo'), { time: clock(photo.takenAt) });
    const image = part(figure, 'image');
    const refused = visit.refusedFiles.get(photo.sha256);
    image.alt = `${clock(photo.takenAt)} 拍摄的现场照片`;
    if (refused) fill(figure, { time: `未被接受：${refused}` });
    figure.classList.toggle('refused', Boolean(refused));
    visit.show(photo.sha256, image);
    part(figure, 'remove').hidden = visit.locked;
    part(figure, 'remove').addEventListener('click', () => visit.act('photoRemoved', { content, equipment, sha256: photo.sha256 }));
    return figure;
  });
  into.replaceChildren(...figures);
  if (visit.locked || photos.length >= MOST_PHOTOS) return;
  const add = clone('t-add-photo');
  const input = part(add, 'input');
  input.addEventListener('change', async () => {
    const [file] = input.files;
    if (!file) return;
    input.disabled = true;
    const takenAt = visit.journal.clock.now();
    try {
      const [{ blob, width, height }, where] = await visit.journal.during(Promise.all([shrink(file), place()]));
      await visit.act('photoAdded', { content, equipment, width, height, takenAt, place: where }, { blob });
    } catch (error) {
      if (error instanceof PhotoRefused) visit.app.notify(error.message);
      else visit.app.fault(error);
    }
    // the same file may be chosen again
    input.value = '';
    input.disabled = false;
  });
  into.append(add);
}

/** Yuan as typed, in fen; null for whatever is no amount with at most two decimals. */
export function fenOf(text) {
  const found = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim());
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : null;
}

export function drawMeasures(visit, into, { key, content, equipment }) {
  const chosen = visit.draft.entries[key]?.measures ?? {};
  into.replaceChildren(...measuresOf(visit.package.form).map(({ kind, label, amount, due }) => {
    const row = fill(clone('t-measure'), { label });
    const on = part(row, 'on');
    on.checked = Boolean(chosen[kind]);
    on.disabled = visit.locked;
    const set = (values) => ({ content, equipment, kind, on: on.checked, amountFen: null, due: null, ...values });
    on.addEventListener('change', () => visit.act('measureSet', set({})));
    if (on.checked && (amount || due)) {
      const input = document.createElement('input');
      Object.assign(input, amount
        ? { type: 'text', inputMode: 'decimal', maxLength: 12, placeholder: '金额（元）', value: chosen[kind].amountFen === null ? '' : chosen[kind].amountFen / 100 }
        : { type: 'date', min: (visit.draft.basics.startedAt ?? '').slice(0, 10), value: chosen[kind].due ?? '' });
      input.setAttribute('aria-label', amount ? '罚款金额（元）' : '改正期限');
      input.disabled = visit.locked;
      const values = () => (amount ? { amountFen: fenOf(input.value) } : { due: input.value || null });
      input.addEventListener('input', () => {
        const wrong = amount && input.value.trim() !== '' && fenOf(input.value) === null;
        fill(row, { wrong: wrong ? '金额为数字，最多两位小数' : '' });
        input.setAttribute('aria-invalid', String(Boolean(wrong)));
        visit.type(`measure ${key} ${kind}`, 'measureSet', set(values()));
      });
      part(row, 'extra').append(input);
    }
    return row;
  }));
}

export function drawNote(visit, box, value, type, phrases) {
  const note = part(box, 'note');
  const length = part(box, 'length');
  const show = () => { if (length) length.textContent = `${note.value.length} / 500`; };
  note.value = value;
  note.readOnly = visit.locked;
  show();
  note.addEventListener('input', () => { show(); type(note.value); });
  note.addEventListener('renewed', show);
  part(box, 'phrases')?.replaceChildren(...phrases.map((phrase) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: phrase, disabled: visit.locked });
    button.addEventListener('click', () => {
      note.value = (note.value ? `${note.value.replace(/[。；]?$/, '；')}${phrase}` : phrase).slice(0, 500);
      note.dispatchEvent(new Event('input'));
    });
    return button;
  }));
}
