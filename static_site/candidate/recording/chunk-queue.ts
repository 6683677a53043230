/**
 * What is to be sent next: pure. The store holds the chunks, the uploader sends them, this decides.
 *
 * A chunk waits until its question has a lease (a presigned policy), is sent, and either arrives, is tried again later,
 * or is refused. Faults of the network and of the server are tried for ever, ever more patiently; while nobody can be
 * reached, one chunk at a time finds out when that is over. An expired policy costs no patience, it is renewed; what S3
 * refuses three times under a good policy will never be taken.
 */

export interface ChunkId {
  readonly question: number;
  readonly index: number;
}

/**
 * How one attempt ended. `expired`: the policy's time is over. `refused`: S3 does not want these bytes. `unavailable`: it
 * does not want them now. `unreachable`: nobody answered.
 */
export type Outcome = "delivered" | "expired" | "refused" | "unavailable" | "unreachable";

export interface Item extends ChunkId {
  readonly size: number;
  readonly status: "waiting" | "sending" | "refused";
  readonly failures: number;
  readonly refusals: number;
  readonly notBefore: number;
}

interface Patience {
  readonly failures: number;
  readonly notBefore: number;
}

interface Lease extends Patience {
  readonly status: "none" | "asking" | "good";
}

export interface Queue {
  readonly items: readonly Item[];
  readonly leases: Readonly<Record<number, Lease>>;
  readonly network: Patience;
}

export interface Plan {
  readonly send: readonly Item[];
  /** Questions for which a policy is to be asked. */
  readonly lease: readonly number[];
  /** When to plan again though nothing has happened; null when nothing is waiting for a time. */
  readonly wakeAt: number | null;
}

export const AT_ONCE = 3;
export const MAX_REFUSALS = 3;
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 30_000;
const PATIENT: Patience = { failures: 0, notBefore: 0 };
const NO_LEASE: Lease = { status: "none", ...PATIENT };

export const EMPTY: Queue = { items: [], leases: {}, network: PATIENT };

/** The chunk waits to be sent. */
export function add(queue: Queue, { question, index }: ChunkId, size: number): Queue {
  const item: Item = { question, index, size, status: "waiting", refusals: 0, ...PATIENT };
  const others = queue.items.filter((other) => !isSame(other, item));
  return { ...queue, items: [...others, item].sort((a, b) => a.question - b.question || a.index - b.index) };
}

/** What to do now. Of several questions the newest has one place at least, and the oldest all that are left. */
export function plan(queue: Queue, now: number): Plan {
  const waiting = queue.items.filter(({ status }) => status === "waiting");
  const ready = waiting.filter((item) => leaseOf(queue, item.question).status === "good");
  const leaseless = [...new Set(waiting.map(({ question }) => question))].filter(
    (question) => leaseOf(queue, question).status === "none",
  );
  const isReachable = queue.network.notBefore <= now;
  const later = [
    ...ready.map(({ notBefore }) => Math.max(notBefore, queue.network.notBefore)),
    ...leaseless.map((question) => leaseOf(queue, question).notBefore),
  ].filter((at) => at > now);
  return {
    send: isReachable
      ? choose(
          queue,
          ready.filter(({ notBefore }) => notBefore <= now),
        )
      : [],
    lease: leaseless.filter((question) => leaseOf(queue, question).notBefore <= now),
    wakeAt: later.length > 0 ? Math.min(...later) : null,
  };
}

function choose(queue: Queue, due: readonly Item[]): Item[] {
  const underWay = queue.items.filter(({ status }) => status === "sending");
  const atOnce = queue.network.failures > 0 ? 1 : AT_ONCE;
  const newest = Math.max(...undelivered(queue).map(({ question }) => question));
  const chosen: Item[] = [];
  while (underWay.length + chosen.length < atOnce) {
    const rest = due.filter((item) => !chosen.includes(item));
    const hasNewest = [...underWay, ...chosen].some(({ question }) => question === newest);
    const next = (hasNewest ? undefined : rest.find(({ question }) => question === newest)) ?? rest[0];
    if (!next) break;
    chosen.push(next);
  }
  return chosen;
}

