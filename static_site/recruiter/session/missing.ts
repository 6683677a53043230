import type { AnswerView, SessionView } from "../../shared/api-types";
import { hasEnded, isUnderWay } from "../sessions/states";

/** What is said in the place of a video. */
export function missingVideo(
  answer: Pick<AnswerView, "failure" | "text_answer" | "state"> & { readonly runs: readonly unknown[] },
  { state }: Pick<SessionView, "state">,
): string {
  if (answer.failure) return "There is no video of this answer.";
  if (answer.text_answer && answer.runs.length === 0) return "This answer was written, not recorded.";
  const isEmpty = answer.state === "empty";
  if (hasEnded(state)) return isEmpty ? "Nothing was recorded for this question." : "There is no video of this answer.";
  if (!isUnderWay(state)) return isEmpty ? "No recording has arrived." : "The video is being put together.";
  return isEmpty ? "Not answered yet." : "The video is put together when the interview is over.";
}

/** What is said in the place of a score. */
export function missingScore({ human_review_only, state }: Pick<SessionView, "human_review_only" | "state">): string {
  if (human_review_only) return "People alone judge this answer, as the candidate asked.";
  return hasEnded(state) ? "There is no score." : "Not there yet.";
}
