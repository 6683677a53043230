import type { JSX } from "preact";

import type { Api } from "../../../shared/api";
import type { ResultsView, ReviewView, SessionState } from "../../../shared/api-types";
import { Busy } from "../../../shared/busy";
import { ErrorNotice } from "../../../shared/error-notice";
import { t } from "../../words";
import { type Asked, titleOf } from "../asked";
import { type Choose, DecisionForm, OverrideForm } from "./decision-form";
import { Findings } from "./findings";
import { type GoTo, Notes } from "./notes";
import { Tags } from "./tags";

const JUDGED: ReadonlySet<SessionState> = new Set(["completed", "processing", "done", "failed"]);

/** Whether people may judge an interview: the candidate has finished. */
export function isJudged(state: SessionState): boolean {
  return JUDGED.has(state);
}

interface Shown {
  api: Api;
  results: ResultsView;
  review: ReviewView | null;
  asked: readonly Asked[];
  onGoTo: GoTo;
  onAdded: () => void;
}

/** The decision that holds, and one's own; what has to be judged before. */
export function DecisionCard({
  error,
  onRetry,
  choose,
  ...shown
}: Shown & { error: unknown; onRetry: () => void; choose: { current: Choose | null } }): JSX.Element {
  const { api, results, review, onAdded } = shown;
  const { session } = results;
  const words = t.value.decisions;
  return (
    <section class="card stack decision" aria-labelledby="decisions">
      <h2 id="decisions" tabIndex={-1}>
        {words.title}
      </h2>
      {results.scores_hidden && <JudgeFirst {...shown} />}
      {!review && (error === null ? <Busy>{words.loading}</Busy> : <ErrorNotice error={error} onRetry={onRetry} />)}
      {review && <DecisionForm api={api} sessionId={session.id} review={review} choose={choose} onSaved={onAdded} />}
    </section>
  );
}

/** Who has to judge first is led to what is left. */
function JudgeFirst({ results: { session }, review, asked, onGoTo }: Shown): JSX.Element {
  const words = t.value.decisions;
  const yours = review?.reviewers.find(({ is_you }) => is_you)?.answers ?? [];
  const judged = new Set(yours.map(({ question_index }) => question_index));
  const left = asked.filter(({ answer }) => answer.state !== "empty" && !judged.has(answer.question_index));
  return (
    <div class="notice">
      <p>
        {review?.may_judge === false ? words.hiddenFromYou : words.hidden}{" "}
        {review?.may_judge !== false && session.blinding === "identity" && words.unseen}
      </p>
      {review?.may_judge && left.length > 0 && (
        <ul class="bullets small">
          {left.map((each) => (
            <li key={each.answer.question_index}>
              <button type="button" class="button button-link small" onClick={() => onGoTo(each.answer.question_index)}>
                {titleOf(each)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What people found and wrote down, beside the decision. */
export function PeopleCard({ news, ...shown }: Shown & { news: number }): JSX.Element {
  const { api, results, review, asked, onGoTo, onAdded } = shown;
  const { session } = results;
  return (
    <section class="card stack" aria-labelledby="people">
      <h2 id="people" tabIndex={-1}>
        {t.value.decisions.people.notesAndFindings}
      </h2>
      <div class="people-columns">
        <Notes api={api} sessionId={session.id} asked={asked} news={news} onGoTo={onGoTo} />
        <div class="stack">
          <Tags api={api} session={session} mayChange={review?.may_decide ?? false} onChanged={onAdded} />
          {review && isJudged(session.state) && (
            <>
              <Findings api={api} sessionId={session.id} review={review} asked={asked} />
              {review.may_decide && <OverrideForm api={api} sessionId={session.id} review={review} onSaved={onAdded} />}
            </>
          )}
        </div>
      </div>
    </section>
  );
}
