/** What is known of the questions: pure. By index; follow-ups come at the end. */

import type { FollowUpView, QuestionView } from "../../shared/api-types";
import type { Timing } from "./question-time";

type Questions = readonly QuestionView[];

const NEW = {
  ...{ follow_ups: 0, begun: false, recorded: false, recorded_ms: 0, written: false, awaited: 0, time: null },
};

export function timing({
  thinking_time_s,
  answer_time_s,
}: Pick<QuestionView, "thinking_time_s" | "answer_time_s">): Timing {
  return { thinkingMs: 1000 * thinking_time_s, answerMs: 1000 * answer_time_s };
}

/** Those whose words are here. */
export function known(questions: Questions): number[] {
  return questions.flatMap(({ text }, index) => (text === null ? [] : [index]));
}

export function withWords(
  questions: Questions,
  given: readonly { readonly question_index: number; readonly text: string | null }[],
): QuestionView[] {
  const words = new Map(given.map(({ question_index, text }) => [question_index, text]));
  return questions.map((question, index) => ({ ...question, text: words.get(index) ?? question.text }));
}

export function withWritten(questions: Questions, written: number): QuestionView[] {
  return questions.map((question, index) => (index === written ? { ...question, written: true } : question));
}

/** A follow-up to the answer of `question`, or to that of what it follows itself. */
export function withFollowUp(
  questions: Questions,
  question: number,
  { question_index, text, thinking_time_s, answer_time_s }: FollowUpView,
): QuestionView[] {
  const follows = questions[question]?.follows ?? question;
  const all = [...questions];
  all[question_index] = { ...NEW, ...all[question_index], text, thinking_time_s, answer_time_s, follows };
  return all;
}
