// A hand-written signature on a canvas (INSP-20). The strokes are kept as lines, so that a phone that is turned shows
// them again; one pointer writes at a time, so that a palm on the glass draws nothing.

/** Shorter than this, in pixels of the screen, is a tap and no signature. */
const LEAST_INK = 80;

const distance = (from, to) => Math.hypot(to.x - from.x, to.y - from.y);

/** The length of all strokes. */
export const inkOf = (strokes) => strokes.reduce((sum, stroke) => sum + stroke.slice(1).reduce((length, point, index) => length + distance(stroke[index], point), 0), 0);

export function signaturePad(canvas) {
  const pen = canvas.getContext('2d');
  let strokes = [];
  let pointer = null;
  let base = null;
  let zoom = 1;

  const line = (from, to) => {
    pen.lineWidth = 1.6 + 2 * (to.pressure || 0.5);
    pen.beginPath();
    pen.moveTo(from.x * zoom, from.y * zoom);
    pen.lineTo(to.x * zoom, to.y * zoom);
    pen.stroke();
  };
  /** Sizes the canvas to its place on the screen and draws what was written before, as large as it fits. */
  const draw = () => {
    const size = { width: canvas.clientWidth, height: canvas.clientHeight };
    if (!size.width || !size.height) return;
    if (!base || !strokes.length) base = size;
    zoom = Math.min(size.width / base.width, size.height / base.height);
    const scale = Math.max(2, Math.round(devicePixelRatio));
    canvas.width = size.width * scale;
    canvas.height = size.height * scale;
    pen.scale(scale, scale);
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, size.width, size.height);
    Object.assign(pen, { lineCap: 'round', lineJoin: 'round', strokeStyle: '#111' });
    for (const stroke of strokes) stroke.forEach((point, index) => line(stroke[Math.max(0, index - 1)], point));
  };
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: (event.clientX - box.left) / zoom, y: (event.clientY - box.top) / zoom, pressure: event.pressure };
  };
  canvas.addEventListener('pointerdown', (event) => {
    if (pointer !== null || !event.isPrimary || event.button > 0) return;
    event.preventDefault();
    pointer = event.pointerId;
    try { canvas.setPointerCapture(pointer); } catch { /* the pointer is gone already */ }
    const point = at(event);
    strokes.push([point]);
    line(point, point);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (event.pointerId !== pointer) return;
    const points = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    const stroke = strokes[strokes.length - 1];
    for (const each of points.length ? points : [event]) {
      const next = at(each);
      line(stroke[stroke.length - 1], next);
      stroke.push(next);
    }
  });
  for (const name of ['pointerup', 'pointercancel', 'lostpointercapture']) {
    canvas.addEventListener(name, (event) => { if (event.pointerId === pointer) pointer = null; });
  }
  let watch = null;
  if (window.ResizeObserver) {
    watch = new ResizeObserver(draw);
    watch.observe(canvas);
  } else addEventListener('resize', draw);
  draw();
  return {
    clear: () => { strokes = []; pointer = null; draw(); },
    isEmpty: () => inkOf(strokes) < LEAST_INK,
    image: () => new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('签名图片生成失败，请重写'))), 'image/png');
    }),
    close: () => { watch?.disconnect(); removeEventListener('resize', draw); },
  };
}
