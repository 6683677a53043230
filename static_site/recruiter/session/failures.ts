import type { AnswerFailureView, SessionView } from "../../shared/api-types";
import { say, wordOf } from "../../shared/words/codes";
import { reasons } from "../../shared/words/reasons";

/** Why processing an interview failed. */
export function failureInWords(failure: NonNullable<SessionView["failure"]>): string {
  const { failures, unknown } = reasons.value;
  return say(failures, failure, unknown.failure);
}

/** Why processing an answer failed; the error's name is for support. */
export function answerFailureInWords({ code, error }: Pick<AnswerFailureView, "code" | "error">): string {
  const { answerFailures, unknown } = reasons.value;
  return `${wordOf(answerFailures, code, unknown.failure)} (${error})`;
}
