/** Which questions are asked, in what order, and how they are called. Pure. */

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

/** `Question 2 of 5`, `Follow-up to question 2 of 5`: only what stands in the template is counted. */
export function titleOf(questions: readonly Asked[], question: number): string {
  const follows = questions[question]?.follows ?? null;
  const { number, of } = placeOf(questions, question);
  return `${follows === null ? "Question" : "Follow-up to question"} ${number} of ${of}`;
}

export function placeOf(questions: readonly Asked[], question: number): { number: number; of: number } {
  const main = questions[question]?.follows ?? question;
  const mains = questions.flatMap(({ follows }, index) => (follows === null ? [index] : []));
  return { number: mains.filter((index) => index <= main).length, of: mains.length };
}
