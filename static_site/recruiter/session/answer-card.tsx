import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { AnswerView, Feedback, Flag, Language, ReviewView, SessionView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { clock, spanInWords } from "../../shared/format";
import { type Asked, titleOf } from "./asked";
import { AnswerChip } from "../sessions/chips";
import { Corrected } from "./corrected";
import { type Drafts, YourLevels } from "./decisions/levels-form";
import { LevelsTable } from "./decisions/levels-table";
import { isJudged } from "./decisions/people";
import { Downloads } from "./downloads";
import { clipsOf } from "./evidence";
import type { Dismissing } from "./flag-dismissal";
import { FlagList } from "./flag-list";
import { byTime, placeOf } from "./flags";
import { answerFailureInWords } from "./failures";
import { darkInWords, lossInWords, placeInWords, reasonInWords } from "./gaps";
import { useLoaded } from "../page/loading";
import { HowJudged, JudgedAgain } from "./how-judged";
import { missingScore, missingVideo } from "./missing";
import type { FlagsOf } from "./noticed";
import { Player, type Playing } from "./player";
import { RecordingClock } from "./recording-clock";
import { Rescore, rescorable } from "./rescore";
import { outOfTen, scoredBy } from "./score-words";
import { Scorecard } from "./scorecard";
import { Step } from "./step";
import { StaleNotice } from "../page/stale-notice";
import { hasEnded } from "../sessions/states";
import { t } from "../words";
import { Timeline } from "./timeline";
import { type Tour, useTour } from "./tour";
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
  /** Nothing was said in the recording. */
  isSilent: boolean;
  review: ReviewView | null;
  drafts: Drafts;
  /** Answers that were shown before, to be shown again at once. */
  seen: Map<number, AnswerView>;
  playing: Playing;
  tour: Tour | null;
  /** Where to play from on the recording's clock, as soon as the video is here. */
  jumpMs: number | null;
  onJumped: () => void;
  dismissing: Dismissing | null;
  /** Another score was asked for, or somebody judged. */
  onChanged: () => void;
}

/** The question that is shown: the video with its timeline, what was said, and the score. */
export function AnswerCard({
  onPrevious,
  onNext,
  ...shown
}: Shown & { onPrevious: (() => void) | null; onNext: (() => void) | null }): JSX.Element {
  const { asked, session, noticed, isSilent } = shown;
  const progress = asked.answer;
  const { question, question_index: index } = progress;
  const isUnanswered = progress.state === "empty" && hasEnded(session.state) && !progress.heard && noticed.count === 0;

  return (
    <article
      class={asked.followUp === null ? "card answer" : "card answer follow-up"}
      aria-labelledby={`question-${index}`}
    >
      <header class="stack">
        <div class="row">
          <h2 id={`question-${index}`} tabIndex={-1}>
            {titleOf(asked)}
          </h2>
          {isSilent ? (
            <span class="chip chip-plain">{t.value.answer.silentShort}</span>
          ) : (
            <AnswerChip answer={progress} isOver={hasEnded(session.state)} />
          )}
          <span class="row push">
            <Step command="previousQuestion" onStep={onPrevious} />
            <Step command="nextQuestion" onStep={onNext} />
          </span>
        </div>
        <p class="question" lang={languageOf(asked, session)}>
          {question.text}
        </p>
      </header>
      {isUnanswered ? <p class="quiet">{t.value.answer.noVideo.nothingRecorded}</p> : <Answer {...shown} />}
    </article>
  );
}

/** In which a question is written: a follow-up was made up in the interview's language. */
function languageOf({ followUp }: Asked, session: SessionView): Language {
  return followUp === null ? session.template_language : session.language;
}

function Answer(shown: Shown): JSX.Element {
  const { asked, session, api, seen } = shown;
  const { question_index: index, version } = asked.answer;
  const path = { session_id: session.id, question_index: index };
  const { data, error, reload } = useLoaded<AnswerView>(`${session.id} ${index}`, (signal) =>
    api.get("/api/sessions/{session_id}/answers/{question_index}", { path, signal }),
  );
  if (data) seen.set(index, data);
  const answer = data ?? seen.get(index) ?? null;
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
      <Details {...shown} answer={answer} transcript={words} onExpired={reload} />
    </>
  );
}

