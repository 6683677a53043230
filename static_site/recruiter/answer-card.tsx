import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";

import type { AnswerView, Flag, Review, SessionView } from "../shared/api-types";
import { AnswerChip } from "./chips";
import { FlagList } from "./flag-list";
import { placeOf } from "./flags";
import { lossInWords, placeInWords } from "./gaps";
import { Player } from "./player";
import { RecordingClock } from "./recording-clock";
import { Scorecard } from "./scorecard";
import { hasEnded } from "./states";
import { Timeline } from "./timeline";
import { TranscriptView } from "./transcript-view";

/** One question: the video with its timeline, what was said, and the score. `onExpired` fetches new addresses. */
export function AnswerCard({
  answer,
  session,
  flags,
  onExpired,
}: {
  answer: AnswerView;
  session: SessionView;
  flags: readonly Flag[];
  onExpired: () => void;
}): JSX.Element {
  const { video, question, question_index: index } = answer;
  const player = useRef<HTMLVideoElement>(null);
  const [playedMs, setPlayedMs] = useState(0);
  const recording = useMemo(() => new RecordingClock(video?.recorded_ms ?? 0, video?.gaps ?? []), [video]);
  const placeMs = (flag: Flag): number | null => placeOf(flag, answer.runs);
  const seek = (videoMs: number): void => {
    const element = player.current;
    if (!element) return;
    element.currentTime = videoMs / 1000;
    void element.play().catch(() => undefined);
  };
  const onSeek = video ? seek : null;
  const isUnanswered =
    answer.state === "empty" && hasEnded(session.state) && answer.live_transcript === null && flags.length === 0;

  return (
    <article class="card answer" aria-labelledby={`question-${index}`}>
      <header class="stack">
        <div class="row">
          <h2 id={`question-${index}`} tabIndex={-1}>
            Question {index + 1}
          </h2>
          <AnswerChip state={answer.state} isOver={hasEnded(session.state)} />
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
                  label={`Answer to question ${index + 1}`}
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
                  <Losses video={video} />
                </>
              )}
              {flags.length > 0 && (
                <section>
                  <h3>Noticed while answering</h3>
                  <FlagList flags={flags} placeMs={placeMs} onSeek={(at) => seek(recording.toVideo(at))} />
                  <p class="small quiet">Flags are for people to weigh. They never change a score.</p>
                </section>
              )}
            </div>
            <section class="stack">
              <h3>Transcript</h3>
              <Words answer={answer} playedMs={playedMs} recording={recording} onSeek={onSeek} session={session} />
            </section>
          </div>
          <section class="stack">
            <h3>Score</h3>
            {answer.score ? (
              <Scorecard score={answer.score} onSeek={onSeek} />
            ) : (
              <p class="quiet">{missingScore(answer, session)}</p>
            )}
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
  onSeek: ((videoMs: number) => void) | null;
  session: SessionView;
}): JSX.Element {
  const { transcript, live_transcript: live } = answer;
  if (transcript) {
    return (
      <>
        <TranscriptView transcript={transcript} playedMs={playedMs} onSeek={onSeek} />
        <p class="small quiet">Recognised by {transcript.source}. Machines mishear; the recording counts.</p>
      </>
    );
  }
  if (live) {
    return (
      <>
        <TranscriptView
          transcript={live}
          playedMs={recording.toRecorded(playedMs)}
          onSeek={onSeek && ((at) => onSeek(recording.toVideo(at)))}
        />
        <p class="small quiet">As heard while the candidate spoke.</p>
      </>
    );
  }
  return <p class="quiet">{hasEnded(session.state) ? "There is no transcript." : "Not there yet."}</p>;
}

/** Says plainly where the video is not what the candidate recorded. */
function Losses({ video }: { video: NonNullable<AnswerView["video"]> }): JSX.Element | null {
  const loss = lossInWords(video.gaps);
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
      {video.transcoded && (
        <p class="small quiet">
          The recorder changed its format during this answer: a part of the video was converted, and may look or sound a
          little worse than it was recorded.
        </p>
      )}
    </>
  );
}

function GivenReview({ review }: { review: Review }): JSX.Element {
  return (
    <details class="given-review">
      <summary>What the candidate was told</summary>
      <div class="stack">
        <p>{review.feedback}</p>
        <p class="quiet">
          Spoken: <q>{review.spoken}</q>
        </p>
        {review.replaced.length > 0 && (
          <p class="small quiet">What the model wrote was not fit to be told; a neutral text stood in its place.</p>
        )}
      </div>
    </details>
  );
}

function missingVideo(answer: AnswerView, session: SessionView): string {
  if (answer.failure) return "There is no video of this answer.";
  if (answer.state === "empty") {
    return hasEnded(session.state) ? "Nothing was recorded for this question." : "Not answered yet.";
  }
  return hasEnded(session.state) ? "There is no video of this answer." : "The video is being put together.";
}

function missingScore(answer: AnswerView, session: SessionView): string {
  if (session.human_review_only) return "People alone judge this answer, as the candidate asked.";
  return hasEnded(session.state) ? "There is no score." : "Not there yet.";
}
