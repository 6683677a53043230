import type { AnswerProgressView, ResultsView } from "../../shared/api-types";

/** The questions in whose recording nothing was said. */
export function silentIn({ scorecard }: Pick<ResultsView, "scorecard">): ReadonlySet<number> {
  const unscored = scorecard?.scorecard.unscored ?? [];
  return new Set(unscored.filter(({ reason }) => reason === "no_speech").map(({ question_index }) => question_index));
}

/** Where the score was made anew meanwhile, that counts. */
export function isSilent(answer: AnswerProgressView, silent: ReadonlySet<number>): boolean {
  return silent.has(answer.question_index) && typeof answer.overall !== "number" && !answer.written;
}
