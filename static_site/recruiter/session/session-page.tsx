import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { AnswerView, ResultsView, ReviewView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { EraseButton } from "../erasure/erase-button";
import { ExportButton } from "../exports/export-button";
import { lettersCard } from "../letters/later";
import { isMissing, useLoaded } from "../page/loading";
import { useSeen } from "../page/seen";
import { StaleNotice } from "../page/stale-notice";
import { useTitle } from "../page/title";
import { useUnsaved } from "../page/unsaved";
import { hashOf, routeOf } from "../route";
import { type Neighbours, listAddress, neighboursOf } from "../sessions/neighbours";
import { hasEnded, standing } from "../sessions/states";
import { ShareButton } from "../shares/share-button";
import { t } from "../words";
import { AnswerCard } from "./answer-card";
import { type Asked, inAskingOrder } from "./asked";
import { shareOf } from "./evidence";
import { factsOf } from "./facts";
import type { Choose } from "./decisions/decision-form";
import type { Drafts } from "./decisions/levels-form";
import type { GoTo } from "./decisions/notes";
import { DecisionCard, PeopleCard, isJudged } from "./decisions/people";
import { FlagList } from "./flag-list";
import { Head } from "./head";
import { Facts, InterviewScorecard } from "./interview-scorecard";
import { shortcutsOf, useKeys, useKeysWanted } from "./keys";
import { KeysButton, KeysDialog } from "./keys-dialog";
import { watchSession } from "./live";
import { type Noticed, useNoticed } from "./noticed";
import { rateBeside } from "./playback";
import { goBack, playOrPause, useRate } from "./player";
import { QuestionStrip } from "./question-strip";
import { RescoreInterview } from "./rescore";
import { isSilent, silentIn } from "./silence";

const WHILE_PROCESSING_MS = 3000;
const WHILE_WATCHING_MS = 20_000;
const WITHOUT_SOCKET_MS = 5000;
/** It may be processed again, or erased. */
const ONCE_OVER_MS = 60_000;
const REVIEW_AGAIN_MS = 30_000;
/** A tab that nobody looks at that long. */
const LEFT_AFTER_MS = 10 * 60_000;

/**
 * `question`: which one is shown at first, counted from 1 as in the address; null for the first there is. `at`: where on
 * its recording's clock it is played from, in milliseconds; null where it waits.
 */
export function SessionPage({
  api,
  id,
  question,
  at,
  mayWrite,
}: {
  api: Api;
  id: string;
  question: number | null;
  at: number | null;
  mayWrite: boolean;
}): JSX.Element {
  const [joined, setJoined] = useState(false);
  const [news, setNews] = useState(0);
  const wasAwaited = useRef(false);
  const path = { session_id: id };
  const { data, error, reload } = useLoaded<ResultsView>(
    id,
    (signal) => api.get("/api/sessions/{session_id}", { path, signal }),
    (results) => {
      // What the interview comes to follows a moment after the last score that was awaited.
      const before = wasAwaited.current;
      wasAwaited.current = results?.answers.some((answer) => answer.is_awaited) ?? before;
      return before || wasAwaited.current ? WHILE_PROCESSING_MS : nextLookMs(results, joined);
    },
  );
  const review = useLoaded<ReviewView>(
    id,
    (signal) => api.get("/api/sessions/{session_id}/review", { path, signal }),
    () => REVIEW_AGAIN_MS,
  );
  const noticed = useNoticed(api, id, data, review.data?.dismissals ?? NOTHING);
  const { add } = noticed;
  const { reload: reloadReview } = review;
  const state = data?.session.state;
  // One that is over as well: it may be scored again, contested, or judged by somebody else. But each person and
  // organisation may only watch so many at once, and a tab that was left open is none of them.
  const isSeen = useSeen(LEFT_AFTER_MS);
  const isWatched = state !== undefined && (isSeen || !hasEnded(state));
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
        if (news.type === "review_changed") {
          reloadReview();
          setNews((before) => before + 1);
        }
      },
    });
  }, [api, id, isWatched, reload, reloadReview, add]);

  // One that was erased meanwhile does not stay on the screen.
  if (!data || isMissing(error)) {
    return (
      <div class="stack">
        <a href={`#${listAddress()}`}>{words.all}</a>
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
  const changed = (): void => {
    reload();
    reloadReview();
  };
  return (
    <Interview
      api={api}
      results={data}
      noticed={noticed}
      review={review.data}
      reviewError={review.error}
      news={news}
      question={question}
      at={at}
      mayWrite={mayWrite}
      onChanged={changed}
    >
      <StaleNotice error={error} onRetry={reload} />
    </Interview>
  );
}

const NOTHING: readonly never[] = [];

function nextLookMs(results: ResultsView | null, joined: boolean): number {
  const state = results?.session.state;
  if (state && hasEnded(state)) return ONCE_OVER_MS;
  if (state === "completed" || state === "processing") return WHILE_PROCESSING_MS;
  return joined ? WHILE_WATCHING_MS : WITHOUT_SOCKET_MS;
}

/** Where to play from, once the answer's video is here. */
interface Jump {
  index: number;
  ms: number;
}

function Interview({
  api,
  results,
  noticed,
  review,
  reviewError,
  news,
  question,
  at,
  mayWrite,
  onChanged,
  children,
}: {
  api: Api;
  results: ResultsView;
  noticed: Noticed;
  review: ReviewView | null;
  reviewError: unknown;
  news: number;
  question: number | null;
  at: number | null;
  mayWrite: boolean;
  onChanged: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const { session, answers, scorecard, scores_hidden: scoresHidden } = results;
  const asked = useMemo(() => inAskingOrder(answers), [answers]);
  const silent = useMemo(() => silentIn(results), [results]);
  const facts = useMemo(() => factsOf(results), [results]);
  const canBeShown = ({ answer }: Asked): boolean =>
    answer.state !== "empty" || answer.heard || noticed.of(answer.question_index).count > 0 || hasEnded(session.state);
  const choice = useChoice(session.id, asked.filter(canBeShown), question, at !== null);
  const { shown, goTo } = choice;

  const [jump, setJump] = useState<Jump | null>(
    question === null || at === null ? null : { index: question - 1, ms: at },
  );
  const [touring, setTouring] = useState<readonly number[] | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [rate, setRate] = useRate();
  const choose = useRef<Choose | null>(null);
  const drafts = useRef<Drafts>(new Map());
  const seen = useRef(new Map<number, AnswerView>());
  useUnsaved(() => drafts.current.size > 0);

  const withEvidence = asked
    .filter(({ answer }) => answer.state === "scored" && !isSilent(answer, silent) && !answer.written)
    .map(({ answer }) => answer.question_index);
  const { data: beside } = useLoaded<Neighbours>(session.id, (signal) => neighboursOf(api, session.id, signal));

  const lead: GoTo = (index, ms = null) => {
    setTouring(null);
    goTo(index, true);
    if (ms !== null) setJump({ index, ms });
  };
  const step = (by: 1 | -1): (() => void) | null => {
    const next = shown && choice.beside(shown, by);
    return next ? () => lead(next.answer.question_index) : null;
  };

  /** From the question that is shown to the last one that has evidence; the same key ends it. */
  function tour(): void {
    const order = asked.slice(shown ? asked.indexOf(shown) : 0).map(({ answer }) => answer.question_index);
    const left = touring ? [] : order.filter((index) => withEvidence.includes(index));
    if (touring) video.current?.pause();
    tourOn(left);
  }

  function tourOn(left: readonly number[]): void {
    setTouring(left.length > 0 ? left : null);
    const [next] = left;
    if (next !== undefined && next !== shown?.answer.question_index) goTo(next, false);
  }

  const [keysWanted, wantKeys] = useKeysWanted();
  const [showsKeys, setShowsKeys] = useState(false);
  const open = (id: string | null | undefined) => (): void => {
    if (id) location.hash = hashOf({ page: "session", id });
  };
  useKeys(
    {
      advance: () => choose.current?.("advance"),
      hold: () => choose.current?.("hold"),
      reject: () => choose.current?.("reject"),
      nextCandidate: open(beside?.next),
      previousCandidate: open(beside?.previous),
      nextQuestion: () => step(1)?.(),
      previousQuestion: () => step(-1)?.(),
      play: () => playOrPause(video.current),
      back: () => goBack(video.current),
      slower: () => setRate(rateBeside(rate, -1)),
      faster: () => setRate(rateBeside(rate, 1)),
      evidence: () => withEvidence.length > 0 && tour(),
      keys: () => setShowsKeys(true),
    },
    keysWanted,
  );

  const words = t.value.session;
  const where = (index: number): Asked | undefined => asked.find(({ answer }) => answer.question_index === index);
  const dismissing = review?.may_decide ? { api, sessionId: session.id, onChanged } : null;
  const elsewhere = noticed.of(null);
  const people = { api, results, review, asked, onGoTo: lead, onAdded: onChanged };
  const index = shown?.answer.question_index;
  return (
    <div class="stack interview">
      <nav class="row" aria-label={words.navigation}>
        <a href={`#${listAddress()}`}>{words.all}</a>
        <span class="row push">
          <Beside id={beside?.previous} command="previousCandidate" />
          <Beside id={beside?.next} command="nextCandidate" />
          {mayWrite && isJudged(session.state) && (
            <>
              <ShareButton api={api} sessionId={session.id} />
              <ExportButton api={api} wish={{ session_id: session.id }} />
            </>
          )}
          {mayWrite && <EraseButton api={api} session={session} />}
          <KeysButton onOpen={() => setShowsKeys(true)} />
        </span>
      </nav>
      {children}
      <Head api={api} results={results} mayWrite={mayWrite} onChanged={onChanged} />
      <div class="first-look">
        {isJudged(session.state) && (
          <DecisionCard {...people} error={reviewError} onRetry={onChanged} choose={choose} />
        )}
        {scorecard && standing(session) !== "nothing_answered" ? (
          <InterviewScorecard made={scorecard} asked={asked} facts={facts} onGoTo={lead} />
        ) : (
          facts.length > 0 && (
            <div class="card stack brief">
              <Facts heading="h2" facts={facts} where={where} onGoTo={lead} />
            </div>
          )
        )}
      </div>
      <div class="stack shown-question" ref={choice.place}>
        <QuestionStrip
          asked={asked}
          session={session}
          noticed={noticed}
          shown={index ?? null}
          silent={silent}
          canBeShown={canBeShown}
          onChoose={(index) => {
            setTouring(null);
            goTo(index, false);
          }}
        />
        {shown && index !== undefined && (
          <AnswerCard
            key={index}
            asked={shown}
            session={session}
            noticed={noticed.of(index)}
            api={api}
            mayWrite={mayWrite}
            scoresHidden={scoresHidden}
            isSilent={isSilent(shown.answer, silent)}
            review={review}
            drafts={drafts.current}
            seen={seen.current}
            playing={{
              element: video,
              rate,
              onRate: setRate,
              isTouring: touring !== null,
              onTour: withEvidence.length > 0 ? tour : null,
            }}
            tour={
              touring?.[0] === index
                ? {
                    budgetMs: shareOf(withEvidence.length),
                    onEnd: () => tourOn(touring.slice(1)),
                    onLeft: () => setTouring(null),
                  }
                : null
            }
            jumpMs={jump?.index === index ? jump.ms : null}
            onJumped={() => setJump(null)}
            dismissing={dismissing}
            onChanged={onChanged}
            onPrevious={step(-1)}
            onNext={step(1)}
          />
        )}
      </div>
      {elsewhere.count > 0 && (
        <section class="card stack">
          <h2>{words.noticedBetween}</h2>
          <FlagList noticed={elsewhere} dismissing={dismissing} />
        </section>
      )}
      <PeopleCard {...people} news={news} />
      <lettersCard.View api={api} session={session} choice={review?.decision?.choice ?? null} mayWrite={mayWrite} />
      <RescoreInterview api={api} session={session} answers={answers} mayWrite={mayWrite} onAsked={onChanged} />
      {showsKeys && <KeysDialog wanted={keysWanted} onWant={wantKeys} onClose={() => setShowsKeys(false)} />}
    </div>
  );
}

/** To the interview before or behind this one in the list that somebody came from; it stays where it is at the ends. */
function Beside({
  id,
  command,
}: {
  id: string | null | undefined;
  command: "previousCandidate" | "nextCandidate";
}): JSX.Element {
  if (!id) {
    return (
      <button type="button" class="button button-quiet button-small" disabled>
        {t.value.session[command]}
      </button>
    );
  }
  return (
    <a
      class="button button-quiet button-small"
      aria-keyshortcuts={shortcutsOf(command)}
      href={hashOf({ page: "session", id })}
    >
      {t.value.session[command]}
    </a>
  );
}

interface ShownQuestion {
  shown: Asked | null;
  /** What is brought into sight when another question is shown. */
  place: { current: HTMLDivElement | null };
  /** Shows another question; `leads` says whether the focus goes there, too. */
  goTo: (questionIndex: number, leads: boolean) => void;
  beside: (asked: Asked, by: 1 | -1) => Asked | null;
}

/** Which question is shown, of those that can be; the address says so. `leads`: to the first one, too. */
function useChoice(id: string, those: readonly Asked[], first: number | null, leads: boolean): ShownQuestion {
  const [chosen, setChosen] = useState(first === null ? null : first - 1);
  const [led, setLed] = useState<{ leads: boolean } | null>(leads ? { leads } : null);
  const place = useRef<HTMLDivElement>(null);
  const shown = those.find(({ answer }) => answer.question_index === chosen) ?? those[0] ?? null;

  useEffect(() => {
    const follow = (): void => {
      const route = routeOf(location.hash);
      if (route.page === "session" && route.id === id && route.question !== undefined) setChosen(route.question - 1);
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [id]);
  useLayoutEffect(() => {
    if (!led) return;
    if (led.leads) place.current?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ behavior: "smooth" });
  }, [led]);

  return {
    shown,
    place,
    goTo: (index, leads) => {
      setChosen(index);
      setLed({ leads });
      history.replaceState(history.state, "", hashOf({ page: "session", id, question: index + 1 }));
    },
    beside: (asked, by) => those[those.indexOf(asked) + by] ?? null,
  };
}
