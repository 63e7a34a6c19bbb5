// Drawing without markup in strings: <template>, cloneNode and textContent only.

export const clone = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

/** Sets the text of named parts; an empty text hides the part. */
export function fill(root, texts) {
  for (const [name, text] of Object.entries(texts)) {
    const found = part(root, name);
    found.textContent = text ?? '';
    found.hidden = text === null || text === undefined || text === '';
  }
  return root;
}

export function chips(into, label, choices, chosen, choose) {
  into.replaceChildren(...choices.map(([value, text]) => {
    const chip = clone('t-chip');
    chip.textContent = text;
    chip.setAttribute('aria-pressed', String(value === chosen));
    chip.addEventListener('click', () => choose(value));
    return chip;
  }));
}

export const items = (texts) => texts.map((text) => Object.assign(document.createElement('li'), { textContent: text }));

export const options = (select, pairs, chosen) => {
  select.replaceChildren(...pairs.map(([value, text]) => new Option(text, value, value === chosen, value === chosen)));
};

/** Opens a dialog; resolves with what `act` passes to `close`, or null. Old kernels show it as a plain block. */
export function ask(id, prepare) {
  return new Promise((resolve) => {
    const box = clone(id);
    document.body.append(box);
    const close = (value = null) => { box.remove(); resolve(value); };
    part(box, 'cancel')?.addEventListener('click', () => close());
    box.addEventListener('cancel', () => close());
    if (box.showModal) box.showModal();
    else box.setAttribute('open', '');
    prepare(box, close);
  });
}

const clock = (at) => new Date(at).toTimeString().slice(0, 5);
export { clock };
