// The append-only log of a phone: its closed list of kinds, and the chain that ties the events of a device together (ADR 0002).
import { canonical, sha256, uuid7, wellFormed } from './canonical.js';

export const KINDS = Object.freeze([
  'basicsChanged', 'noticeGiven', 'answered', 'noted', 'measureSet', 'photoAdded', 'photoRemoved',
  'otherProblemSet', 'otherProblemRemoved', 'fieldFilled', 'concluded', 'disposalSet', 'notInspectable',
  'signed', 'refusedToSign', 'submitted',
]);

/** What stands before the first event of a device. */
export const GENESIS = Object.freeze({ seq: 0, hash: '0'.repeat(64), at: 0 });

const clean = (value) => {
  if (typeof value === 'string') return wellFormed(value);
  if (Array.isArray(value)) return value.map(clean);
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]));
  return value;
};

export async function hashOf({ at, device, id, kind, payload, prev, seq, visit }) {
  return sha256(canonical({ at, device, id, kind, payload, prev, seq, visit }));
}

/** The next event after `head` on this device. Its time never runs backwards, so that order within a device is the order of `seq`. */
export async function follow(head, { device, visit, kind, payload, now = Date.now(), id = uuid7(now) }) {
  if (!KINDS.includes(kind)) throw new TypeError(`unknown kind: ${kind}`);
  const event = { id, device, seq: head.seq + 1, visit, kind, at: Math.max(now, head.at), payload: clean(payload), prev: head.hash };
  return { ...event, hash: await hashOf(event) };
}

/** Where a device's chain breaks: `null` when whole, else the sequence number and what is wrong. */
export async function flaw(events, head = GENESIS) {
  let before = head;
  for (const event of events) {
    if (event.seq !== before.seq + 1) return { seq: event.seq, fault: 'gap' };
    if (event.prev !== before.hash) return { seq: event.seq, fault: 'prev' };
    if (event.at < before.at) return { seq: event.seq, fault: 'time' };
    if (event.hash !== await hashOf(event)) return { seq: event.seq, fault: 'hash' };
    before = event;
  }
  return null;
}

/** The order in which the events of all devices count: time, then device, then sequence. */
export function inOrder(events) {
  const once = new Map(events.map((event) => [event.id, event]));
  return [...once.values()].sort((a, b) => a.at - b.at || (a.device < b.device ? -1 : a.device > b.device ? 1 : a.seq - b.seq));
}
