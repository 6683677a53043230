import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { Language, ResultsView, SessionView } from "../../shared/api-types";
import { NotSent } from "../../shared/error-notice";
import { ago, dateAndTime } from "../../shared/format";
import { LANGUAGES } from "../../shared/words/languages";
import { arrangedFor } from "../invitations/accommodations";
import { cancelDialog, changeDialog } from "../invitations/later";
import { ReissueDialog } from "../invitations/reissue-dialog";
import { own } from "../page/own";
import { hashOf } from "../route";
import { StateChip } from "../sessions/chips";
import { isCancellable, isOpen, isUnderWay, standing } from "../sessions/states";
import { t } from "../words";
import { Contest } from "./contest";
import { failureInWords } from "./failures";
import { Privacy } from "./privacy";

/** Letters: of more than that the largest ones would fill the first screen. */
const LONG_NAME = 60;

/** Who it is, and how the interview stands. */
export function Head({
  api,
  results,
  mayWrite,
  onChanged,
}: {
  api: Api;
  results: ResultsView;
  mayWrite: boolean;
  onChanged: () => void;
}): JSX.Element {
  const { session } = results;
  const [asked, setAsked] = useState<"reissue" | "change" | "cancel" | null>(null);
  const words = t.value.session;
  const state = standing(session);
  const isSaid = state !== "done" && state !== "failed" && state !== "nothing_answered";
  return (
    <header class="stack head">
      <div class="row">
        <h1 tabIndex={-1} class={session.candidate_name.length > LONG_NAME ? "long-name" : undefined}>
          {session.candidate_name}
        </h1>
        <StateChip session={session} />
        <SignOfLife results={results} />
        {mayWrite && isOpen(session.state) && (
          <span class="row push">
            <button type="button" class="button button-quiet button-small" onClick={() => setAsked("reissue")}>
              {words.newLink}
            </button>
            {session.state !== "cancelled" && (
              <button type="button" class="button button-quiet button-small" onClick={() => setAsked("change")}>
                {words.change}
              </button>
            )}
            {isCancellable(session.state) && (
              <button type="button" class="button button-quiet button-small" onClick={() => setAsked("cancel")}>
                {words.cancel}
              </button>
            )}
          </span>
        )}
      </div>
      <div class="head-about">
        <p class="quiet">
          <bdi>{session.template_title}</bdi>
          {session.candidate_email && <>, {session.candidate_email}</>}
        </p>
        <StatedName session={session} />
        <Times session={session}>
          <Privacy api={api} results={results} />
        </Times>
      </div>
      <p class={isSaid ? "notice" : "visually-hidden"} role="status">
        {t.value.states[state].meaning}
      </p>
      {session.human_review_only && (
        <div class="notice">
          <p>{words.peopleAlone(own, session.candidate_name)}</p>
        </div>
      )}
      {results.contest && <Contest contest={results.contest} />}
      {session.state === "failed" && (
        <Failure api={api} session={session} mayWrite={mayWrite} onRestarted={onChanged} />
      )}
      {asked === "reissue" && (
        <ReissueDialog api={api} session={session} onClose={() => setAsked(null)} onIssued={onChanged} />
      )}
      {asked === "change" && (
        <changeDialog.View api={api} session={session} onClose={() => setAsked(null)} onChanged={onChanged} />
      )}
      {asked === "cancel" && (
        <cancelDialog.View api={api} session={session} onClose={() => setAsked(null)} onDone={onChanged} />
      )}
    </header>
  );
}

/** What the candidate says they are called, where that is something else. */
function StatedName({ session: { candidate_name, stated_name } }: { session: SessionView }): JSX.Element | null {
  if (stated_name === null || stated_name === candidate_name) return null;
  return (
    <p class="small stated-name">
      {t.value.session.statedName(
        (name) => (
          <bdi>{name}</bdi>
        ),
        stated_name,
      )}
    </p>
  );
}

