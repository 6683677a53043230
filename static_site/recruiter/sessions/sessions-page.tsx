import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { ListedSession, ScorecardFigure, SessionState, SessionView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { ago, dateAndTime, oneDecimal } from "../../shared/format";
import { StateChip } from "./chips";
import { InviteDialog } from "../invitations/invite-dialog";
import { useKept, useLoaded } from "../page/loading";
import { type Listing, loadListing } from "./listing";
import { ReissueDialog } from "../invitations/reissue-dialog";
import { hashOf } from "../route";
import { outOfTen } from "../session/score-words";
import { type Counts, TABS, type Tab, countOf, isMoving, isOpen } from "./states";
import { StaleNotice } from "../page/stale-notice";
import { useTitle } from "../page/title";
import { t } from "../words";

const EVERY_MS = 5000;

export function SessionsPage({ api, tab: tabId, mayWrite }: { api: Api; tab: string; mayWrite: boolean }): JSX.Element {
  const words = t.value.sessions;
  useTitle(words.title);
  const tab = TABS.find(({ id }) => id === tabId) ?? TABS[0];
  const [pages, setPages] = useState({ tab: tab.id, count: 1 });
  const wanted = pages.tab === tab.id ? pages.count : 1;
  const { data, error, reload } = useLoaded<Listing>(
    `${tab.id}:${wanted}`,
    (signal) => loadListing(api, tab, wanted, signal),
    (listing) => (!listing || isMoving(listing.counts) ? EVERY_MS : null),
  );
  // The figures and what is listed stay while something else is fetched.
  const shown = useKept(`interviews ${tab.id}`, data);
  const counts = useKept("interview-counts", data?.counts ?? null);
  const [dialog, setDialog] = useState<"invite" | SessionView | null>(null);

  return (
    <div class="stack">
      <div class="row">
        <h1 tabIndex={-1}>{words.title}</h1>
        {mayWrite && (
          <button type="button" class="button push" onClick={() => setDialog("invite")}>
            {words.invite}
          </button>
        )}
      </div>
      <Stats counts={counts} />
      <Tabs selected={tab} counts={counts} />
      <section id="sessions" role="tabpanel" aria-labelledby={`tab-${tab.id}`} class="stack">
        {shown ? (
          <StaleNotice error={error} onRetry={reload} />
        ) : (
          error !== null && <ErrorNotice error={error} onRetry={reload} />
        )}
        {!shown && error === null && <Busy>{words.loading}</Busy>}
        {shown?.sessions.length === 0 && <Empty tab={tab} />}
        {shown && shown.sessions.length > 0 && (
          <ul class="sessions">
            {shown.sessions.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                onReissue={mayWrite && isOpen(session.state) ? () => setDialog(session) : null}
              />
            ))}
          </ul>
        )}
        {shown?.hasMore && (
          <button
            type="button"
            class="button button-quiet"
            onClick={() => data && setPages({ tab: tab.id, count: wanted + 1 })}
            aria-disabled={!data}
          >
            {data ? words.more : words.loadingMore}
          </button>
        )}
      </section>
      {dialog === "invite" && <InviteDialog api={api} onClose={() => setDialog(null)} onIssued={reload} />}
      {dialog !== null && dialog !== "invite" && (
        <ReissueDialog api={api} session={dialog} onClose={() => setDialog(null)} onIssued={reload} />
      )}
    </div>
  );
}

const FIGURES = [
  { name: "all", states: [] },
  { name: "waiting", states: ["pending"] },
  { name: "underWay", states: ["in_progress", "completed", "processing"] },
  { name: "toReview", states: ["done"] },
  { name: "needAttention", states: ["failed", "expired"] },
] as const satisfies { name: string; states: readonly SessionState[] }[];

/** `counts` is null where nothing has been loaded yet. */
function Stats({ counts }: { counts: Counts | null }): JSX.Element {
  return (
    <dl class="stats" aria-label={t.value.sessions.byState}>
      {FIGURES.map(({ name, states }) => (
        <div key={name} class="card">
          <dt>{t.value.sessions.figures[name]}</dt>
          <dd>{counts ? countOf(states, counts) : <NotLoaded />}</dd>
        </div>
      ))}
    </dl>
  );
}

