import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import { ApiError } from "../../shared/api";
import type { AnswerProgressView, Language, ResultsView, SessionView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice, NotSent } from "../../shared/error-notice";
import { dateAndTime } from "../../shared/format";
import { arrangedFor } from "../invitations/accommodations";
import { AnswerCard } from "./answer-card";
import { inAskingOrder } from "./asked";
import { AnswerChip, StateChip } from "../sessions/chips";
import { Contest } from "./contest";
import { failureInWords } from "./failures";
import { People } from "./decisions/people";
import { FlagList } from "./flag-list";
import { InterviewScorecard } from "./interview-scorecard";
import { watchSession } from "./live";
import { useLoaded } from "../page/loading";
import { type Noticed, useNoticed } from "./noticed";
import { ReissueDialog } from "../invitations/reissue-dialog";
import { RescoreInterview } from "./rescore";
import { outOfTen } from "./score-words";
import { StaleNotice } from "../page/stale-notice";
import { hasEnded, isOpen, isUnderWay, standing } from "../sessions/states";
import { useTitle } from "../page/title";
import { LANGUAGES } from "../../shared/words/languages";
import { t } from "../words";

const WHILE_PROCESSING_MS = 3000;
const WHILE_WATCHING_MS = 20_000;
const WITHOUT_SOCKET_MS = 5000;
/** It may be processed again, or erased. */
const ONCE_OVER_MS = 60_000;
/** Answers that are brought before anybody comes near them. */
const LOADED_AT_ONCE = 3;

export function SessionPage({ api, id, mayWrite }: { api: Api; id: string; mayWrite: boolean }): JSX.Element {
  const [joined, setJoined] = useState(false);
  const [news, setNews] = useState(0);
  const wasAwaited = useRef(false);
  const { data, error, reload } = useLoaded<ResultsView>(
    id,
    (signal) => api.get("/api/sessions/{session_id}", { path: { session_id: id }, signal }),
    (results) => {
      // What the interview comes to follows a moment after the last score that was awaited.
      const before = wasAwaited.current;
      wasAwaited.current = results?.answers.some((answer) => answer.is_awaited) ?? before;
      return before || wasAwaited.current ? WHILE_PROCESSING_MS : nextLookMs(results, joined);
    },
  );
  const noticed = useNoticed(api, id, data);
  const { add } = noticed;
  const state = data?.session.state;
  // One that is over as well: it may be scored again, contested, or judged by somebody else.
  const isWatched = state !== undefined;
  const words = t.value.session;
  useTitle(data?.session.candidate_name ?? words.title);

  useEffect(() => {
    if (!isWatched) return;
    return watchSession({
      api,
      sessionId: id,
      onJoined: (now) => {
        setJoined(now);
        // What happened while nobody listened.
        if (now) reload();
      },
      onNews: (news) => {
        if (news.type === "proctoring_event") add(news.event);
        else reload();
        if (news.type === "review_changed") setNews((before) => before + 1);
      },
    });
  }, [api, id, isWatched, reload, add]);

  // One that was erased meanwhile does not stay on the screen.
  if (!data || isMissing(error)) {
    return (
      <div class="stack">
        <a href="#/">{words.all}</a>
        <h1 tabIndex={-1}>{words.title}</h1>
        {isMissing(error) ? (
          <p>{words.missing}</p>
        ) : error !== null ? (
          <ErrorNotice error={error} onRetry={reload} />
        ) : (
          <Busy>{words.loading}</Busy>
        )}
      </div>
    );
  }
  return (
    <div class="stack">
      <a href="#/">{words.all}</a>
      <StaleNotice error={error} onRetry={reload} />
      <Head
        api={api}
        results={data}
        noticed={noticed}
        joined={joined && isWatched}
        mayWrite={mayWrite}
        news={news}
        onChanged={reload}
      />
      <Answers api={api} results={data} noticed={noticed} mayWrite={mayWrite} onRescored={reload} />
    </div>
  );
}

function nextLookMs(results: ResultsView | null, joined: boolean): number {
  const state = results?.session.state;
  if (state && hasEnded(state)) return ONCE_OVER_MS;
  if (state === "completed" || state === "processing") return WHILE_PROCESSING_MS;
  return joined ? WHILE_WATCHING_MS : WITHOUT_SOCKET_MS;
}

