import { describe, expect, test } from "vitest";

import {
  add,
  askingForLease,
  AT_ONCE,
  dropped,
  EMPTY,
  hurry,
  leased,
  leaseFailed,
  MAX_REFUSALS,
  type Outcome,
  plan,
  type Queue,
  sending,
  sent,
  undelivered,
} from "./chunk-queue";

const FIRST = { question: 0, index: 0 };

function queued(question: number, ...indexes: number[]): Queue {
  return indexes.reduce((queue, index) => add(queue, { question, index }, 1_000), leased(EMPTY, question));
}

function indexes(queue: Queue, now = 0): number[] {
  return plan(queue, now).send.map(({ index }) => index);
}

function attempt(queue: Queue, outcome: Outcome, now = 0, random = 1): Queue {
  return sent(sending(queue, FIRST), FIRST, outcome, now, random);
}

describe("what is sent", () => {
  test("asks for a lease first, once", () => {
    const queue = add(EMPTY, FIRST, 1_000);
    expect(plan(queue, 0)).toEqual({ send: [], lease: [0], wakeAt: null });
    expect(plan(askingForLease(queue, 0), 0)).toEqual({ send: [], lease: [], wakeAt: null });
    expect(indexes(leased(queue, 0))).toEqual([0]);
  });

  test("is three at once, by number", () => {
    const queue = queued(0, 1000, 2, 10, 1);
    expect(indexes(queue)).toEqual([1, 2, 10]);
    expect(indexes(sending(sending(queue, { question: 0, index: 1 }), { question: 0, index: 2 }))).toHaveLength(
      AT_ONCE - 2,
    );
  });

  test("is one of the newest question and the oldest of the rest, so that neither starves", () => {
    let queue = leased(queued(0, 1, 2, 3, 4, 5), 1);
    for (const index of [0, 1, 2]) queue = add(queue, { question: 1, index }, 1_000);
    expect(plan(queue, 0).send.map(({ question, index }) => [question, index])).toEqual([
      [1, 0],
      [0, 1],
      [0, 2],
    ]);
  });

  test("is gone when it has arrived", () => {
    expect(undelivered(attempt(queued(0, 0), "delivered"))).toEqual([]);
  });
});

describe("a failed attempt", () => {
  test("is repeated for ever, with pauses that double up to half a minute", () => {
    let queue = queued(0, 0);
    let now = 0;
    const pauses: number[] = [];
    for (let failure = 0; failure < 50; failure++) {
      queue = attempt(queue, "unavailable", now);
      const { send, wakeAt } = plan(queue, now);
      expect(send).toEqual([]);
      pauses.push((wakeAt ?? Infinity) - now);
      now = wakeAt ?? Infinity;
    }
    expect(pauses.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(indexes(queue, now)).toEqual([0]);
  });

  test("waits at least half its pause, by chance", () => {
    expect(plan(attempt(queued(0, 0), "unavailable", 0, 0), 0).wakeAt).toBe(500);
  });

  test("is repeated at once when the network is back", () => {
    expect(indexes(hurry(attempt(queued(0, 0), "unavailable")))).toEqual([0]);
  });

  test("of an expired policy asks for a new one, and costs the chunk nothing", () => {
    const queue = attempt(queued(0, 0, 1), "expired");
    expect(plan(queue, 0)).toEqual({ send: [], lease: [0], wakeAt: null });
    expect(indexes(leased(queue, 0))).toEqual([0, 1]);
  });

  test("holds up nobody else", () => {
    expect(indexes(attempt(queued(0, 0, 1, 2, 3), "unavailable"))).toEqual([1, 2, 3]);
  });

  test("that S3 refuses is given up after three fresh policies, and holds up nobody", () => {
    let queue = queued(0, 0, 1);
    for (let refusal = 1; refusal < MAX_REFUSALS; refusal++) {
      queue = attempt(queue, "refused");
      expect(plan(queue, 0).lease).toEqual([0]);
      queue = hurry(leased(queue, 0));
    }
    queue = attempt(queue, "refused");
    expect(undelivered(queue).map(({ index }) => index)).toEqual([1]);
    expect(indexes(queue)).toEqual([1]);
  });
});

describe("a lease that cannot be had", () => {
  test("is asked for again, later", () => {
    const queue = leaseFailed(askingForLease(add(EMPTY, FIRST, 1_000), 0), 0, 0, 1);
    expect(plan(queue, 999)).toEqual({ send: [], lease: [], wakeAt: 1_000 });
    expect(plan(queue, 1_000).lease).toEqual([0]);
  });
});

describe("a network that is gone", () => {
  const three = (queue: Queue, outcome: Outcome, now: number): Queue =>
    [0, 1, 2].reduce((before, index) => sent(before, { question: 0, index }, outcome, now, 1), queue);

  test("is tried by one chunk at a time, whatever waits, with pauses that double up to half a minute", () => {
    let queue = queued(0, 0, 1, 2, 3, 4);
    let now = 0;
    const pauses: number[] = [];
    for (let failure = 0; failure < 50; failure++) {
      queue = attempt(queue, "unreachable", now);
      const { send, wakeAt } = plan(queue, now);
      expect(send).toEqual([]);
      pauses.push((wakeAt ?? Infinity) - now);
      now = wakeAt ?? Infinity;
      expect(indexes(queue, now)).toHaveLength(1);
    }
    expect(pauses.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  test("is one failure though it cut off three uploads", () => {
    const underWay = [0, 1, 2].reduce((queue, index) => sending(queue, { question: 0, index }), queued(0, 0, 1, 2));
    expect(plan(three(underWay, "unreachable", 0), 0).wakeAt).toBe(1_000);
  });

  test("is back as soon as anybody answers, be it with a refusal", () => {
    const queue = sending(attempt(queued(0, 0, 1, 2), "unreachable"), { question: 0, index: 1 });
    expect(indexes(sent(queue, { question: 0, index: 1 }, "unavailable", 1_000, 1), 1_000)).toEqual([0, 2]);
  });

  test("is tried at once when the browser says that it is back", () => {
    expect(indexes(hurry(attempt(queued(0, 0, 1, 2), "unreachable")))).toEqual([0, 1, 2]);
  });
});

describe("a question that nobody awaits any more", () => {
  test("is not sent, the others are", () => {
    const queue = add(leased(queued(0, 0, 1), 1), { question: 1, index: 0 }, 1_000);
    expect(plan(dropped(queue, 0), 0).send).toMatchObject([{ question: 1, index: 0 }]);
  });
});