/** Whether the candidate is there right now, or when their page was heard of last. */
function SignOfLife({ results }: { results: ResultsView }): JSX.Element | null {
  const { session, candidate_is_here: isHere, candidate_seen_at: seenAt } = results;
  const words = t.value.session;
  if (!isUnderWay(session.state)) return null;
  if (isHere) return <span class="chip chip-live">{words.isHere}</span>;
  if (seenAt === null) return null;
  return (
    <time class="small quiet" dateTime={seenAt} title={dateAndTime(seenAt)}>
      {words.seenAt(ago(seenAt))}
    </time>
  );
}

/** When it went how far, in which language it is held, what spoke, and what was arranged: no part of the judgement. */
function Times({ session, children }: { session: SessionView; children: ComponentChildren }): JSX.Element {
  const words = t.value.session.times;
  const times: [string, string | null][] = [
    [words.invited, session.created_at],
    [words.begun, session.started_at],
    [session.ending ? words.endings[session.ending] : words.finished, session.completed_at],
    [words.withdrawn, session.withdrawn_at],
    [words.processed, session.processed_at],
    [words.linkUntil, isOpen(session.state) && !session.cancellation ? session.expires_at : null],
    [words.cancelled, session.cancellation?.at ?? null],
  ];
  const { language, template_language } = session;
  const languages: [string, Language][] = [
    [t.value.interviewLanguage.label, language],
    ...(template_language === language
      ? []
      : [[t.value.interviewLanguage.ofQuestions, template_language] satisfies [string, Language]]),
  ];
  const arranged = arrangedFor(session.accommodations);
  return (
    <details class="small">
      <summary>{t.value.accommodations.arranged.title}</summary>
      <dl class="times">
        {times.map(
          ([name, at]) =>
            at && (
              <div key={name}>
                <dt class="quiet">{name}</dt>
                <dd>
                  <time dateTime={at}>{dateAndTime(at)}</time>
                </dd>
              </div>
            ),
        )}
        {languages.map(([name, language]) => (
          <div key={name}>
            <dt class="quiet">{name}</dt>
            <dd lang={language}>{LANGUAGES[language]}</dd>
          </div>
        ))}
        {session.source !== "invited" && (
          <div>
            <dt class="quiet">{t.value.sessions.filters.source}</dt>
            <dd>{t.value.sessions.filters.sources[session.source]}</dd>
          </div>
        )}
        {session.template_version !== null && (
          <div>
            <dt class="quiet">{t.value.session.template}</dt>
            <dd>
              <a href={hashOf({ page: "versions", id: session.template_id })}>
                {t.value.session.templateVersion(session.template_version)}
              </a>
            </dd>
          </div>
        )}
        {session.voice !== null && (
          <div>
            <dt class="quiet">{t.value.session.voice}</dt>
            <dd>{session.voice}</dd>
          </div>
        )}
      </dl>
      {arranged.length > 0 && (
        <ul class="bullets">
          {arranged.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {children}
    </details>
  );
}

function Failure({
  api,
  session,
  mayWrite,
  onRestarted,
}: {
  api: Api;
  session: SessionView;
  mayWrite: boolean;
  onRestarted: () => void;
}): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function restart(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await api.post("/api/sessions/{session_id}/processing", { path: { session_id: session.id } });
      // Until what is shown says that it has begun, nobody begins it once more.
      onRestarted();
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  }

  const words = t.value.session;
  const isNothing = standing(session) === "nothing_answered";
  return (
    <>
      {isNothing ? (
        <div class="notice">
          <h2>{words.nothingAnswered}</h2>
          <p>{words.nothingToJudge}</p>
        </div>
      ) : (
        <div class="notice notice-bad">
          <h2>{words.failed}</h2>
          <p>
            {session.failure ? failureInWords(session.failure) : words.noReason} {words.recordingKept}{" "}
            {session.attempt !== null && session.attempt > 1 && words.attempt(session.attempt)}
          </p>
        </div>
      )}
      <NotSent error={error} />
      {mayWrite && (
        <div class={isNothing ? "row" : "actions"}>
          <button
            type="button"
            class={isNothing ? "button button-quiet button-small" : "button"}
            onClick={() => void restart()}
            disabled={busy}
          >
            {busy ? words.beginning : words.processAgain}
          </button>
        </div>
      )}
    </>
  );
}