function NotLoaded(): JSX.Element {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span class="visually-hidden">{t.value.sessions.notLoaded}</span>
    </>
  );
}

function Tabs({ selected, counts }: { selected: Tab; counts: Counts | null }): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const show = (tab: Tab | undefined): void => {
    if (!tab) return;
    location.hash = hashOf({ page: "sessions", tab: tab.id });
    list.current?.querySelector<HTMLElement>(`#tab-${tab.id}`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = TABS.indexOf(selected);
    const to: Record<string, number> = {
      ArrowRight: (at + 1) % TABS.length,
      ArrowLeft: (at + TABS.length - 1) % TABS.length,
      Home: 0,
      End: TABS.length - 1,
    };
    const next = to[event.key];
    if (next === undefined) return;
    event.preventDefault();
    show(TABS[next]);
  };
  return (
    <div class="tabs" role="tablist" aria-label={t.value.sessions.show} ref={list} onKeyDown={onKeyDown}>
      {TABS.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`tab-${tab.id}`}
          aria-selected={tab === selected}
          aria-controls="sessions"
          tabIndex={tab === selected ? 0 : -1}
          onClick={() => show(tab)}
        >
          {t.value.sessions.tabs[tab.id]} {counts && <span class="tab-count">{countOf(tab.states, counts)}</span>}
        </button>
      ))}
    </div>
  );
}

function Empty({ tab }: { tab: Tab }): JSX.Element {
  const words = t.value.sessions;
  if (tab.states.length > 0) return <p class="empty">{words.noneInState}</p>;
  return (
    <div class="empty stack">
      <h2>{words.noneYet}</h2>
      <p>
        {words.firstSteps((text) => (
          <a href="#/templates">{text}</a>
        ))}
      </p>
    </div>
  );
}

function SessionRow({ session, onReissue }: { session: ListedSession; onReissue: (() => void) | null }): JSX.Element {
  const words = t.value.sessions;
  return (
    <li class="card session">
      <div class="session-who">
        <a href={hashOf({ page: "session", id: session.id })}>{session.candidate_name}</a>
        <span class="small quiet">{words.asks(session.template_title, session.question_count)}</span>
      </div>
      <div class="session-state">
        <StateChip session={session} />
        {session.state === "in_progress" && (
          <span class="small quiet">{words.atQuestion(session.question_number, session.question_count)}</span>
        )}
      </div>
      <div class="session-score">{session.figure && <Figure figure={session.figure} />}</div>
      <p class="small quiet session-time">{timeOf(session)}</p>
      <div class="session-actions">
        {onReissue && (
          <button
            type="button"
            class="button button-quiet button-small"
            onClick={onReissue}
            aria-label={words.newLinkFor(session.candidate_name)}
          >
            {words.newLink}
          </button>
        )}
      </div>
    </li>
  );
}

/** What the interview comes to, and what that is worth. */
function Figure({
  figure: { overall, low, high, indicative, needs_person, scored_share },
}: {
  figure: ScorecardFigure;
}): JSX.Element {
  const words = t.value.sessions;
  const remarks = [
    overall !== null &&
      low !== null &&
      high !== null &&
      low < high &&
      t.value.scorecard.between(oneDecimal(low), oneDecimal(high)),
    overall !== null && scored_share < 1 && words.partOnly,
    indicative && t.value.scorecard.indicativeShort,
    needs_person && words.needsPerson,
  ].filter(Boolean);
  return (
    <>
      <span>
        <span class="small quiet">{words.score}</span>{" "}
        <strong>{overall === null ? words.noFigure : outOfTen(overall)}</strong>
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

type LastEvent = "expired" | "processed" | "finished" | "linkEnded" | "begun" | "invited";

function lastEvent(session: SessionView): [event: LastEvent, at: string] {
  if (session.state === "expired") return ["expired", session.expires_at];
  if (session.processed_at) return ["processed", session.processed_at];
  if (session.completed_at) return ["finished", session.completed_at];
  if (session.state === "in_progress" && Date.parse(session.expires_at) <= Date.now())
    return ["linkEnded", session.expires_at];
  if (session.started_at) return ["begun", session.started_at];
  return ["invited", session.created_at];
}
