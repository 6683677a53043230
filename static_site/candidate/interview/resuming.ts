/** What is left of an interview that was begun before, of what the API and this device know: pure. */

import type { InterviewView } from "./candidate-api";
import type { Resumed } from "./delivery";
import { leftToAsk } from "./question-order";

export interface Left {
  /** In order, from the question that is current. */
  readonly toAsk: readonly number[];
  /** Questions whose answers have not arrived whole, and of which this device has nothing. */
  readonly awaitedElsewhere: readonly number[];
  /** By question, how much was recorded of which this device has nothing: what an earlier one told of. */
  readonly recordedElsewhereMs: readonly number[];
}

type Interview = Pick<InterviewView, "state" | "questions" | "asking_order" | "current_question_index">;

export function whatIsLeft(
  { state, questions, asking_order, current_question_index }: Interview,
  { completed, begun }: Pick<Resumed, "completed" | "begun">,
  here: ReadonlyMap<number, { readonly ms: number }>,
): Left {
  // What broke off here is known to the cloud, too, and is not an answer yet.
  const isAnswered = (index: number): boolean =>
    completed.has(index) ||
    questions[index]?.written === true ||
    (questions[index]?.recorded === true && !begun.has(index));
  const toAsk = state === "pending" ? asking_order : leftToAsk(asking_order, current_question_index, isAnswered);
  const isAwaitedElsewhere = (index: number): boolean => {
    const question = questions[index];
    if (!question || completed.has(index) || begun.has(index)) return false;
    const isPassed = question.time !== null && !toAsk.includes(index);
    return question.awaited > 0 || (!isAnswered(index) && (isPassed || question.begun));
  };
  return {
    toAsk,
    awaitedElsewhere: asking_order.filter(isAwaitedElsewhere),
    recordedElsewhereMs: questions.map(({ recorded_ms }, index) =>
      Math.max(0, recorded_ms - (here.get(index)?.ms ?? 0)),
    ),
  };
}
