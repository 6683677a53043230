/** Which questions are asked, in what order, and where each stands among them. Pure. */

import type { QuestionPlace } from "../../shared/words/en/candidate";

export interface Asked {
  readonly follows: number | null;
}

/** What is still to be asked, from the current question on. */
export function leftToAsk(
  order: readonly number[],
  current: number,
  isAnswered: (question: number) => boolean,
): number[] {
  const from = order.indexOf(current);
  return from < 0 ? [] : order.slice(from).filter((question) => !isAnswered(question));
}

/** All of them in the order in which they are asked: each main question, then its follow-ups. */
export function inAskingOrder(questions: readonly Asked[]): number[] {
  const mainOf = (index: number): number => questions[index]?.follows ?? index;
  return [...questions.keys()].sort((one, other) => mainOf(one) - mainOf(other) || one - other);
}

/** The second of five, or a follow-up to it: only what stands in the template is counted. */
export function placeOf(questions: readonly Asked[], question: number): QuestionPlace {
  const follows = questions[question]?.follows ?? null;
  const main = follows ?? question;
  const mains = questions.flatMap(({ follows }, index) => (follows === null ? [index] : []));
  return { number: mains.filter((index) => index <= main).length, of: mains.length, isFollowUp: follows !== null };
}
