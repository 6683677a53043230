import type { AnswerView, SessionView } from "../../shared/api-types";
import { hasEnded, isUnderWay } from "../sessions/states";
import { t } from "../words";

/** What is said in the place of a video. */
export function missingVideo(
  answer: Pick<AnswerView, "failure" | "text_answer" | "state"> & { readonly runs: readonly unknown[] },
  { state }: Pick<SessionView, "state">,
): string {
  const words = t.value.answer.noVideo;
  if (answer.failure) return words.none;
  if (answer.text_answer && answer.runs.length === 0) return words.written;
  const isEmpty = answer.state === "empty";
  if (hasEnded(state)) return isEmpty ? words.nothingRecorded : words.none;
  if (!isUnderWay(state)) return isEmpty ? words.notArrived : words.beingMade;
  return isEmpty ? words.notAnswered : words.madeLater;
}

/** What is said in the place of a score. */
export function missingScore({ human_review_only, state }: Pick<SessionView, "human_review_only" | "state">): string {
  const words = t.value.answer.noScore;
  if (human_review_only) return words.peopleAlone;
  return hasEnded(state) ? words.none : words.notYet;
}