/** `onExpired` fetches new addresses. */
function Details({
  answer,
  transcript,
  onExpired,
  ...shown
}: Shown & { answer: AnswerView; transcript: Words; onExpired: () => void }): JSX.Element {
  const { asked, session, noticed, scoresHidden, isSilent, review, drafts, playing, api } = shown;
  const { jumpMs, onJumped, dismissing } = shown;
  const words = t.value;
  const { video, score } = answer;
  const { element } = playing;
  const [playedMs, setPlayedMs] = useState(0);
  const recording = useMemo(() => new RecordingClock(video?.recorded_ms ?? 0, video?.offset_ms ?? 0), [video]);
  const placeMs = (flag: Flag): number | null => placeOf(flag, answer.runs);
  const seek = (recordedMs: number): void => {
    if (!element.current) return;
    element.current.currentTime = recording.toVideo(recordedMs) / 1000;
    void element.current.play().catch(() => undefined);
  };
  const onSeek = video ? seek : null;
  const clips = useMemo(
    () => (score && video ? clipsOf(score, shown.tour?.budgetMs ?? 0) : []),
    [score, video, shown.tour?.budgetMs],
  );
  const tour = useTour(shown.tour, clips, element, seek);
  useEffect(() => {
    if (jumpMs === null) return;
    onSeek?.(jumpMs);
    onJumped();
  }, [jumpMs]);
  const isHeard = !answer.text_answer;

  return (
    <div class={video ? "answer-body" : "answer-body without-video"}>
      {video ? (
        <div class="answer-left">
          <div class="answer-player">
            <Player
              video={video}
              label={words.answer.video(titleOf(asked))}
              playing={playing}
              onPlayed={(ms) => {
                setPlayedMs(ms);
                tour.played(recording.toRecorded(ms));
              }}
              onPaused={tour.paused}
              onExpired={onExpired}
            />
            <p class="small tour" role="status">
              {tour.now !== null && (
                <>
                  {words.player.evidenceAt(tour.now + 1, clips.length)} <q dir="auto">{clips[tour.now]?.quote}</q>
                </>
              )}
            </p>
          </div>
          <div class="answer-timeline">
            <Timeline
              recording={recording}
              gaps={video.gaps}
              flags={noticed.flags.filter((flag) => !noticed.setAside(flag))}
              placeMs={placeMs}
              playedMs={recording.toRecorded(playedMs)}
            />
            <Downloads
              api={api}
              sessionId={session.id}
              index={asked.answer.question_index}
              video={video}
              words={transcript}
            />
          </div>
        </div>
      ) : (
        <p class={answer.text_answer ? "small quiet" : "no-video"}>{missingVideo(answer, session)}</p>
      )}
      <div class="stack answer-rest">
        {answer.failure && (
          <p class="notice notice-bad">{words.answer.notProcessed(answerFailureInWords(answer.failure))}</p>
        )}
        {video && <Losses video={video} runs={answer.runs} />}
        {isSilent ? (
          <p>{words.answer.silent}</p>
        ) : (
          <section class="stack">
            <h3>{words.answer.score}</h3>
            {score ? (
              <>
                {asked.answer.asked_for > 0 && <JudgedAgain api={api} sessionId={session.id} answer={asked.answer} />}
                <Scorecard score={score} onSeek={onSeek} isFollowUp={asked.followUp !== null} />
              </>
            ) : (
              <p class="quiet">{scoresHidden ? words.decisions.hidden : missingScore(session)}</p>
            )}
            {answer.feedback && <FirstImpression feedback={answer.feedback} isFollowed={score !== null} />}
          </section>
        )}
        {review && isJudged(session.state) && asked.answer.state !== "empty" && (
          <>
            <LevelsTable index={asked.answer.question_index} review={review} score={isSilent ? null : score} />
            {review.may_judge && (
              <YourLevels
                api={api}
                sessionId={session.id}
                index={asked.answer.question_index}
                review={review}
                drafts={drafts}
                isFirst={scoresHidden}
                onSaved={shown.onChanged}
              />
            )}
          </>
        )}
        {!isSilent && (
          <section class="stack">
            <h3>{isHeard ? words.transcript.title : words.transcript.written}</h3>
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
            <Corrected answer={answer} isMarked={isMarked(answer, transcript)} onSeek={onSeek} />
          </section>
        )}
        {noticed.count > 0 && (
          <section>
            <FlagList
              noticed={noticed}
              groups={byTime(noticed.flags, answer.runs)}
              placeMs={placeMs}
              onSeek={seek}
              dismissing={dismissing}
            />
            <p class="small quiet">{words.flags.toWeigh}</p>
          </section>
        )}
        {noticed.count === 0 && hasEnded(session.state) && !isSilent && <p class="small quiet">{words.flags.none}</p>}
        {!isSilent && <Judged {...shown} />}
        {!isSilent && answer.feedback && <ToldFeedback feedback={answer.feedback} language={session.language} />}
      </div>
    </div>
  );
}

/** By what the score was made, the others that there are, and asking for one more. */
function Judged({ asked: { answer }, session, api, mayWrite, onChanged }: Shown): JSX.Element | null {
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
          onAsked={onChanged}
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
