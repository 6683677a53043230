import { useEffect, useRef } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { AnswerView, ResultsView, ReviewView } from "../../shared/api-types";
import { type Loaded, isMissing, useLoaded } from "../page/loading";
import { hasEnded } from "../sessions/states";

const WHILE_MOVING_MS = 5000;
/** Others decide and judge meanwhile. */
const LOOK_AGAIN_MS = 30_000;

/** What is here of an interview that is compared. Each part may be missing by itself. */
export interface Compared {
  id: string;
  results: ResultsView | null;
  error: unknown;
  review: ReviewView | null;
  reviewError: unknown;
  /** To the question that is shown. */
  answer: AnswerView | null;
  answerError: unknown;
  reload: () => void;
  /** Fetches new addresses, too. */
  reloadAnswer: () => void;
}

export function awaited(id: string): Compared {
  const nothing = { results: null, review: null, answer: null, error: null, reviewError: null, answerError: null };
  return { id, ...nothing, reload: () => undefined, reloadAnswer: () => undefined };
}

/** Whether all that its place among the others depends on is here, or is not to be had. */
export function isSettled({ results, error, review, reviewError }: Compared): boolean {
  return (results ?? error) !== null && (review ?? reviewError ?? error) !== null;
}

/**
 * Brings one interview, by itself, so that one that fails holds up no other, and shows nothing. `question` is the index of
 * the answer that is wanted, too.
 */
export function Loader({
  api,
  id,
  question,
  onLoaded,
}: {
  api: Api;
  id: string;
  question: number | null;
  onLoaded: (loaded: Compared) => void;
}): null {
  const path = { session_id: id };
  const results = useLoaded<ResultsView>(
    id,
    (signal) => api.get("/api/sessions/{session_id}", { path, signal }),
    (data) => (data && !hasEnded(data.session.state) ? WHILE_MOVING_MS : LOOK_AGAIN_MS),
  );
  const review = useLoaded<ReviewView>(
    id,
    (signal) => api.get("/api/sessions/{session_id}/review", { path, signal }),
    () => LOOK_AGAIN_MS,
  );
  const wanted = results.data?.answers.find(({ question_index }) => question_index === question);
  const answer = useAnswer(api, id, question, wanted?.version ?? "");
  // One that was shown before is shown again at once, until what it is now is here.
  const seen = useRef(new Map<number, AnswerView>());
  if (answer.data) seen.current.set(answer.data.question_index, answer.data);
  const known = question === null ? null : (seen.current.get(question) ?? null);

  useEffect(() => {
    // One that was erased meanwhile does not stay on the screen.
    const isGone = isMissing(results.error);
    onLoaded({
      id,
      results: isGone ? null : results.data,
      error: results.error,
      review: isGone ? null : review.data,
      reviewError: review.error,
      answer: isGone ? null : known,
      answerError: answer.error,
      reload: () => {
        results.reload();
        review.reload();
        answer.reload();
      },
      reloadAnswer: answer.reload,
    });
  }, [id, results.data, results.error, review.data, review.error, known, answer.error, onLoaded]);
  return null;
}

/** An answer as it is now; none where `question`, its index, is null. */
export function useAnswer(api: Api, id: string, question: number | null, version: string): Loaded<AnswerView | null> {
  return useLoaded<AnswerView | null>(`${question} ${version}`, (signal) =>
    question === null
      ? Promise.resolve(null)
      : api.get("/api/sessions/{session_id}/answers/{question_index}", {
          path: { session_id: id, question_index: question },
          signal,
        }),
  );
}
