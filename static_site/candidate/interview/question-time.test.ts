import { expect, test } from "vitest";

import { MIN_ANSWER_MS, MIN_THINKING_MS, MORE_ANSWER_MS, MORE_THINKING_MS } from "../../shared/limits";
import { answerLeftMs, mayExtend, NOTHING_USED, thinkingLeftMs } from "./question-time";

const TIMING = { thinkingMs: 60_000, answerMs: 180_000 };

test.each([
  ["nothing is used", {}, 60_000, 180_000],
  ["some is used", { thinkingMs: 15_000, answerMs: 20_000 }, 45_000, 160_000],
  ["all is used", { thinkingMs: 60_000, answerMs: 180_000 }, MIN_THINKING_MS, MIN_ANSWER_MS],
  ["more was asked for", { moreThinking: 1, moreAnswer: 1 }, 60_000 + MORE_THINKING_MS, 180_000 + MORE_ANSWER_MS],
  ["more is used", { thinkingMs: 60_000, moreThinking: 1, moreAnswer: 1, answerMs: 200_000 }, MORE_THINKING_MS, 40_000],
])("where %s, so much is left", (_, about, thinkingMs, answerMs) => {
  const used = { ...NOTHING_USED, ...about };
  expect([thinkingLeftMs(TIMING, used), answerLeftMs(TIMING, used)]).toEqual([thinkingMs, answerMs]);
});

test("a short question gives back half of its time at most", () => {
  const timing = { thinkingMs: 10_000, answerMs: 20_000 };
  const used = { ...NOTHING_USED, ...timing };
  expect([thinkingLeftMs(timing, used), answerLeftMs(timing, used)]).toEqual([5_000, 10_000]);
});

test("more time may be asked for twice, whatever for", () => {
  const more = (moreThinking: number, moreAnswer: number): boolean =>
    mayExtend({ ...NOTHING_USED, moreThinking, moreAnswer });
  expect([more(0, 0), more(1, 0), more(0, 1)]).toEqual([true, true, true]);
  expect([more(1, 1), more(2, 0), more(0, 2)]).toEqual([false, false, false]);
});
