// A hand-written signature on a canvas (INSP-20): pointer events, with the points the browser coalesced.

export function signaturePad(canvas) {
  const pen = canvas.getContext('2d');
  let strokes = 0;
  let last = null;

  const clear = () => {
    const scale = Math.max(2, Math.round(devicePixelRatio));
    canvas.width = canvas.clientWidth * scale;
    canvas.height = canvas.clientHeight * scale;
    pen.scale(scale, scale);
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    Object.assign(pen, { lineCap: 'round', lineJoin: 'round', strokeStyle: '#111' });
    strokes = 0;
  };
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const line = (from, to, pressure) => {
    pen.lineWidth = 1.6 + 2 * (pressure || 0.5);
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
  };
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = at(event);
    line(last, last, event.pressure);
    strokes += 1;
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!last) return;
    const points = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    for (const point of points.length ? points : [event]) {
      const next = at(point);
      line(last, next, point.pressure);
      last = next;
    }
  });
  for (const name of ['pointerup', 'pointercancel']) canvas.addEventListener(name, () => { last = null; });
  clear();
  return {
    clear,
    isEmpty: () => strokes === 0,
    image: () => new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); }),
  };
}