export function sending(queue: Queue, id: ChunkId): Queue {
  const item = find(queue, id);
  return item ? replace(queue, { ...item, status: "sending" }) : queue;
}

/** `random` is between 0 and 1: many pages that lost the same network do not come back at one moment. */
export function sent(before: Queue, id: ChunkId, outcome: Outcome, now: number, random: number): Queue {
  const queue = { ...before, network: outcome === "unreachable" ? lost(before.network, now, random) : PATIENT };
  const item = find(queue, id);
  if (!item) return queue;
  const again: Item = { ...item, status: "waiting" };
  switch (outcome) {
    case "delivered":
      return { ...queue, items: queue.items.filter((other) => other !== item) };
    case "expired":
      return withLease(replace(queue, again), id.question, NO_LEASE);
    case "unreachable":
      return replace(queue, again);
    case "unavailable": {
      const failures = item.failures + 1;
      return replace(queue, { ...again, failures, notBefore: now + pause(failures, random) });
    }
    case "refused": {
      const refusals = item.refusals + 1;
      if (refusals >= MAX_REFUSALS) return replace(queue, { ...item, status: "refused", refusals });
      // A policy of a role whose credentials ended is refused, too: ask for a new one.
      const waiting = { ...again, refusals, notBefore: now + pause(refusals, random) };
      return withLease(replace(queue, waiting), id.question, NO_LEASE);
    }
  }
}

export function askingForLease(queue: Queue, question: number): Queue {
  return withLease(queue, question, { ...leaseOf(queue, question), status: "asking" });
}

export function leased(queue: Queue, question: number): Queue {
  return withLease(queue, question, { status: "good", ...PATIENT });
}

/** `atLeastMs` is how long the API wishes not to be asked. */
export function leaseFailed(queue: Queue, question: number, now: number, random: number, atLeastMs = 0): Queue {
  const failures = leaseOf(queue, question).failures + 1;
  const notBefore = now + Math.max(pause(failures, random), atLeastMs);
  return withLease(queue, question, { status: "none", failures, notBefore });
}

/** Nobody will take this question's chunks any more. */
export function dropped(queue: Queue, question: number): Queue {
  return { ...queue, items: queue.items.filter((item) => item.question !== question) };
}

/** The network is back: nothing waits any longer. */
export function hurry(queue: Queue): Queue {
  const items = queue.items.map((item) => ({ ...item, notBefore: 0 }));
  const leases = Object.entries(queue.leases).map(([question, lease]) => [question, { ...lease, notBefore: 0 }]);
  return { items, leases: Object.fromEntries(leases) as Queue["leases"], network: PATIENT };
}

/** What still can arrive. */
export function undelivered(queue: Queue): readonly Item[] {
  return queue.items.filter(({ status }) => status !== "refused");
}

/** Several uploads that are cut off by one fault are one failure. */
function lost(network: Patience, now: number, random: number): Patience {
  if (now < network.notBefore) return network;
  const failures = network.failures + 1;
  return { failures, notBefore: now + pause(failures, random) };
}

function pause(failures: number, random: number): number {
  return Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)) * (0.5 + random / 2);
}

function leaseOf(queue: Queue, question: number): Lease {
  return queue.leases[question] ?? NO_LEASE;
}

function withLease(queue: Queue, question: number, lease: Lease): Queue {
  return { ...queue, leases: { ...queue.leases, [question]: lease } };
}

function find(queue: Queue, id: ChunkId): Item | undefined {
  return queue.items.find((item) => isSame(item, id));
}

function replace(queue: Queue, item: Item): Queue {
  return { ...queue, items: queue.items.map((other) => (isSame(other, item) ? item : other)) };
}

function isSame(a: ChunkId, b: ChunkId): boolean {
  return a.question === b.question && a.index === b.index;
}
