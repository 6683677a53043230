import { describe, expect, test } from "vitest";

import {
  add,
  askingForLease,
  AT_ONCE,
  EMPTY,
  hurry,
  leased,
  leaseFailed,
  MOST_REFUSALS,
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
      queue = attempt(queue, "unreachable", now);
      const { send, wakeAt } = plan(queue, now);
      expect(send).toEqual([]);
      pauses.push((wakeAt ?? Infinity) - now);
      now = wakeAt ?? Infinity;
    }
    expect(pauses.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(indexes(queue, now)).toEqual([0]);
  });

  test("waits at least half its pause, by chance", () => {
    expect(plan(attempt(queued(0, 0), "unreachable", 0, 0), 0).wakeAt).toBe(500);
  });

  test("is repeated at once when the network is back", () => {
    expect(indexes(hurry(attempt(queued(0, 0), "unreachable")))).toEqual([0]);
  });

  test("of an expired policy asks for a new one, and costs the chunk nothing", () => {
    const queue = attempt(queued(0, 0, 1), "expired");
    expect(plan(queue, 0)).toEqual({ send: [], lease: [0], wakeAt: null });
    expect(indexes(leased(queue, 0))).toEqual([0, 1]);
  });

  test("that S3 refuses is given up after three fresh policies, and holds up nobody", () => {
    let queue = queued(0, 0, 1);
    for (let refusal = 1; refusal < MOST_REFUSALS; refusal++) {
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

describe("bytes that changed", () => {
  test("are sent again when the old ones were on their way", () => {
    const queue = add(sending(queued(0, 0), FIRST), FIRST, 1_050);
    expect(indexes(queue)).toEqual([]);
    const after = sent(queue, FIRST, "delivered", 0, 1);
    expect(plan(after, 0).send).toMatchObject([{ index: 0, size: 1_050 }]);
  });

  test("are sent once when the old ones had not left", () => {
    expect(plan(add(queued(0, 0), FIRST, 1_050), 0).send).toMatchObject([{ index: 0, size: 1_050 }]);
  });

  test("are sent anew when the old ones had arrived", () => {
    expect(indexes(add(attempt(queued(0, 0), "delivered"), FIRST, 1_050))).toEqual([0]);
  });
});
