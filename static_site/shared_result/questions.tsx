import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { type Api, ApiError } from "../shared/api";
import type { SharedAnswerView, SharedQuestion, SharedResultView } from "../shared/api-types";
import { Busy } from "../shared/busy";
import { ErrorNotice } from "../shared/error-notice";
import { Figure } from "./score";
import { t } from "./words";
import { Watermark } from "./watermark";

/** One question at a time, with as much of its answer as is shown. */
export function Questions({
  api,
  shown,
  onOver,
}: {
  api: Api;
  shown: SharedResultView;
  onOver: (error: ApiError) => void;
}): JSX.Element | null {
  const words = t.value.questions;
  const { questions } = shown;
  const [place, setPlace] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const question = questions[place];
  if (!question) return null;
  const titles = titlesOf(questions);
  const go = (to: number): void => {
    setPlace(to);
    heading.current?.focus();
  };
  return (
    <section class="card stack" aria-labelledby="question">
      <h2 id="question" ref={heading} tabIndex={-1}>
        {titles[place]}
      </h2>
      <p class="own-words">
        <bdi>{question.text}</bdi>
      </p>
      <Answer
        key={question.question_index}
        api={api}
        index={question.question_index}
        label={shown.label}
        onOver={onOver}
      />
      {questions.length > 1 && (
        <nav class="row" aria-label={words.heading}>
          <button type="button" class="button button-quiet" disabled={place === 0} onClick={() => go(place - 1)}>
            {words.before}
          </button>
          <select
            class="input shared-choice"
            aria-label={words.which}
            value={place}
            onChange={(event) => go(Number(event.currentTarget.value))}
          >
            {questions.map((each, at) => (
              <option key={each.question_index} value={at}>
                {titles[at]}
              </option>
            ))}
          </select>
          <button
            type="button"
            class="button button-quiet"
            disabled={place === questions.length - 1}
            onClick={() => go(place + 1)}
          >
            {words.next}
          </button>
        </nav>
      )}
    </section>
  );
}

/** Of questions in the order in which they were asked: `Question 2 of 3`, `Follow-up 1 to question 2`. */
export function titlesOf(questions: readonly SharedQuestion[]): string[] {
  const words = t.value.questions;
  const mains = questions.filter(({ follows }) => follows === null);
  return questions.map((question) => {
    const { follows } = question;
    if (follows === null) return words.number(mains.indexOf(question) + 1, mains.length);
    const followUps = questions.filter((each) => each.follows === follows);
    const main = mains.findIndex(({ question_index }) => question_index === follows);
    return words.followUp(followUps.indexOf(question) + 1, main + 1);
  });
}

function Answer({
  api,
  index,
  label,
  onOver,
}: {
  api: Api;
  index: number;
  label: string;
  onOver: (error: ApiError) => void;
}): JSX.Element {
  const words = t.value.questions;
  const [answer, setAnswer] = useState<SharedAnswerView | null>(null);
  const [error, setError] = useState<unknown>(null);
  /** How often its video's address was asked for; the time to go on from, where one has run out. */
  const [asked, setAsked] = useState({ times: 0, fromS: 0 });
  const [stopped, setStopped] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const path = { question_index: index };
    setError(null);
    api.get("/api/shared/answers/{question_index}", { path, signal: leaving.signal }).then(
      (found) => {
        setAnswer(found);
        setStopped(false);
      },
      (reason: unknown) => {
        if (leaving.signal.aborted) return;
        if (reason instanceof ApiError && reason.status === 404) onOver(reason);
        else setError(reason);
      },
    );
    return () => leaving.abort();
  }, [api, index, asked, onOver]);
  const askAgain = (): void => setAsked({ times: asked.times + 1, fromS: video.current?.currentTime ?? 0 });
  if (error !== null) return <ErrorNotice error={error} onRetry={askAgain} />;
  if (answer === null) return <Busy>{words.loading}</Busy>;
  const isEmpty = answer.playback_url === null && answer.text === null && answer.score === null;
  return (
    <div class="stack">
      {isEmpty && <p class="quiet">{words.nothing}</p>}
      {answer.playback_url !== null && (
        <div class="shared-video">
          <video
            ref={video}
            src={answer.playback_url}
            controls
            controlsList="nodownload nofullscreen"
            disablePictureInPicture
            playsInline
            preload="metadata"
            aria-label={words.watch}
            onLoadedMetadata={(event) => {
              if (asked.fromS > 0) event.currentTarget.currentTime = asked.fromS;
            }}
            onError={() => setStopped(true)}
          />
          <Watermark label={label} />
        </div>
      )}
      {stopped && (
        <button type="button" class="button button-quiet" onClick={askAgain}>
          {words.again}
        </button>
      )}
      {answer.score && <Figure score={answer.score} criteria={answer.criteria} />}
      {answer.text !== null && (
        <section class="stack" aria-labelledby="said">
          <h3 id="said">{words.said}</h3>
          <p class="own-words">
            <bdi>{answer.text}</bdi>
          </p>
        </section>
      )}
    </div>
  );
}
