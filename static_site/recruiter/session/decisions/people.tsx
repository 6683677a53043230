import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { ResultsView, ReviewView } from "../../../shared/api-types";
import { ErrorNotice } from "../../../shared/error-notice";
import { useLoaded } from "../../page/loading";
import { t } from "../../words";
import { type Asked, inAskingOrder } from "../asked";
import { DecisionForm, OverrideForm } from "./decision-form";
import { Findings } from "./findings";
import { LevelsForms } from "./levels-form";
import { Notes } from "./notes";
import { Tags } from "./tags";

const AGAIN_AFTER_MS = 30_000;
const JUDGED = new Set(["completed", "processing", "done", "failed"]);

/** What people find about an interview: decisions, levels, notes and tags. `news` counts what others were heard to add. */
export function People({
  api,
  results,
  news,
  onGoTo,
  onChanged,
}: {
  api: Api;
  results: ResultsView;
  news: number;
  onGoTo: (questionIndex: number) => void;
  onChanged: () => void;
}): JSX.Element {
  const { session } = results;
  const path = { session_id: session.id };
  const {
    data: review,
    error,
    reload,
  } = useLoaded<ReviewView>(
    session.id,
    (signal) => api.get("/api/sessions/{session_id}/review", { path, signal }),
    () => AGAIN_AFTER_MS,
  );
  useEffect(() => {
    if (news > 0) reload();
  }, [news, reload]);

  const asked: Asked[] = inAskingOrder(results.answers);
  const isJudged = JUDGED.has(session.state);
  const added = (): void => {
    reload();
    onChanged();
  };
  return (
    <section class="card stack" aria-labelledby="decisions">
      <h2 id="decisions" tabIndex={-1}>
        {t.value.decisions.title}
      </h2>
      {results.scores_hidden && isJudged && (
        <p class="notice">
          {t.value.decisions.hidden} {session.blinding === "identity" && t.value.decisions.unseen}
        </p>
      )}
      {error !== null && !review && <ErrorNotice error={error} onRetry={reload} />}
      {review && isJudged && (
        <>
          <DecisionForm api={api} sessionId={session.id} review={review} onSaved={added} />
          {review.may_decide && <OverrideForm api={api} sessionId={session.id} review={review} onSaved={added} />}
          <LevelsForms api={api} sessionId={session.id} review={review} asked={asked} onGoTo={onGoTo} onSaved={added} />
          <Findings api={api} sessionId={session.id} review={review} asked={asked} />
        </>
      )}
      <Notes api={api} sessionId={session.id} asked={asked} news={news} onGoTo={onGoTo} />
      <Tags api={api} session={session} mayChange={review?.may_decide ?? false} onChanged={onChanged} />
    </section>
  );
}
