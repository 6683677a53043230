import { describe, expect, test } from "vitest";

import { inAskingOrder, leftToAsk, placeOf } from "./question-order";

const MAIN = { follows: null };
const QUESTIONS = [MAIN, MAIN, { follows: 0 }, { follows: 0 }];
const ORDER = [0, 2, 3, 1];

describe("what is left to ask", () => {
  const nothing = (): boolean => false;

  test("is in the order of asking, from the current question on", () => {
    expect(leftToAsk(ORDER, 0, nothing)).toEqual(ORDER);
    expect(leftToAsk(ORDER, 2, nothing)).toEqual([2, 3, 1]);
  });

  test("is not what was answered", () => {
    expect(leftToAsk(ORDER, 0, (question) => question === 0 || question === 3)).toEqual([2, 1]);
    expect(leftToAsk(ORDER, 1, () => true)).toEqual([]);
  });

  test("is nothing behind the last", () => {
    expect(leftToAsk(ORDER, 4, nothing)).toEqual([]);
  });
});

test("follow-ups stand behind their questions", () => {
  expect(inAskingOrder(QUESTIONS)).toEqual([0, 2, 3, 1]);
});

test("a question's place counts what every candidate is asked", () => {
  expect(QUESTIONS.map((_, index) => placeOf(QUESTIONS, index))).toEqual([
    { number: 1, of: 2, isFollowUp: false },
    { number: 2, of: 2, isFollowUp: false },
    { number: 1, of: 2, isFollowUp: true },
    { number: 1, of: 2, isFollowUp: true },
  ]);
});
