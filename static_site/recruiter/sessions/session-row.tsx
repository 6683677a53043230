import type { ComponentChildren, JSX } from "preact";

import type { Choice, ListedSession, SessionView } from "../../shared/api-types";
import { ago, dateAndTime, list, number, oneDecimal } from "../../shared/format";
import { hashOf } from "../route";
import { outOfTen } from "../session/score-words";
import { t } from "../words";
import { StateChip } from "./chips";
import type { Choosing } from "./session-table";
import { hasEnded, isOpen } from "./states";

const MAX_TAGS = 3;
const MAX_REVIEWERS = 1;
const CHOICES: Record<Choice, string> = { advance: "chip-good", hold: "chip-warn", reject: "chip-plain" };

/** One interview. All of it leads to its results; what else can be done lies above that. */
export function SessionRow({
  session,
  index,
  choosing,
  isNew,
  failure,
  onReissue,
}: {
  session: ListedSession;
  /** Counts from 1, which is the head. */
  index: number;
  choosing: Choosing;
  isNew: boolean;
  failure: string | null;
  onReissue: ((session: ListedSession) => void) | null;
}): JSX.Element {
  const words = t.value.sessions;
  const name = session.candidate_name;
  const isChosen = choosing.chosen.has(session.id);
  return (
    <div role="row" aria-rowindex={index} aria-selected={isChosen} class="list-row">
      <div role="cell" class="cell-choose">
        <input
          type="checkbox"
          aria-label={words.choose(name)}
          checked={isChosen}
          onChange={({ currentTarget }) => choosing.onChoose([session.id], currentTarget.checked)}
        />
      </div>
      <div role="cell" class="cell-who">
        <a class="row-link" href={hashOf({ page: "session", id: session.id })} id={`row-${session.id}`}>
          {isNew && (
            <span class="new-dot" title={words.isNew}>
              <span class="visually-hidden">{words.isNew} </span>
            </span>
          )}
          <bdi class="clamped">{name}</bdi>
        </a>
        <Tags tags={session.tags} />
        {failure !== null && (
          <p class="field-problem small" role="alert">
            {failure}
          </p>
        )}
      </div>
      <Cell column="template">
        <bdi class="clamped small">{session.template_title}</bdi>
      </Cell>
      <Cell column="state">
        <StateChip session={session} />
        {session.state === "in_progress" && (
          <span class="small quiet">{words.atQuestion(session.question_number, session.question_count)}</span>
        )}
        <SignOfLife session={session} />
      </Cell>
      <Cell column="overall">
        <Figure session={session} />
      </Cell>
      <Cell column="flags" isLabelled isEmpty={session.flags === 0}>
        {session.flags > 0 && number(session.flags)}
      </Cell>
      <Cell column="decision" isEmpty={session.decision === null && !(onReissue && isOpen(session.state))}>
        {session.decision && (
          <>
            <span class={`chip ${CHOICES[session.decision.choice]}`}>
              {t.value.decisions.choices[session.decision.choice]}
            </span>
            <bdi class="clamped small quiet">{session.decision.by}</bdi>
          </>
        )}
        {onReissue && isOpen(session.state) && (
          <button
            type="button"
            class="button button-quiet button-small above-row"
            onClick={() => onReissue(session)}
            aria-label={words.newLinkFor(name)}
          >
            {words.newLink}
          </button>
        )}
      </Cell>
      <Cell column="reviewers" isLabelled isEmpty={session.reviewers.length === 0}>
        {session.reviewers.length > 0 && (
          <bdi class="clamped small" title={list(session.reviewers)}>
            {reviewersOf(session.reviewers)}
          </bdi>
        )}
      </Cell>
      <Cell column="when">
        <span class="small quiet">{timeOf(session)}</span>
      </Cell>
    </div>
  );
}

/** Of an interview that was begun and is not over. */
function SignOfLife({ session }: { session: ListedSession }): JSX.Element | null {
  const { state, candidate_is_here: isHere, last_seen_at: seenAt } = session;
  if (state !== "in_progress" || seenAt === null) return null;
  const words = t.value.sessions;
  return (
    <span class="small quiet" title={dateAndTime(seenAt)}>
      {isHere ? words.isHere : words.seenAt(ago(seenAt))}
    </span>
  );
}

