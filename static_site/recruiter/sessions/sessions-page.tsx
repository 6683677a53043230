import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { SessionState, SessionView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { ago, count, dateAndTime } from "../../shared/format";
import { StateChip } from "./chips";
import { InviteDialog } from "../invitations/invite-dialog";
import { useKept, useLoaded } from "../loading";
import { type Listing, loadListing } from "./listing";
import { ReissueDialog } from "../invitations/reissue-dialog";
import { hashOf } from "../route";
import { type Counts, TABS, type Tab, countOf, isMoving, isOpen } from "./states";
import { StaleNotice } from "../stale-notice";
import { useTitle } from "../title";

const EVERY_MS = 5000;

export function SessionsPage({ api, tab: tabId, mayWrite }: { api: Api; tab: string; mayWrite: boolean }): JSX.Element {
  useTitle("Interviews");
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
  const counts = useKept("counts of interviews", data?.counts ?? null);
  const [dialog, setDialog] = useState<"invite" | SessionView | null>(null);

  return (
    <div class="stack">
      <div class="row">
        <h1 tabIndex={-1}>Interviews</h1>
        {mayWrite && (
          <button type="button" class="button push" onClick={() => setDialog("invite")}>
            Invite a candidate
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
        {!shown && error === null && <Busy>Loading the interviews…</Busy>}
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
            {data ? "Show more" : "Loading more…"}
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

const FIGURES: readonly { name: string; states: readonly SessionState[] }[] = [
  { name: "Interviews", states: [] },
  { name: "Waiting to begin", states: ["pending"] },
  { name: "Under way", states: ["in_progress", "completed", "processing"] },
  { name: "Ready to review", states: ["done"] },
  { name: "Need attention", states: ["failed", "expired"] },
];

/** `counts` is null where nothing has been loaded yet. */
function Stats({ counts }: { counts: Counts | null }): JSX.Element {
  return (
    <dl class="stats" aria-label="Interviews by state">
      {FIGURES.map(({ name, states }) => (
        <div key={name} class="card">
          <dt>{name}</dt>
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
      <span class="visually-hidden">not loaded</span>
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
    <div class="tabs" role="tablist" aria-label="Show interviews" ref={list} onKeyDown={onKeyDown}>
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
          {tab.name} {counts && <span class="tab-count">{countOf(tab.states, counts)}</span>}
        </button>
      ))}
    </div>
  );
}

function Empty({ tab }: { tab: Tab }): JSX.Element {
  if (tab.states.length > 0) return <p class="empty">No interviews are in this state.</p>;
  return (
    <div class="empty stack">
      <h2>No interviews yet</h2>
      <p>
        Write your questions down once as a <a href="#/templates">template</a>, then invite a candidate: they get a link
        and answer when it suits them.
      </p>
    </div>
  );
}

function SessionRow({ session, onReissue }: { session: SessionView; onReissue: (() => void) | null }): JSX.Element {
  return (
    <li class="card session">
      <div class="session-who">
        <a href={hashOf({ page: "session", id: session.id })}>{session.candidate_name}</a>
        <span class="small quiet">
          {session.template_title}, {count(session.question_count, "question")}
        </span>
      </div>
      <div class="session-state">
        <StateChip session={session} />
        {session.state === "in_progress" && (
          <span class="small quiet">
            question {session.question_number} of {session.question_count}
          </span>
        )}
      </div>
      <p class="small quiet session-time">{timeOf(session)}</p>
      <div class="session-actions">
        {onReissue && (
          <button
            type="button"
            class="button button-quiet button-small"
            onClick={onReissue}
            aria-label={`New link for ${session.candidate_name}`}
          >
            New link
          </button>
        )}
      </div>
    </li>
  );
}

function timeOf(session: SessionView): JSX.Element {
  const [words, at] = lastEvent(session);
  return (
    <>
      {words}{" "}
      <time dateTime={at} title={dateAndTime(at)}>
        {ago(at)}
      </time>
    </>
  );
}

function lastEvent(session: SessionView): [words: string, at: string] {
  if (session.state === "expired") return ["Expired", session.expires_at];
  if (session.processed_at) return ["Processed", session.processed_at];
  if (session.completed_at) return ["Finished", session.completed_at];
  if (session.state === "in_progress" && Date.parse(session.expires_at) <= Date.now())
    return ["Link ended", session.expires_at];
  if (session.started_at) return ["Begun", session.started_at];
  return ["Invited", session.created_at];
}
