import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";

import type { AnswerView, Flag, Review, SessionView } from "../shared/api-types";
import { count } from "../shared/format";
import { type Asked, titleOf } from "./asked";
import { AnswerChip } from "./chips";
import { FlagList } from "./flag-list";
import { placeOf } from "./flags";
import { darkInWords, lossInWords, placeInWords } from "./gaps";
import { Player } from "./player";
import { RecordingClock } from "./recording-clock";
import { outOfTen, scoredBy } from "./score-words";
import { Scorecard } from "./scorecard";
import { hasEnded } from "./states";
import { Timeline } from "./timeline";
import { TranscriptView } from "./transcript-view";

/** One question: the video with its timeline, what was said, and the score. `onExpired` fetches new addresses. */
export function AnswerCard({
  asked,
  session,
  flags,
  onExpired,
}: {
  asked: Asked;
  session: SessionView;
  flags: readonly Flag[];
  onExpired: () => void;
}): JSX.Element {
  const { answer } = asked;
  const { video, question, question_index: index } = answer;
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
  const isUnanswered =
    answer.state === "empty" && hasEnded(session.state) && answer.live_transcript === null && flags.length === 0;
  const title = titleOf(asked);

  return (
    <article
      class={asked.followUp === null ? "card answer" : "card answer follow-up"}
      aria-labelledby={`question-${index}`}
    >
      <header class="stack">
        <div class="row">
          <h2 id={`question-${index}`} tabIndex={-1}>
            {title}
          </h2>
          <AnswerChip answer={answer} isOver={hasEnded(session.state)} />
        </div>
        <p class="question">{question.text}</p>
      </header>
      {isUnanswered && <p class="quiet">Nothing was recorded for this question.</p>}
      {answer.failure && (
        <p class="notice notice-bad">
          This answer could not be processed ({answer.failure.error}): {answer.failure.message}
        </p>
      )}
      {!isUnanswered && (
        <>
          <div class="answer-recording">
            <div class="stack">
              {video ? (
                <Player
                  video={video}
                  label={`Answer: ${title}`}
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
                    flags={flags}
                    placeMs={placeMs}
                    playedMs={recording.toRecorded(playedMs)}
                  />
                  <Losses video={video} runs={answer.runs} />
                </>
              )}
              {flags.length > 0 && (
                <section>
                  <h3>Noticed while answering</h3>
                  <FlagList flags={flags} placeMs={placeMs} onSeek={seek} />
                  <p class="small quiet">Flags are for people to weigh. They never change a score.</p>
                </section>
              )}
            </div>
            <section class="stack">
              <h3>{answer.text_answer ? "Written answer" : "Transcript"}</h3>
              <Words answer={answer} playedMs={playedMs} recording={recording} onSeek={onSeek} session={session} />
              <Corrected answer={answer} />
            </section>
          </div>
          <section class="stack">
            <h3>Score</h3>
            {answer.score ? (
              <Scorecard score={answer.score} onSeek={onSeek} isFollowUp={asked.followUp !== null} />
            ) : (
              <p class="quiet">{missingScore(answer, session)}</p>
            )}
            {answer.review && <FirstImpression review={answer.review} isFollowed={answer.score !== null} />}
          </section>
        </>
      )}
      {answer.review && <GivenReview review={answer.review} />}
    </article>
  );
}

function Words({
  answer,
  playedMs,
  recording,
  onSeek,
  session,
}: {
  answer: AnswerView;
  playedMs: number;
  recording: RecordingClock;
  onSeek: ((recordedMs: number) => void) | null;
  session: SessionView;
}): JSX.Element {
  const { transcript, live_transcript: live, text_answer: written } = answer;
  if (written) return <p class="written">{written.text}</p>;
  if (transcript && !answer.transcript_is_live) {
    return (
      <>
        <TranscriptView
          transcript={transcript}
          playedMs={playedMs > 0 ? recording.toRecorded(playedMs) : null}
          onSeek={onSeek}
        />
        <p class="small quiet">Recognised by {transcript.source}. Machines mishear; the recording counts.</p>
      </>
    );
  }
  if (live) {
    return (
      <>
        <TranscriptView
          transcript={live}
          {...(answer.correction && { differences: answer.correction.differences })}
          playedMs={playedMs > 0 ? recording.toRecorded(playedMs) : null}
          onSeek={onSeek}
        />
        <p class="small quiet">
          {transcript
            ? `Recognised by ${transcript.source} while the candidate spoke. Machines mishear; the recording counts.`
            : "As heard while the candidate spoke."}
        </p>
      </>
    );
  }
  return <p class="quiet">{hasEnded(session.state) ? "There is no transcript." : "Not there yet."}</p>;
}

/** What the candidate put right. Where it is marked in the transcript above, only that is said. */
function Corrected({ answer }: { answer: AnswerView }): JSX.Element | null {
  const { correction, transcript } = answer;
  if (!correction || answer.text_answer) return null;
  const isMarked = correction.differences.length > 0 && (transcript === null || answer.transcript_is_live);
  const words = count(correction.words_changed, "word");
  return (
    <div class="small">
      <p>
        The candidate corrected {words}.{" "}
        {isMarked && "What was heard is struck through, what was meant is underlined. "}
        {correction.counts && "The score is about the corrected text."}
        {!correction.counts && transcript !== null && "It was of the live transcript and is not scored."}
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
                {placeInWords(gap)}: {gap.reason}
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

function missingVideo(answer: AnswerView, session: SessionView): string {
  if (answer.failure) return "There is no video of this answer.";
  if (answer.text_answer && answer.runs.length === 0) return "This answer was written, not recorded.";
  if (answer.state === "empty") {
    return hasEnded(session.state) ? "Nothing was recorded for this question." : "Not answered yet.";
  }
  return hasEnded(session.state) ? "There is no video of this answer." : "The video is being put together.";
}

function missingScore(answer: AnswerView, session: SessionView): string {
  if (session.human_review_only) return "People alone judge this answer, as the candidate asked.";
  return hasEnded(session.state) ? "There is no score." : "Not there yet.";
}
