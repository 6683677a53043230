import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { AnswerView, Flag, Review, SessionView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { clock, count, spanInWords } from "../../shared/format";
import { type Asked, titleOf } from "./asked";
import { AnswerChip } from "../sessions/chips";
import { FlagList } from "./flag-list";
import { byTime, placeOf } from "./flags";
import { darkInWords, lossInWords, placeInWords, reasonInWords } from "./gaps";
import { heardBeyondMs } from "./heard-beyond";
import { useLoaded } from "../loading";
import { missingScore, missingVideo } from "./missing";
import type { FlagsOf } from "./noticed";
import { Player } from "./player";
import { RecordingClock } from "./recording-clock";
import { outOfTen, scoredBy } from "./score-words";
import { Scorecard } from "./scorecard";
import { useSeen } from "../sessions/seen";
import { StaleNotice } from "../stale-notice";
import { hasEnded } from "../sessions/states";
import { Timeline } from "./timeline";
import { TranscriptView } from "./transcript-view";
import { type Words, useWords } from "../words";

/** What is here of an interview's answer, and how the rest is brought. */
interface Shown {
  asked: Asked;
  session: SessionView;
  noticed: FlagsOf;
  api: Api;
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
        <p class="question">{question.text}</p>
      </header>
      {isUnanswered ? (
        <p class="quiet">Nothing was recorded for this question.</p>
      ) : isSeen ? (
        <Answer {...shown} />
      ) : (
        <div class="answer-awaited" />
      )}
    </article>
  );
}

function Answer({ asked, session, noticed, api }: Shown): JSX.Element {
  const { question_index: index, version } = asked.answer;
  const path = { session_id: session.id, question_index: index };
  const {
    data: answer,
    error,
    reload,
  } = useLoaded<AnswerView>(`${session.id} ${index}`, (signal) =>
    api.get("/api/sessions/{session_id}/answers/{question_index}", { path, signal }),
  );
  const transcript = answer?.transcript ?? answer?.live_transcript ?? null;
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
        {error === null ? <Busy>Loading the answer…</Busy> : <ErrorNotice error={error} onRetry={reload} />}
      </div>
    );
  }
  return (
    <>
      <StaleNotice error={error} onRetry={reload} />
      <Details asked={asked} answer={answer} words={words} session={session} noticed={noticed} onExpired={reload} />
    </>
  );
}

/** `onExpired` fetches new addresses. */
function Details({
  asked,
  answer,
  words,
  session,
  noticed,
  onExpired,
}: {
  asked: Asked;
  answer: AnswerView;
  words: Words;
  session: SessionView;
  noticed: FlagsOf;
  onExpired: () => void;
}): JSX.Element {
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
        <p class="notice notice-bad">
          This answer could not be processed ({answer.failure.error}): {answer.failure.message}
        </p>
      )}
      <div class="answer-recording">
        <div class="stack">
          {video ? (
            <Player
              video={video}
              label={`Answer: ${titleOf(asked)}`}
              element={player}
              onPlayed={setPlayedMs}
              onExpired={onExpired}
            />
          ) : (
            <p class="no-video">{missingVideo(answer, session)}</p>
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
              <p class="small quiet">Flags are for people to weigh. They never change a score.</p>
            </section>
          )}
          {noticed.count === 0 && hasEnded(session.state) && (
            <p class="small quiet">Nothing was noticed at this question.</p>
          )}
        </div>
        <section class="stack">
          <h3>{answer.text_answer ? "Written answer" : "Transcript"}</h3>
          {answer.text_answer ? (
            <p class="written">{answer.text_answer.text}</p>
          ) : (
            <Heard
              answer={answer}
              words={words}
              playedMs={playedMs > 0 ? recording.toRecorded(playedMs) : null}
              onSeek={onSeek}
              session={session}
            />
          )}
          <Corrected answer={answer} isMarked={isMarked(answer, words)} />
        </section>
      </div>
      <section class="stack">
        <h3>Score</h3>
        {answer.score ? (
          <Scorecard score={answer.score} onSeek={onSeek} isFollowUp={asked.followUp !== null} />
        ) : (
          <p class="quiet">{missingScore(session)}</p>
        )}
        {answer.review && <FirstImpression review={answer.review} isFollowed={answer.score !== null} />}
      </section>
      {answer.review && <GivenReview review={answer.review} />}
    </>
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
  const transcript = answer.transcript ?? answer.live_transcript;
  if (!transcript) return <p class="quiet">{hasEnded(session.state) ? "There is no transcript." : "Not there yet."}</p>;
  const heardLive = answer.transcript === null || answer.transcript_is_live;
  return (
    <>
      {!transcript.text.trim() ? (
        <p class="quiet">Nothing was said.</p>
      ) : words.words.length > 0 ? (
        <TranscriptView
          words={words.words}
          {...(answer.correction && heardLive && { differences: answer.correction.differences })}
          playedMs={playedMs}
          onSeek={onSeek}
        />
      ) : words.isLoading ? (
        <Busy>Loading the words…</Busy>
      ) : (
        <p class="transcript">{transcript.text}</p>
      )}
      {words.error !== null && <ErrorNotice error={words.error} onRetry={words.more} />}
      {words.words.length > 0 && !words.isWhole && words.error === null && <MoreWords words={words} />}
      <p class="small quiet">
        {answer.transcript
          ? `Recognised by ${transcript.source}${heardLive ? " while the candidate spoke" : ""}. Machines mishear; the recording counts.`
          : "As heard while the candidate spoke."}
      </p>
      <HeardBeyond answer={answer} />
    </>
  );
}

