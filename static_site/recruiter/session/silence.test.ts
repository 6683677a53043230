import { expect, test } from "vitest";

import type { AnswerProgressView, ResultsView } from "../../shared/api-types";
import { isSilent, silentIn } from "./silence";

const unscored = (...reasons: string[]): Pick<ResultsView, "scorecard"> =>
  ({
    scorecard: { scorecard: { unscored: reasons.map((reason, question_index) => ({ question_index, reason })) } },
  }) as unknown as Pick<ResultsView, "scorecard">;

const answer = (question_index: number, more: Partial<AnswerProgressView> = {}): AnswerProgressView =>
  ({ question_index, overall: null, written: false, ...more }) as AnswerProgressView;

test("an answer is silent where nothing was said, and not where too little was", () => {
  const silent = silentIn(unscored("too_few_words", "no_speech"));
  expect([0, 1, 2].map((index) => isSilent(answer(index), silent))).toEqual([false, true, false]);
  expect(silentIn({ scorecard: null }).size).toBe(0);
});

test("a score that was made since, or what was written, counts", () => {
  const silent = silentIn(unscored("no_speech"));
  expect(isSilent(answer(0, { overall: 5 }), silent)).toBe(false);
  expect(isSilent(answer(0, { written: true }), silent)).toBe(false);
});
