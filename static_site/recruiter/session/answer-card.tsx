import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { AnswerView, Feedback, Flag, Language, SessionView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { clock, spanInWords } from "../../shared/format";
import { type Asked, titleOf } from "./asked";
import { AnswerChip } from "../sessions/chips";
import { Corrected } from "./corrected";
import { FlagList } from "./flag-list";
import { byTime, placeOf } from "./flags";
import { answerFailureInWords } from "./failures";
import { darkInWords, lossInWords, placeInWords, reasonInWords } from "./gaps";
import { useLoaded } from "../page/loading";
import { HowJudged } from "./how-judged";
import { missingScore, missingVideo } from "./missing";
import type { FlagsOf } from "./noticed";
import { Player } from "./player";
import { RecordingClock } from "./recording-clock";
import { Rescore, rescorable } from "./rescore";
import { outOfTen, scoredBy } from "./score-words";
import { Scorecard } from "./scorecard";
import { useSeen } from "../sessions/seen";
import { StaleNotice } from "../page/stale-notice";
import { hasEnded } from "../sessions/states";
import { t } from "../words";
import { Timeline } from "./timeline";
import { TranscriptView } from "./transcript-view";
import { type Words, useWords } from "./transcript-words";

/** What is here of an interview's answer, and how the rest is brought. */
interface Shown {
  asked: Asked;
  session: SessionView;
  noticed: FlagsOf;
  api: Api;
  mayWrite: boolean;
  /** Until this person has judged each answer. */
  scoresHidden: boolean;
  /** Another score was asked for. */
  onRescored: () => void;
}

/** One question: the video with its timeline, what was said, and the score. `atOnce`: before anybody has come near. */
export function AnswerCard({ atOnce, ...shown }: Shown & { atOnce: boolean }): JSX.Element {
  const { asked, session, noticed } = shown;
  const progress = asked.answer;
  const { question, question_index: index } = progress;
  const card = useRef<HTMLElement>(null);
  const isSeen = useSeen(card, atOnce);
  const isUnanswered = progress.state === "empty" && hasEnded(session.state) && !progress.heard && noticed.count === 0;

  return (
    <article
      ref={card}
      class={asked.followUp === null ? "card answer" : "card answer follow-up"}
      aria-labelledby={`question-${index}`}
    >
      <header class="stack">
        <div class="row">
          <h2 id={`question-${index}`} tabIndex={-1}>
            {titleOf(asked)}
          </h2>
          <AnswerChip answer={progress} isOver={hasEnded(session.state)} />
        </div>
        <p class="question" lang={languageOf(asked, session)}>
          {question.text}
        </p>
      </header>
      {isUnanswered ? (
        <p class="quiet">{t.value.answer.noVideo.nothingRecorded}</p>
      ) : isSeen ? (
        <Answer {...shown} />
      ) : (
        <div class="answer-awaited" />
      )}
    </article>
  );
}

/** In which a question is written: a follow-up was made up in the interview's language. */
function languageOf({ followUp }: Asked, session: SessionView): Language {
  return followUp === null ? session.template_language : session.language;
}

function Answer(shown: Shown): JSX.Element {
  const { asked, session, noticed, api } = shown;
  const { question_index: index, version } = asked.answer;
  const path = { session_id: session.id, question_index: index };
  const {
    data: answer,
    error,
    reload,
  } = useLoaded<AnswerView>(`${session.id} ${index}`, (signal) =>
    api.get("/api/sessions/{session_id}/answers/{question_index}", { path, signal }),
  );
  const transcript = answer ? shownTranscript(answer) : null;
  const words = useWords(
    transcript?.made_at ?? null,
    (start, signal) =>
      api.get("/api/sessions/{session_id}/answers/{question_index}/transcript", { path, query: { start }, signal }),
    reload,
  );
  const loaded = useRef(version);
  useEffect(() => {
    if (loaded.current === version) return;
    loaded.current = version;
    reload();
  }, [version, reload]);

  if (!answer) {
    return (
      <div class="answer-awaited">
        {error === null ? <Busy>{t.value.answer.loading}</Busy> : <ErrorNotice error={error} onRetry={reload} />}
      </div>
    );
  }
  return (
    <>
      <StaleNotice error={error} onRetry={reload} />
      <Details
        asked={asked}
        answer={answer}
        transcript={words}
        session={session}
        noticed={noticed}
        scoresHidden={shown.scoresHidden}
        onExpired={reload}
      />
      <Judged {...shown} />
    </>
  );
}

/** `onExpired` fetches new addresses. */
function Details({
  asked,
  answer,
  transcript,
  session,
  noticed,
  scoresHidden,
  onExpired,
}: {
  asked: Asked;
  answer: AnswerView;
  transcript: Words;
  session: SessionView;
  noticed: FlagsOf;
  scoresHidden: boolean;
  onExpired: () => void;
}): JSX.Element {
  const words = t.value;
  const { video } = answer;
  const player = useRef<HTMLVideoElement>(null);
  const [playedMs, setPlayedMs] = useState(0);
  const recording = useMemo(() => new RecordingClock(video?.recorded_ms ?? 0, video?.offset_ms ?? 0), [video]);
  const placeMs = (flag: Flag): number | null => placeOf(flag, answer.runs);
  const seek = (recordedMs: number): void => {
    const element = player.current;
    if (!element) return;
    element.currentTime = recording.toVideo(recordedMs) / 1000;
    void element.play().catch(() => undefined);
  };
  const onSeek = video ? seek : null;

  return (
    <>
      {answer.failure && (
        <p class="notice notice-bad">{words.answer.notProcessed(answerFailureInWords(answer.failure))}</p>
      )}
      <div class="answer-recording">
        <div class="stack">
          {video ? (
            <Player
              video={video}
              label={words.answer.video(titleOf(asked))}
              element={player}
              onPlayed={setPlayedMs}
              onExpired={onExpired}
            />
          ) : (
            <p class={answer.text_answer ? "small quiet" : "no-video"}>{missingVideo(answer, session)}</p>
          )}
          {video && (
            <>
              <Timeline
                recording={recording}
                gaps={video.gaps}
                flags={noticed.flags}
                placeMs={placeMs}
                playedMs={recording.toRecorded(playedMs)}
              />
              <Losses video={video} runs={answer.runs} />
            </>
          )}
          {noticed.count > 0 && (
            <section>
              <FlagList noticed={noticed} groups={byTime(noticed.flags, answer.runs)} placeMs={placeMs} onSeek={seek} />
              <p class="small quiet">{words.flags.toWeigh}</p>
            </section>
          )}
          {noticed.count === 0 && hasEnded(session.state) && <p class="small quiet">{words.flags.none}</p>}
        </div>
        <section class="stack">
          <h3>{answer.text_answer ? words.transcript.written : words.transcript.title}</h3>
          {answer.text_answer ? (
            <p class="written" lang={session.language}>
              {answer.text_answer.text}
            </p>
          ) : (
            <Heard
              answer={answer}
              words={transcript}
              playedMs={playedMs > 0 ? recording.toRecorded(playedMs) : null}
              onSeek={onSeek}
              session={session}
            />
          )}
          <Corrected answer={answer} isMarked={isMarked(answer, transcript)} />
        </section>
      </div>
      <section class="stack">
        <h3>{words.answer.score}</h3>
        {answer.score ? (
          <Scorecard score={answer.score} onSeek={onSeek} isFollowUp={asked.followUp !== null} />
        ) : (
          <p class="quiet">{scoresHidden ? t.value.decisions.hidden : missingScore(session)}</p>
        )}
        {answer.feedback && <FirstImpression feedback={answer.feedback} isFollowed={answer.score !== null} />}
      </section>
      {answer.feedback && <ToldFeedback feedback={answer.feedback} language={session.language} />}
    </>
  );
}

/** By what the score was made, the others that there are, and asking for one more. */
function Judged({ asked: { answer }, session, api, mayWrite, onRescored }: Shown): JSX.Element | null {
  const canBeAgain = rescorable(session, [answer]).length > 0;
  if (answer.state !== "scored" && !canBeAgain) return null;
  return (
    <section class="stack">
      <HowJudged api={api} sessionId={session.id} answer={answer} />
      {answer.is_awaited && <p class="small quiet">{t.value.rescore.answerAwaited}</p>}
      {mayWrite && canBeAgain && (
        <Rescore
          api={api}
          session={session}
          answers={[answer]}
          label={t.value.rescore.answer}
          isAwaited={answer.is_awaited}
          onAsked={onRescored}
        />
      )}
    </section>
  );
}

function Heard({
  answer,
  words,
  playedMs,
  onSeek,
  session,
}: {
  answer: AnswerView;
  words: Words;
  playedMs: number | null;
  onSeek: ((recordedMs: number) => void) | null;
  session: SessionView;
}): JSX.Element {
  const said = t.value.transcript;
  const transcript = shownTranscript(answer);
  if (!transcript) return <p class="quiet">{hasEnded(session.state) ? said.none : said.notYet}</p>;
  const heardLive = showsLive(answer);
  return (
    <>
      {!transcript.text.trim() ? (
        <p class="quiet">{said.nothingSaid}</p>
      ) : words.words.length > 0 ? (
        <TranscriptView
          words={words.words}
          lang={transcript.language}
          {...(answer.correction && heardLive && { differences: answer.correction.differences })}
          playedMs={playedMs}
          onSeek={onSeek}
        />
      ) : words.isLoading ? (
        <Busy>{said.loading}</Busy>
      ) : (
        <p class="transcript" lang={transcript.language}>
          {transcript.text}
        </p>
      )}
      {words.error !== null && <ErrorNotice error={words.error} onRetry={words.more} />}
      {words.words.length > 0 && !words.isWhole && words.error === null && <MoreWords words={words} />}
      <p class="small quiet">
        {answer.transcript ? said[heardLive ? "recognisedLive" : "recognised"](transcript.source) : said.asHeardLive}
      </p>
      <HeardBeyond answer={answer} />
    </>
  );
}

/** What was heard live where the recording broke off and the conversation went on. */
function HeardBeyond({ answer }: { answer: AnswerView }): JSX.Element | null {
  const { heard_beyond_ms: beyondMs, live_transcript: live } = answer;
  if (beyondMs === 0 || !live) return null;
  return (
    <div class="notice notice-warn small stack">
      <p>{t.value.transcript.heardBeyond(spanInWords(beyondMs))}</p>
      <details>
        <summary>{t.value.transcript.allHeardLive}</summary>
        <p class="transcript" lang={live.language}>
          {live.text}
        </p>
      </details>
    </div>
  );
}

/** Says how far the words go that are here. */
function MoreWords({ words: { words, isLoading, more } }: { words: Words }): JSX.Element {
  const said = t.value.transcript;
  return (
    <div class="row small">
      <span class="quiet" role="status">
        {said.shownUpTo(clock(words.at(-1)?.end_ms ?? 0))}
      </span>
      <button type="button" class="button button-quiet button-small" onClick={more} aria-disabled={isLoading}>
        {isLoading ? said.loadingMore : said.more}
      </button>
    </div>
  );
}

/** Whether what the candidate corrected stands marked in the words that are shown. */
function isMarked(answer: AnswerView, words: Words): boolean {
  return words.isWhole && (answer.correction?.differences ?? []).some(({ changed }) => changed) && showsLive(answer);
}

function shownTranscript(answer: AnswerView): AnswerView["transcript"] {
  return answer.shown_transcript && answer[answer.shown_transcript];
}

/** Whether the words that are shown were heard while the candidate spoke. */
function showsLive(answer: AnswerView): boolean {
  return answer.transcript_is_live || answer.shown_transcript === "live_transcript";
}

/** Says plainly where the video is not what the candidate recorded. */
function Losses({
  video,
  runs,
}: {
  video: NonNullable<AnswerView["video"]>;
  runs: AnswerView["runs"];
}): JSX.Element | null {
  const loss = lossInWords(video.gaps);
  const dark = darkInWords(runs);
  return (
    <>
      {loss !== null && (
        <section class="notice notice-warn small">
          <h3>{t.value.recording.notWhole(loss)}</h3>
          <ul>
            {video.gaps.map((gap, index) => (
              <li key={index}>
                {placeInWords(gap)}: {reasonInWords(gap)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {dark !== null && <p class="notice notice-warn small">{dark}</p>}
      {video.transcoded && <p class="small quiet">{t.value.answer.converted}</p>}
    </>
  );
}

/** The score that a model gave with its feedback, at once; the one with quotes is what counts. */
function FirstImpression({ feedback, isFollowed }: { feedback: Feedback; isFollowed: boolean }): JSX.Element | null {
  if (typeof feedback.score !== "number") return null;
  const words = t.value.answer;
  const [score, scorer] = [outOfTen(feedback.score), scoredBy(feedback) ?? ""];
  return isFollowed ? (
    <p class="small quiet">{words.impressionFollowed(score, scorer)}</p>
  ) : (
    <p class="notice">{words.impressionAlone(score, scorer)}</p>
  );
}

/** In the words that were meant for the candidate. */
function ToldFeedback({ feedback, language }: { feedback: Feedback; language: Language }): JSX.Element {
  const words = t.value.answer.told;
  const writer = scoredBy(feedback);
  return (
    <details class="told-feedback">
      <summary>{words.title}</summary>
      <div class="stack">
        <p class="small quiet">{words.written}</p>
        <blockquote lang={language}>{feedback.written}</blockquote>
        <p class="small quiet">{words.spoken}</p>
        <blockquote lang={language}>{feedback.spoken}</blockquote>
        {feedback.example !== "" && (
          <>
            <p class="small quiet">{words.example}</p>
            <blockquote lang={language}>{feedback.example}</blockquote>
          </>
        )}
        {feedback.replaced.some((part) => part === "written" || part === "spoken") && (
          <p class="small quiet">{words.replaced}</p>
        )}
        {feedback.replaced.includes("follow_up") && <p class="small quiet">{words.followUpDropped}</p>}
        {writer !== null && <p class="small quiet">{t.value.answer.feedbackBy(writer)}</p>}
      </div>
    </details>
  );
}