/** What was heard live where the recording broke off and the conversation went on. */
function HeardBeyond({ answer }: { answer: AnswerView }): JSX.Element | null {
  const beyondMs = heardBeyondMs(answer);
  const live = answer.live_transcript;
  if (beyondMs === 0 || !live) return null;
  return (
    <div class="notice notice-warn small stack">
      <p>
        The candidate was heard for {spanInWords(beyondMs)} longer than the recording lasts. The score is about the
        recording alone.
      </p>
      <details>
        <summary>All that was heard live</summary>
        <p class="transcript">{live.text}</p>
      </details>
    </div>
  );
}

/** Says how far the words go that are here. */
function MoreWords({ words: { words, isLoading, more } }: { words: Words }): JSX.Element {
  return (
    <div class="row small">
      <span class="quiet" role="status">
        The transcript is shown up to {clock(words.at(-1)?.end_ms ?? 0)}.
      </span>
      <button type="button" class="button button-quiet button-small" onClick={more} aria-disabled={isLoading}>
        {isLoading ? "Loading…" : "Show more words"}
      </button>
    </div>
  );
}

/** Whether what the candidate corrected stands marked in the words that are shown. */
function isMarked({ correction, transcript, transcript_is_live }: AnswerView, words: Words): boolean {
  return words.isWhole && (correction?.differences.length ?? 0) > 0 && (transcript === null || transcript_is_live);
}

/** What the candidate put right. Where it is marked in the transcript above, only that is said. */
function Corrected({ answer, isMarked }: { answer: AnswerView; isMarked: boolean }): JSX.Element | null {
  const { correction, transcript } = answer;
  if (!correction || answer.text_answer) return null;
  const words = count(correction.words_changed, "word");
  return (
    <div class="small">
      <p>
        The candidate corrected {words}.{" "}
        {isMarked && "What was heard is struck through, what was meant is underlined. "}
        {correction.counts && "The score is about the corrected text."}
        {!correction.counts &&
          transcript !== null &&
          "It is of what was heard while they spoke. The recording was transcribed anew since then, and the score is about that."}
      </p>
      {!isMarked && (
        <details>
          <summary>As the candidate corrected it</summary>
          <p>{correction.text}</p>
        </details>
      )}
    </div>
  );
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
          <h3>Not the whole answer: {loss}</h3>
          <ul>
            {video.gaps.map((gap, index) => (
              <li key={index}>
                {placeInWords(gap)}: <span title={gap.reason}>{reasonInWords(gap)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {dark !== null && <p class="notice notice-warn small">{dark}</p>}
      {video.transcoded && (
        <p class="small quiet">
          The recorder changed its format during this answer: a part of the video was converted, and may look or sound a
          little worse than it was recorded.
        </p>
      )}
    </>
  );
}

/** The score that a model gave with its feedback, at once; the one with quotes is what counts. */
function FirstImpression({ review, isFollowed }: { review: Review; isFollowed: boolean }): JSX.Element | null {
  if (typeof review.score !== "number") return null;
  return (
    <p class={isFollowed ? "small quiet" : "notice"}>
      First impression, right after the answer: {outOfTen(review.score)}
      {isFollowed ? (
        ", from the words as they stood then, without quotes. The score above is the one that counts."
      ) : (
        <>
          . It is one model’s, {scoredBy(review)}, from the words as they stand now; the score with its quotes takes its
          place.
        </>
      )}
    </p>
  );
}

/** In the words that were meant for the candidate. */
function GivenReview({ review }: { review: Review }): JSX.Element {
  return (
    <details class="given-review">
      <summary>What the candidate was told</summary>
      <div class="stack">
        <p class="small quiet">Written to the candidate, right after the answer:</p>
        <blockquote>{review.feedback}</blockquote>
        <p class="small quiet">And meant to be said aloud:</p>
        <blockquote>{review.spoken}</blockquote>
        {review.replaced.some((part) => part !== "follow_up") && (
          <p class="small quiet">What the model wrote was not fit to be told; a neutral text stood in its place.</p>
        )}
        {review.replaced.includes("follow_up") && (
          <p class="small quiet">The model suggested a follow-up question that was not fit to be asked.</p>
        )}
      </div>
    </details>
  );
}
