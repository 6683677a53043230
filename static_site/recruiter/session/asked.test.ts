import { expect, test } from "vitest";

import type { AnswerProgressView } from "../../shared/api-types";
import { inAskingOrder, titleOf } from "./asked";

function answersOf(...follows: (number | null)[]): AnswerProgressView[] {
  return follows.map((main, index) => ({ question_index: index, question: { follows: main } }) as AnswerProgressView);
}

test("follow-ups stand below the question that they follow", () => {
  const asked = inAskingOrder(answersOf(null, null, 1, 0, 1));
  expect(asked.map(({ answer }) => answer.question_index)).toEqual([0, 3, 1, 2, 4]);
  expect(asked.map(titleOf)).toEqual([
    "Question 1",
    "Follow-up 1 to question 1",
    "Question 2",
    "Follow-up 1 to question 2",
    "Follow-up 2 to question 2",
  ]);
});

test("without follow-ups the questions are numbered as they stand", () => {
  expect(inAskingOrder(answersOf(null, null)).map(titleOf)).toEqual(["Question 1", "Question 2"]);
});