/** `isLabelled`: in a card its column's name stands before it. */
function Cell({
  column,
  isLabelled = false,
  isEmpty = false,
  children,
}: {
  column: keyof typeof t.value.sessions.columns;
  isLabelled?: boolean;
  isEmpty?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <div role="cell" class={`cell-${column} ${isEmpty ? "is-empty" : ""}`}>
      {isLabelled && !isEmpty && (
        <span class="cell-label small quiet" aria-hidden="true">
          {t.value.sessions.columns[column]}
        </span>
      )}
      {children}
    </div>
  );
}

function Tags({ tags }: { tags: readonly string[] }): JSX.Element | null {
  if (tags.length === 0) return null;
  const beyond = tags.length - MAX_TAGS;
  return (
    <span class="row-tags small quiet">
      {tags.slice(0, MAX_TAGS).map((tag) => (
        <bdi key={tag} class="row-tag">
          {tag}
        </bdi>
      ))}
      {beyond > 0 && <span title={list(tags.slice(MAX_TAGS))}>{t.value.sessions.andMore(beyond)}</span>}
    </span>
  );
}

function reviewersOf(names: readonly string[]): string {
  const beyond = names.length - MAX_REVIEWERS;
  const shown = names.slice(0, MAX_REVIEWERS);
  return beyond > 0 ? `${shown.join(", ")} ${t.value.sessions.andMore(beyond)}` : shown.join(", ");
}

/** What the interview comes to, and what that is worth. */
function Figure({
  session: { state, figure, override, certainty, scores_hidden, human_review_only },
}: {
  session: ListedSession;
}): JSX.Element | null {
  const words = t.value.sessions;
  if (scores_hidden && hasEnded(state)) return <span class="small quiet">{words.hidden}</span>;
  if (override) {
    return (
      <>
        <strong>{outOfTen(override.overall)}</strong>
        <bdi class="clamped small quiet">{override.by}</bdi>
      </>
    );
  }
  if (!figure) {
    const says = human_review_only ? words.peopleAlone : certainty === "needs_person" ? words.needsPerson : null;
    return says === null ? null : <span class="small quiet">{says}</span>;
  }
  const { overall, low, high, indicative, needs_person, scored_share } = figure;
  const remarks = [
    overall !== null && scored_share < 1 && !needs_person && words.partOnly,
    indicative && t.value.scorecard.indicativeShort,
    needs_person && words.needsPerson,
  ].filter(Boolean);
  return (
    <>
      <span>
        <strong>{overall === null ? words.noFigure : outOfTen(overall)}</strong>
        {overall !== null && low !== null && high !== null && low < high && (
          <span class="small quiet"> {words.range(oneDecimal(low), oneDecimal(high))}</span>
        )}
      </span>
      {remarks.length > 0 && <span class="small quiet">{remarks.join(" · ")}</span>}
    </>
  );
}

function timeOf(session: SessionView): JSX.Element {
  const [event, at] = lastEvent(session);
  const time = (text: string): JSX.Element => (
    <time dateTime={at} title={dateAndTime(at)}>
      {text}
    </time>
  );
  return <>{t.value.sessions.lastly[event](time, ago(at))}</>;
}

type LastEvent = "expired" | "withdrawn" | "cancelled" | "finished" | "linkEnded" | "begun" | "invited";

function lastEvent(session: SessionView): [event: LastEvent, at: string] {
  if (session.state === "expired") return ["expired", session.expires_at];
  if (session.withdrawn_at) return ["withdrawn", session.withdrawn_at];
  if (session.cancellation) return ["cancelled", session.cancellation.at];
  if (session.completed_at) return ["finished", session.completed_at];
  if (session.state === "in_progress" && Date.parse(session.expires_at) <= Date.now())
    return ["linkEnded", session.expires_at];
  if (session.started_at) return ["begun", session.started_at];
  return ["invited", session.created_at];
}
