/**
 * What is to be sent next: pure. The store holds the chunks, the uploader sends them, this decides.
 *
 * A chunk waits until its question has a lease (a presigned policy), is sent, and either arrives, is tried again later,
 * or is refused. Network and server faults are tried for ever, ever more patiently; an expired policy costs no patience,
 * it is renewed; what S3 refuses three times under a good policy will never be taken.
 */

export interface ChunkId {
  readonly question: number;
  readonly index: number;
}

/** How one attempt ended. `expired`: the policy's time is over. `refused`: S3 does not want these bytes. */
export type Outcome = "delivered" | "expired" | "refused" | "unreachable";

export interface Item extends ChunkId {
  readonly size: number;
  readonly status: "waiting" | "sending" | "refused";
  readonly failures: number;
  readonly refusals: number;
  readonly notBefore: number;
  /** Other bytes took its place while it was being sent: it is sent again. */
  readonly replaced: boolean;
}

interface Lease {
  readonly status: "none" | "asking" | "good";
  readonly failures: number;
  readonly notBefore: number;
}

export interface Queue {
  readonly items: readonly Item[];
  readonly leases: Readonly<Record<number, Lease>>;
}

export interface Plan {
  readonly send: readonly Item[];
  /** Questions for which a policy is to be asked. */
  readonly lease: readonly number[];
  /** When to plan again though nothing has happened; null when nothing is waiting for a time. */
  readonly wakeAt: number | null;
}

export const AT_ONCE = 3;
export const MOST_REFUSALS = 3;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const NO_LEASE: Lease = { status: "none", failures: 0, notBefore: 0 };

export const EMPTY: Queue = { items: [], leases: {} };

/** The chunk waits to be sent; where it is known already, its bytes have changed. */
export function add(queue: Queue, { question, index }: ChunkId, size: number): Queue {
  const known = find(queue, { question, index });
  if (known?.status === "sending") return replace(queue, { ...known, size, replaced: true });
  const item: Item = {
    ...{ question, index, size, status: "waiting", failures: 0, refusals: 0, notBefore: 0, replaced: false },
  };
  if (known) return replace(queue, item);
  const items = [...queue.items, item].sort((a, b) => a.question - b.question || a.index - b.index);
  return { ...queue, items };
}

/** What to do now. Of several questions the newest has one place at least, and the oldest all that are left. */
export function plan(queue: Queue, now: number): Plan {
  const waiting = queue.items.filter(({ status }) => status === "waiting");
  const due = waiting.filter((item) => item.notBefore <= now && leaseOf(queue, item.question).status === "good");
  const sending = queue.items.filter(({ status }) => status === "sending");
  const newest = Math.max(...queue.items.map(({ question }) => question));
  const send: Item[] = [];
  while (sending.length + send.length < AT_ONCE) {
    const rest = due.filter((item) => !send.includes(item));
    const hasNewest = [...sending, ...send].some(({ question }) => question === newest);
    const next = (hasNewest ? undefined : rest.find(({ question }) => question === newest)) ?? rest[0];
    if (!next) break;
    send.push(next);
  }
  const leaseless = [...new Set(waiting.map(({ question }) => question))].filter(
    (question) => leaseOf(queue, question).status === "none",
  );
  const later = [
    ...waiting.filter((item) => leaseOf(queue, item.question).status === "good").map(({ notBefore }) => notBefore),
    ...leaseless.map((question) => leaseOf(queue, question).notBefore),
  ].filter((at) => at > now);
  return {
    send,
    lease: leaseless.filter((question) => leaseOf(queue, question).notBefore <= now),
    wakeAt: later.length > 0 ? Math.min(...later) : null,
  };
}

export function sending(queue: Queue, id: ChunkId): Queue {
  const item = find(queue, id);
  return item ? replace(queue, { ...item, status: "sending", replaced: false }) : queue;
}

/** `random` is between 0 and 1: many pages that lost the same network do not come back at one moment. */
export function sent(queue: Queue, id: ChunkId, outcome: Outcome, now: number, random: number): Queue {
  const item = find(queue, id);
  if (!item) return queue;
  const again: Item = { ...item, status: "waiting", replaced: false };
  if (item.replaced) return replace(queue, again);
  switch (outcome) {
    case "delivered":
      return { ...queue, items: queue.items.filter((other) => other !== item) };
    case "expired":
      return withLease(replace(queue, again), id.question, NO_LEASE);
    case "unreachable": {
      const failures = item.failures + 1;
      return replace(queue, { ...again, failures, notBefore: now + pause(failures, random) });
    }
    case "refused": {
      const refusals = item.refusals + 1;
      if (refusals >= MOST_REFUSALS) return replace(queue, { ...item, status: "refused", refusals });
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
  return withLease(queue, question, { status: "good", failures: 0, notBefore: 0 });
}

export function leaseFailed(queue: Queue, question: number, now: number, random: number): Queue {
  const failures = leaseOf(queue, question).failures + 1;
  return withLease(queue, question, { status: "none", failures, notBefore: now + pause(failures, random) });
}

/** The network is back: nothing waits any longer. */
export function hurry(queue: Queue): Queue {
  const items = queue.items.map((item) => ({ ...item, notBefore: 0 }));
  const leases = Object.entries(queue.leases).map(([question, lease]) => [question, { ...lease, notBefore: 0 }]);
  return { items, leases: Object.fromEntries(leases) as Queue["leases"] };
}

/** What still can arrive. */
export function undelivered(queue: Queue): readonly Item[] {
  return queue.items.filter(({ status }) => status !== "refused");
}

function pause(failures: number, random: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)) * (0.5 + random / 2);
}

function leaseOf(queue: Queue, question: number): Lease {
  return queue.leases[question] ?? NO_LEASE;
}

function withLease(queue: Queue, question: number, lease: Lease): Queue {
  return { ...queue, leases: { ...queue.leases, [question]: lease } };
}

function find(queue: Queue, { question, index }: ChunkId): Item | undefined {
  return queue.items.find((item) => item.question === question && item.index === index);
}

function replace(queue: Queue, item: Item): Queue {
  const isSame = (other: Item): boolean => other.question === item.question && other.index === item.index;
  return { ...queue, items: queue.items.map((other) => (isSame(other) ? item : other)) };
}
