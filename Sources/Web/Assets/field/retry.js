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

/** The server does not hold the event that says “submitted”. Nothing to be told to anybody: it is sent again. */
export const UNKNOWN_SUBMISSION = 'field.submission.event';

/**
 * The submission that is to be handed in now, or null. It waits while events of its visit are on their way: a person may
 * press 提交 after a round of sending has passed the events and before it comes to the submissions.
 */
export function dueSubmission(events, known, pending) {
  const last = events.filter(({ kind }) => kind === 'submitted').pop();
  if (!last || known.receipt || known.returned?.of === last.id) return null;
  if (known.refusal?.of === last.id && known.refusal.code !== UNKNOWN_SUBMISSION) return null;
  return events.some(({ id }) => pending.has(id)) ? null : last;
}
