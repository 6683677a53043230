import { expect, test } from "vitest";

import type { SharedQuestion } from "../shared/api-types";
import { titlesOf } from "./questions";

test("a follow-up is named by the question that it follows, and makes no question more", () => {
  const asked = [
    [0, null],
    [2, 0],
    [3, 0],
    [1, null],
  ] as const;
  const questions = asked.map(([question_index, follows]): SharedQuestion => ({ question_index, text: "", follows }));
  expect(titlesOf(questions)).toEqual([
    "Question 1 of 2",
    "Follow-up 1 to question 1",
    "Follow-up 2 to question 1",
    "Question 2 of 2",
  ]);
});
