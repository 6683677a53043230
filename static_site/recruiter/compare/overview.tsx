import type { JSX } from "preact";

import type { Api } from "../../shared/api";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { spanInWords } from "../../shared/format";
import { own } from "../page/own";
import { hashOf } from "../route";
import { type Choose, DecisionForm } from "../session/decisions/decision-form";
import { isJudged } from "../session/decisions/people";
import { altogether, factsOf } from "../session/facts";
import { nameOfType } from "../session/flags";
import { CriterionBar } from "../session/interview-scorecard";
import { howSure, outOfTen } from "../session/score-words";
import { standing } from "../sessions/states";
import { t as recruiter } from "../words";
import { type Columns, Figure, type Here, None, Row, Table } from "./columns";
import { t } from "./words";

/** What each interview comes to, and what is decided. `chooserOf` is where a column's form listens to keys. */
export function Overview({
  api,
  columns,
  chooserOf,
}: {
  api: Api;
  columns: Columns;
  chooserOf: (id: string) => { current: Choose | null };
}): JSX.Element {
  const words = t.value;
  return (
    <section class="stack" aria-labelledby="compared-whole">
      <h2 id="compared-whole" tabIndex={-1}>
        {words.wholeInterview}
      </h2>
      {rubricsOf(columns) > 1 && <p class="notice notice-warn">{words.differentRubrics}</p>}
      <Table labelledBy="compared-whole" columns={columns}>
        <Row what={words.overall} columns={columns}>
          {(candidate) => <Overall candidate={candidate} />}
        </Row>
        <Row what={words.criteria} columns={columns}>
          {({ results: { scorecard } }) =>
            scorecard && scorecard.scorecard.criteria.length > 0 ? (
              <ul class="bars">
                {scorecard.scorecard.criteria.map((criterion) => (
                  <CriterionBar key={criterion.name} criterion={criterion} of={scorecard.scorecard.answers} />
                ))}
              </ul>
            ) : (
              <None />
            )
          }
        </Row>
        <Row what={words.flags} columns={columns}>
          {(candidate) => <Noticed candidate={candidate} />}
        </Row>
        <Row what={words.decision} columns={columns}>
          {(candidate, nth) => <Decided api={api} candidate={candidate} nth={nth} choose={chooserOf(candidate.id)} />}
        </Row>
      </Table>
    </section>
  );
}

/** By how many rubrics they were judged. */
function rubricsOf({ all }: Columns): number {
  return new Set(all.flatMap(({ results }) => results?.scorecard?.scorecard.rubrics ?? [])).size;
}

function Overall({ candidate: { id, results, review } }: { candidate: Here }): JSX.Element {
  const { session, scorecard, scores_hidden: isHidden } = results;
  const words = recruiter.value;
  const override = isHidden ? null : review?.override;
  const made = scorecard?.scorecard;
  if (isHidden && isJudged(session.state)) {
    return (
      <p class="small">
        {words.decisions.hidden} <a href={hashOf({ page: "session", id })}>{t.value.judge}</a>
      </p>
    );
  }
  return (
    <>
      {override && (
        <p>
          <Figure of={override.overall} />{" "}
          <span class="small quiet">
            <bdi>{override.author.name}</bdi>
          </span>
        </p>
      )}
      {made ? (
        <>
          {made.overall === null ? (
            <p class="small">
              <strong>{words.interviewScorecard.noOverall}</strong>{" "}
              {words.interviewScorecard.why(made.scored_answers, made.answers)}
            </p>
          ) : override ? (
            <p class="small">{t.value.ofModel(outOfTen(made.overall))}</p>
          ) : (
            <p>
              <Figure of={made.overall} />
            </p>
          )}
          <p class="small quiet">{howSure(made)}</p>
          {made.overall !== null && made.scored_answers < made.answers && (
            <p class="small quiet">{words.interviewScorecard.ofPart(made.scored_answers, made.answers)}</p>
          )}
        </>
      ) : (
        <p class="small quiet">
          {session.human_review_only
            ? words.session.peopleAlone(own, session.candidate_name)
            : words.states[standing(session)].meaning}
        </p>
      )}
    </>
  );
}

function Noticed({ candidate: { results } }: { candidate: Here }): JSX.Element {
  const words = recruiter.value.interviewScorecard.facts;
  const facts = altogether(factsOf(results));
  if (facts.length === 0) return <p class="small quiet">{t.value.noFlags}</p>;
  return (
    <ul class="bullets small">
      {facts.map((fact, nth) => (
        <li key={nth}>
          {fact.kind === "lost" ? words.lost(spanInWords(fact.ms)) : words.flags(nameOfType(fact.type), fact.count)}
        </li>
      ))}
    </ul>
  );
}

function Decided({
  api,
  candidate: { id, results, review, reviewError, reload },
  nth,
  choose,
}: {
  api: Api;
  candidate: Here;
  nth: number;
  choose: { current: Choose | null };
}): JSX.Element {
  if (!isJudged(results.session.state)) return <p class="small quiet">{t.value.notFinished}</p>;
  if (!review)
    return reviewError === null ? <Busy>{t.value.loading}</Busy> : <ErrorNotice error={reviewError} onRetry={reload} />;
  return (
    <div class="decision">
      <DecisionForm api={api} sessionId={id} review={review} choose={choose} nth={nth} onSaved={reload} />
    </div>
  );
}
