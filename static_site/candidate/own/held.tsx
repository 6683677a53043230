import type { JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { HeldAnswerView, KeptView, OwnAnswerView, OwnDataView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { dateAndTime, day, list } from "../../shared/format";
import { t as shared } from "../../shared/words/shared";
import { t } from "../words";
import { ownWords } from "./words";

/** Each kind of data, and until when: that there are scores and notes is said, and not what is in them. */
export function Held({ api, data }: { api: Api; data: OwnDataView }): JSX.Element {
  const words = ownWords.value.held;
  return (
    <section class="stack" aria-labelledby="held">
      <h2 id="held">{words.heading}</h2>
      <p>{words.of(data.organisation_name)}</p>
      {data.answers.length === 0 && <p>{words.none}</p>}
      {data.answers.map((answer) => (
        <Answer key={answer.question_index} api={api} answer={answer} />
      ))}
      <Beside data={data} />
      <h3>{words.until}</h3>
      <dl class="own-kept">
        {data.kept.map((kept) => (
          <div key={kept.kind}>
            <dt class="quiet small">{words.kept[kept.kind]}</dt>
            <dd>{howLong(kept)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function howLong({ days, erase_at, erased_at }: KeptView): string {
  const words = ownWords.value.held;
  if (erased_at !== null) return words.erased(day(erased_at));
  if (erase_at !== null) return words.keptUntil(day(erase_at));
  return days === null ? words.unplanned : words.keptDays(days);
}

function Beside({ data }: { data: OwnDataView }): JSX.Element {
  const words = ownWords.value.held;
  return (
    <>
      <h3>{words.also}</h3>
      <ul class="points">
        {data.consent_given_at !== null && (
          <li>
            {words.agreed(dateAndTime(data.consent_given_at))} {data.human_review_only && words.peopleOnly}
          </li>
        )}
        <li>{words.flags(data.flags)}</li>
        <li>{words.team}</li>
      </ul>
      {data.letters.length > 0 && (
        <>
          <h3>{words.letters}</h3>
          <ul class="points">
            {data.letters.map(({ kind, to, sent_at }, nth) => (
              <li key={nth} class="own-text">
                {words.letter(words.kinds[kind] ?? words.anotherKind, to, sent_at && dateAndTime(sent_at))}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Answer({ api, answer }: { api: Api; answer: HeldAnswerView }): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const words = ownWords.value.held;
  const place = { number: answer.number, of: answer.of, isFollowUp: answer.is_follow_up };
  return (
    <article class="held-answer stack" aria-labelledby={id}>
      <h3 id={id}>{t.value.questions.title(place)}</h3>
      <p class="quiet small own-text">
        <bdi>{answer.question}</bdi>
      </p>
      <p>{list(partsOf(answer))}</p>
      <div class="row">
        <button
          type="button"
          class="button button-quiet button-small"
          aria-expanded={isOpen}
          aria-label={isOpen ? undefined : words.showOf(t.value.questions.named(place))}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? words.hide : words.show}
        </button>
      </div>
      {isOpen && <Shown api={api} index={answer.question_index} name={t.value.questions.named(place)} />}
    </article>
  );
}

function partsOf(answer: HeldAnswerView): string[] {
  const { parts } = ownWords.value.held;
  const isThere: readonly [boolean, string][] = [
    [answer.has_video, parts.video],
    [!answer.has_video && answer.is_awaited, parts.awaited],
    [!answer.has_video && !answer.is_awaited && (answer.recorded_ms ?? 0) > 0, parts.recording],
    [answer.is_in_words, parts.words],
    [answer.is_written, parts.written],
    [answer.is_corrected, parts.corrected],
    [answer.has_feedback, parts.feedback],
    [answer.is_scored, parts.score],
  ];
  return isThere.flatMap(([is, part]) => (is ? [part] : []));
}

/** Asked for when it is opened: the video's address holds for an hour. */
function Shown({ api, index, name }: { api: Api; index: number; name: string }): JSX.Element {
  const [answer, setAnswer] = useState<OwnAnswerView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [asked, setAsked] = useState(0);
  const words = ownWords.value.held;
  useEffect(() => {
    const leaving = new AbortController();
    setError(null);
    api
      .get("/api/interview/data/answers/{question_index}", {
        path: { question_index: index },
        signal: leaving.signal,
      })
      .then(setAnswer, (reason: unknown) => {
        if (!leaving.signal.aborted) setError(reason);
      });
    return () => leaving.abort();
  }, [api, index, asked]);
  if (error !== null) return <ErrorNotice error={error} onRetry={() => setAsked(asked + 1)} />;
  if (answer === null) return <Busy>{shared.value.later.loading}</Busy>;
  const { video, text } = answer;
  return (
    <div class="stack">
      {answer.is_awaited && <p role="status">{words.awaited}</p>}
      {!answer.is_awaited && video === null && text === null && <p role="status">{words.nothingYet}</p>}
      {video !== null && (
        <>
          <video
            class="own-video"
            src={video.playback_url}
            controls
            playsInline
            preload="metadata"
            aria-label={words.videoOf(name)}
          />
          <p>
            <a href={video.download_url}>{words.saveVideo}</a>
          </p>
        </>
      )}
      {text !== null && (
        <>
          <p class="quiet small">{words.whatYouSaid}</p>
          <p class="own-text">
            <bdi>{text}</bdi>
          </p>
          <div class="row">
            <button
              type="button"
              class="button button-quiet button-small"
              onClick={() => saveText(`${words.name}-${index + 1}.txt`, text)}
            >
              {words.saveText}
            </button>
          </div>
        </>
      )}
    </div>
  );
}

function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
