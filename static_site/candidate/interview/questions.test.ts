import { expect, test } from "vitest";

import type { QuestionView } from "../../shared/api-types";
import { known, timing, withFollowUp, withWords, withWritten } from "./questions";

const FIRST: QuestionView = {
  text: "Why this job?",
  ...{ thinking_time_s: 30, answer_time_s: 60, recorded: false, recorded_ms: 0, written: false },
  ...{ begun: false, awaited: 0, follow_ups: 1, follows: null, time: null },
};
const UNKNOWN = { ...FIRST, text: null };
const FOLLOW_UP = { question_index: 2, text: "Why that?", thinking_time_s: 10, answer_time_s: 20 };

test("words come for some questions, and take none away", () => {
  const questions = withWords(
    [FIRST, UNKNOWN, UNKNOWN],
    [
      { question_index: 1, text: "And then?" },
      { question_index: 0, text: null },
      { question_index: 7, text: "Of no question" },
    ],
  );
  expect(questions.map(({ text }) => text)).toEqual(["Why this job?", "And then?", null]);
  expect(known(questions)).toEqual([0, 1]);
});

test("a written answer is that of its question alone", () => {
  expect(withWritten([FIRST, FIRST], 1).map(({ written }) => written)).toEqual([false, true]);
});

test("a follow-up comes at the end, and follows the main question", () => {
  const questions = withFollowUp([FIRST, FIRST], 1, FOLLOW_UP);
  expect(questions[2]).toMatchObject({ text: "Why that?", follows: 1, recorded: false, time: null });
  expect(timing(questions[2]!)).toEqual({ thinkingMs: 10_000, answerMs: 20_000 });
  const more = withFollowUp(questions, 2, { ...FOLLOW_UP, question_index: 3 });
  expect(more[3]).toMatchObject({ follows: 1 });
});

test("a follow-up that is known already keeps what is known of it", () => {
  const [, , again] = withFollowUp([FIRST, FIRST, { ...FIRST, follows: 1, recorded: true }], 1, FOLLOW_UP);
  expect(again).toMatchObject({ text: "Why that?", recorded: true });
});