function isMissing(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

function Head({
  api,
  results,
  noticed,
  joined,
  mayWrite,
  news,
  onChanged,
}: {
  api: Api;
  results: ResultsView;
  noticed: Noticed;
  joined: boolean;
  mayWrite: boolean;
  news: number;
  onChanged: () => void;
}): JSX.Element {
  const { session } = results;
  const [reissuing, setReissuing] = useState(false);
  const words = t.value.session;
  return (
    <header class="stack">
      <div class="row">
        <h1 tabIndex={-1}>{session.candidate_name}</h1>
        <StateChip session={session} />
        {joined && isUnderWay(session.state) && <span class="chip chip-live chip-plain">{words.shownLive}</span>}
        {mayWrite && isOpen(session.state) && (
          <button type="button" class="button button-quiet button-small push" onClick={() => setReissuing(true)}>
            {words.newLink}
          </button>
        )}
      </div>
      <p class="quiet">
        {session.template_title}
        {session.candidate_email && <>, {session.candidate_email}</>}
      </p>
      <Times session={session} />
      <Arranged session={session} />
      <p class={session.state === "done" || session.state === "failed" ? "visually-hidden" : "notice"} role="status">
        {t.value.states[standing(session)].meaning}
      </p>
      {session.human_review_only && <p class="notice">{words.peopleAlone(session.candidate_name)}</p>}
      {results.contest && <Contest contest={results.contest} />}
      {session.state === "failed" && (
        <Failure api={api} session={session} mayWrite={mayWrite} onRestarted={onChanged} />
      )}
      {results.scorecard && (
        <InterviewScorecard
          made={results.scorecard}
          asked={inAskingOrder(results.answers)}
          onGoTo={(index) => goTo(`question-${index}`)}
        />
      )}
      <People
        api={api}
        results={results}
        news={news}
        onGoTo={(index) => goTo(`question-${index}`)}
        onChanged={onChanged}
      />
      <Overview results={results} noticed={noticed} />
      <RescoreInterview api={api} session={session} answers={results.answers} mayWrite={mayWrite} onAsked={onChanged} />
      {reissuing && (
        <ReissueDialog api={api} session={session} onClose={() => setReissuing(false)} onIssued={onChanged} />
      )}
    </header>
  );
}

/** When it went how far, in which language it is held, and what spoke. */
function Times({ session }: { session: SessionView }): JSX.Element {
  const words = t.value.session.times;
  const times: [string, string | null][] = [
    [words.invited, session.created_at],
    [words.begun, session.started_at],
    [words.finished, session.completed_at],
    [words.processed, session.processed_at],
    [words.linkUntil, isOpen(session.state) ? session.expires_at : null],
  ];
  const { language, template_language } = session;
  const languages: [string, Language][] = [
    [t.value.interviewLanguage.label, language],
    ...(template_language === language
      ? []
      : [[t.value.interviewLanguage.ofQuestions, template_language] satisfies [string, Language]]),
  ];
  return (
    <dl class="times small">
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
      {session.voice !== null && (
        <div>
          <dt class="quiet">{t.value.session.voice}</dt>
          <dd>{session.voice}</dd>
        </div>
      )}
    </dl>
  );
}

/** What was arranged for the candidate, for those who look for it: it is no part of the judgement. */
function Arranged({ session }: { session: SessionView }): JSX.Element | null {
  const arranged = arrangedFor(session.accommodations);
  if (arranged.length === 0) return null;
  return (
    <details class="small">
      <summary>{t.value.accommodations.arranged.title}</summary>
      <ul class="bullets">
        {arranged.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
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
  return (
    <>
      <div class="notice notice-bad">
        <h2>{words.failed}</h2>
        <p>
          {session.failure ? failureInWords(session.failure) : words.noReason} {words.recordingKept}{" "}
          {session.attempt !== null && session.attempt > 1 && words.attempt(session.attempt)}
        </p>
      </div>
      <NotSent error={error} />
      {mayWrite && (
        <div class="actions">
          <button type="button" class="button" onClick={() => void restart()} disabled={busy}>
            {busy ? words.beginning : words.processAgain}
          </button>
        </div>
      )}
    </>
  );
}

/** Every question on one line: how far it is, its score, and what was noticed. */
function Overview({ results, noticed }: { results: ResultsView; noticed: Noticed }): JSX.Element {
  const elsewhere = noticed.of(null);
  const words = t.value.session;
  return (
    <>
      <ol class="overview card" aria-label={words.questions}>
        {inAskingOrder(results.answers).map(({ answer, number, followUp }) => {
          const { question_index, question, overall, indicative } = answer;
          const flags = noticed.of(question_index).count;
          const line = followUp === null ? words.mainQuestion(number, question.text) : words.followUp(question.text);
          return (
            <li key={question_index} class={followUp === null ? undefined : "overview-follow-up"}>
              {isShown(answer, results.session, flags) ? (
                <button
                  type="button"
                  class="button button-link overview-question"
                  onClick={() => goTo(`question-${question_index}`)}
                >
                  {line}
                </button>
              ) : (
                <span class="overview-question">{line}</span>
              )}
              <span class="row">
                {flags > 0 && <span class="chip chip-warn">{words.flags(flags)}</span>}
                <AnswerChip answer={answer} isOver={hasEnded(results.session.state)} />
                {indicative && <span class="small quiet">{t.value.scorecard.indicativeShort}</span>}
                <strong class="overview-score">{typeof overall === "number" && outOfTen(overall)}</strong>
              </span>
            </li>
          );
        })}
      </ol>
      {elsewhere.count > 0 && (
        <section class="card stack">
          <h2>{words.noticedBetween}</h2>
          <FlagList noticed={elsewhere} />
        </section>
      )}
    </>
  );
}

/** Whether there is anything to look at: while the interview goes on, the questions to come have no card yet. */
function isShown(answer: AnswerProgressView, session: SessionView, flags: number): boolean {
  return answer.state !== "empty" || answer.heard || flags > 0 || hasEnded(session.state);
}

function goTo(id: string): void {
  const heading = document.querySelector<HTMLElement>(`#${id}`);
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ behavior: "smooth" });
}

function Answers({
  api,
  results: { session, answers, scores_hidden: scoresHidden },
  noticed,
  mayWrite,
  onRescored,
}: {
  api: Api;
  results: ResultsView;
  noticed: Noticed;
  mayWrite: boolean;
  onRescored: () => void;
}): JSX.Element {
  const shown = inAskingOrder(answers).map((asked) => ({ asked, flags: noticed.of(asked.answer.question_index) }));
  return (
    <>
      {shown
        .filter(({ asked, flags }) => isShown(asked.answer, session, flags.count))
        .map(({ asked, flags }, nth) => (
          <AnswerCard
            key={asked.answer.question_index}
            asked={asked}
            session={session}
            noticed={flags}
            api={api}
            mayWrite={mayWrite}
            scoresHidden={scoresHidden}
            onRescored={onRescored}
            atOnce={nth < LOADED_AT_ONCE}
          />
        ))}
    </>
  );
}
