import { beforeEach, describe, expect, test } from "vitest";

import { ApiError } from "../../shared/api";
import { NOTHING_USED, type TimeUsed } from "./question-time";
import { type TimeTold, Times } from "./times";

const TIMING = { thinkingMs: 30_000, answerMs: 120_000 };
const FRESH = { thinking_left_ms: 30_000, answer_left_ms: 120_000, more_thinking: 0, more_answer: 0 };
const OFFLINE = new ApiError(0, "offline", "Nobody is there.", "r1");

class FakeStorage {
  [key: string]: unknown;
  getItem = (key: string): string | null => (this[key] as string | undefined) ?? null;
  setItem = (key: string, value: string): void => {
    this[key] = value;
  };
  removeItem = (key: string): void => void Reflect.deleteProperty(this, key);
}

let storage: FakeStorage;
let now: number;
let told: [number, TimeTold][];
let fault: Error | null;
let time: typeof FRESH;
let known: number[];

function times(session = "s1", refused = false): Times {
  return new Times(
    session,
    {
      keepTime: (question, sent) => {
        if (fault) return Promise.reject(fault);
        told.push([question, sent]);
        return Promise.resolve({ time, given: [{ question_index: question + 1, text: "And then?" }] });
      },
    },
    (given) => known.push(...given.map(({ question_index }) => question_index)),
    () => {
      if (refused) throw new DOMException("refused", "SecurityError");
      return storage as unknown as Storage;
    },
    () => now,
  );
}

const BUSY = new ApiError(429, "too_many_attempts", "Too many.", "r1", [], 20_000);

const used = (about: Partial<TimeUsed>): TimeUsed => ({ ...NOTHING_USED, ...about });

beforeEach(() => {
  storage = new FakeStorage();
  [now, told, fault, time, known] = [1_000_000, [], null, FRESH, []];
});

describe("the time that is used", () => {
  test("is told no sooner than the API wishes", async () => {
    const here = times();
    here.keep(0, NOTHING_USED);
    fault = BUSY;
    await here.tell();
    fault = null;
    now += 19_000;
    await here.tell();
    expect(told).toEqual([]);
    now += 1_000;
    await here.tell();
    expect(told).toHaveLength(1);
  });

  test("is told with how long ago that was, and brings the next question's words", async () => {
    const here = times();
    here.keep(0, NOTHING_USED);
    now += 8_000;
    here.keep(0, used({ thinkingMs: 7_500.4, moreThinking: 1 }));
    now += 500;
    await here.tell();
    expect(told).toEqual([
      [
        0,
        {
          ...{ thinking_ms: 7_500, answer_ms: 0, more_thinking: 1, more_answer: 0 },
          ...{ asked_ago_ms: 8_500, told_ago_ms: 500, ended: false },
        },
      ],
    ]);
    expect(known).toEqual([1]);
    await here.tell();
    expect(told, "what is known is not told again").toHaveLength(1);
  });

  test("tells a page that comes back since when an earlier one is gone, once, where the time ran", () => {
    const before = times();
    before.keep(0, used({ thinkingMs: 1_000 }), "running");
    before.keep(0, used({ thinkingMs: 2_000 }), "ended");
    before.keep(1, NOTHING_USED);
    before.keep(2, used({ thinkingMs: 1_000 }), "running");
    const leftAt = now;
    now += 60_000;
    const after = times();
    expect([0, 1, 2, 2, 3].map((question) => after.takeLeftAt(question))).toEqual([null, null, leftAt, null, null]);
    expect(times().takeLeftAt(2)).toBeNull();
  });

  test("is kept over a reload, and told when somebody can be told", async () => {
    fault = OFFLINE;
    const before = times();
    before.keep(0, NOTHING_USED);
    before.keep(0, used({ thinkingMs: 9_000, answerMs: 40_000 }), "ended");
    now += 1_000;
    before.keep(1, NOTHING_USED);
    await before.tell();
    now += 60_000;
    fault = null;
    const after = times();
    expect(after.used(0, TIMING, null)).toEqual(used({ thinkingMs: 9_000, answerMs: 40_000 }));
    await after.tell();
    expect(
      told.map(([question, { answer_ms, told_ago_ms, ended }]) => [question, answer_ms, told_ago_ms, ended]),
    ).toEqual([
      [0, 40_000, 61_000, true],
      [1, 0, 60_000, false],
    ]);
  });

  test("is what the API says, where that is more", async () => {
    const elsewhere = { ...FRESH, thinking_left_ms: 4_000, answer_left_ms: 150_000, more_answer: 1 };
    expect(times().used(0, TIMING, elsewhere)).toEqual(used({ thinkingMs: 26_000, answerMs: 30_000, moreAnswer: 1 }));
    const here = times();
    here.keep(0, used({ thinkingMs: 2_000 }));
    time = elsewhere;
    await here.tell();
    expect(here.used(0, TIMING, FRESH)).toEqual(used({ thinkingMs: 26_000, answerMs: 30_000, moreAnswer: 1 }));
  });

  test("never becomes less", () => {
    const here = times();
    here.keep(0, used({ answerMs: 40_000 }));
    here.keep(0, used({ thinkingMs: 3_000 }));
    expect(here.used(0, TIMING, null)).toEqual(used({ thinkingMs: 3_000, answerMs: 40_000 }));
  });

  test("is told once more where it grew on the way, and what is refused for good only once", async () => {
    const here = times();
    here.keep(0, NOTHING_USED);
    const telling = here.tell();
    here.keep(0, used({ thinkingMs: 5_000 }));
    void here.tell();
    await telling;
    expect(told.map(([, { thinking_ms }]) => thinking_ms)).toEqual([0, 5_000]);
    here.keep(1, NOTHING_USED);
    fault = new ApiError(409, "conflict", "This question has not come yet.", "r1");
    await here.tell();
    fault = null;
    await here.tell();
    expect(told).toHaveLength(2);
  });

  test("of another interview is not mixed in, and goes when nobody comes back for it", async () => {
    times("s2").keep(0, used({ thinkingMs: 9_000 }));
    const here = times();
    expect(here.used(0, TIMING, null)).toEqual(NOTHING_USED);
    here.keep(0, NOTHING_USED);
    here.forget();
    expect(Object.keys(storage).filter((key) => key.startsWith("time/"))).toEqual(["time/s2/0"]);
    now += 8 * 24 * 60 * 60 * 1000;
    await times().tell();
    expect(Object.keys(storage).filter((key) => key.startsWith("time/"))).toEqual([]);
  });

  test("is kept by the page where the browser keeps nothing, and what is not ours is passed over", async () => {
    const here = times("s1", true);
    here.keep(0, used({ thinkingMs: 9_000 }));
    expect(here.used(0, TIMING, null).thinkingMs).toBe(9_000);
    await here.tell();
    expect(told).toHaveLength(1);
    storage["time/s1/0"] = "{";
    storage["time/s1/1"] = '{"used":{"thinkingMs":"x"},"askedAt":1,"at":1}';
    expect(times().used(0, TIMING, null)).toEqual(NOTHING_USED);
  });
});
