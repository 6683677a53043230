import type { AnswerProgressView } from "../../shared/api-types";
import { t } from "../words";

/** A question of an interview as it is shown: `2`, or `2, follow-up 1` below the question that it follows. */
export interface Asked {
  answer: AnswerProgressView;
  /** Of the main question, from 1. */
  number: number;
  /** Which follow-up to that question, from 1; null for the question itself. */
  followUp: number | null;
}

/** In the order in which they were asked: each main question, then its follow-ups. */
export function inAskingOrder(answers: readonly AnswerProgressView[]): Asked[] {
  const isMain = (answer: AnswerProgressView): boolean => (answer.question.follows ?? null) === null;
  return answers
    .filter(isMain)
    .flatMap((main, at) => [
      { answer: main, number: at + 1, followUp: null },
      ...answers
        .filter(({ question }) => question.follows === main.question_index)
        .map((answer, nth) => ({ answer, number: at + 1, followUp: nth + 1 })),
    ]);
}

/** `Question 2`, `Follow-up 1 to question 2`. */
export function titleOf({ number, followUp }: Pick<Asked, "number" | "followUp">): string {
  const words = t.value.answer;
  return followUp === null ? words.question(number) : words.followUp(followUp, number);
}
