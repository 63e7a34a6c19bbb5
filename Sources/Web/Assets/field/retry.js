// When to try again, and which events to send next. Pure.

/** Full jitter between half and the whole of 2, 4, 8 … 120 seconds: many phones coming back at once do not knock together. */
export function delay(failures, random = Math.random()) {
  const ceiling = Math.min(120000, 2000 * 2 ** Math.max(0, failures - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

/** The next events to send: the longest run at the front of the queue that belongs to one visit, at most `limit`. */
export function nextBatch(queue, limit = 200) {
  const sorted = [...queue].sort((a, b) => a.seq - b.seq);
  const batch = [];
  for (const event of sorted) {
    if (batch.length === limit || event.visit !== sorted[0].visit) break;
    batch.push(event);
  }
  return batch;
}
