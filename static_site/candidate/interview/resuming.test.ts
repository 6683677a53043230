import { describe, expect, test } from "vitest";

import type { QuestionView } from "../../shared/api-types";
import { type Left, whatIsLeft } from "./resuming";

const QUESTION: QuestionView = {
  text: "Why this job?",
  ...{ thinking_time_s: 30, answer_time_s: 60, recorded: false, recorded_ms: 0, written: false },
  ...{ begun: false, awaited: 0, follow_ups: 0, follows: null, time: null },
};
const TIME = { thinking_left_ms: 30_000, answer_left_ms: 60_000, more_thinking: 0, more_answer: 0 };
const PASSED = { ...QUESTION, time: TIME };

interface Here {
  readonly completed?: number[];
  readonly begun?: number[];
  readonly ms?: Record<number, number>;
}

/** Of an interview whose questions are asked in their order, from `current` on. */
function left(questions: QuestionView[], current = 0, { completed = [], begun = [], ms = {} }: Here = {}): Left {
  const asking_order = [...questions.keys()];
  const recorded = new Map(Object.entries(ms).map(([question, recordedMs]) => [Number(question), { ms: recordedMs }]));
  return whatIsLeft(
    { state: "in_progress", questions, asking_order, current_question_index: current },
    { completed: new Set(completed), begun: new Set(begun) },
    recorded,
  );
}

describe("what is still asked", () => {
  const recorded = { ...QUESTION, recorded: true };

  test("is all of an interview that has not begun", () => {
    const order = { questions: [QUESTION, QUESTION], asking_order: [1, 0], current_question_index: 1 };
    const nothing = { completed: new Set<number>(), begun: new Set<number>() };
    expect(whatIsLeft({ state: "pending", ...order }, nothing, new Map()).toAsk).toEqual([1, 0]);
  });

  test.each([
    ["recorded", recorded, {}],
    ["written", { ...QUESTION, written: true }, {}],
    ["complete on this device", QUESTION, { completed: [0] }],
  ])("is no answer that is %s", (_, first, here) => {
    expect(left([first, QUESTION], 0, here).toAsk).toEqual([1]);
  });

  test("is an answer that broke off here, though the cloud knows of it", () => {
    expect(left([recorded, QUESTION], 0, { begun: [0] }).toAsk).toEqual([0, 1]);
  });

  test("is no question before the current one", () => {
    expect(left([QUESTION, QUESTION, QUESTION], 1).toAsk).toEqual([1, 2]);
  });
});

describe("another device", () => {
  test("is said to have what has not arrived and is not here", () => {
    const questions = [{ ...PASSED, recorded: true, awaited: 2 }, PASSED, PASSED];
    expect(left(questions, 2).awaitedElsewhere).toEqual([0, 1]);
  });

  test("is said to have the beginning of an answer that goes on here", () => {
    expect(left([{ ...PASSED, begun: true }, QUESTION]).awaitedElsewhere).toEqual([0]);
  });

  test("counts with what it recorded, and this one does not count twice", () => {
    const questions = [
      { ...QUESTION, recorded_ms: 14_000 },
      { ...QUESTION, recorded_ms: 10_000 },
      { ...QUESTION, recorded_ms: 1_000 },
    ];
    expect(left(questions, 0, { ms: { 0: 5_000, 2: 2_000 } }).recordedElsewhereMs).toEqual([9_000, 10_000, 0]);
  });

  test("is not where all is here, or all has arrived", () => {
    const questions = [{ ...PASSED, awaited: 1 }, { ...PASSED, written: true }, QUESTION];
    expect(left(questions, 2, { begun: [0] }).awaitedElsewhere).toEqual([]);
  });
});
