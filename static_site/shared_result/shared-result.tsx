import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import mark from "../assets/mark.svg";
import { type Api, ApiError } from "../shared/api";
import type { SharedResultView } from "../shared/api-types";
import { Busy } from "../shared/busy";
import { ErrorNotice } from "../shared/error-notice";
import { dateAndTime, day } from "../shared/format";
import { language, speak } from "../shared/words/languages";
import { dress, worn } from "../shared/worn";
import { Comment } from "./comment";
import { Questions } from "./questions";
import { Figure } from "./score";
import { Watermark } from "./watermark";
import { t } from "./words";

const PRODUCT = "Colloquy";

/** A result, for somebody who has a link to it and no account. */
export function SharedResult({ api }: { api: Api }): JSX.Element {
  const [shown, setShown] = useState<SharedResultView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  const words = t.value;
  useEffect(() => void (document.title = words.documentTitle), [words]);
  useEffect(() => {
    const leaving = new AbortController();
    setError(null);
    const show = async (result: SharedResultView): Promise<void> => {
      await dress(result.organisation_name, result.look);
      // Words that came with it came in English.
      await speak(language.peek());
      setShown(result);
    };
    api.get("/api/shared", { signal: leaving.signal }).then(show, (reason: unknown) => {
      if (!leaving.signal.aborted) setError(reason);
    });
    return () => leaving.abort();
  }, [api, tries]);
  const Own = worn.value;
  const isKnown = shown !== null || error !== null;
  const isOver = error instanceof ApiError && error.status === 404;
  return (
    <div class="page">
      <header class="page-head">
        {Own ? (
          <Own.Head isNamed={shown !== null} />
        ) : (
          <span class="brand">
            {isKnown && <img src={mark} alt="" width="28" height="28" />}
            {isKnown && PRODUCT}
          </span>
        )}
        {shown && (
          <p class="quiet small">
            <bdi>{shown.organisation_name}</bdi>
          </p>
        )}
      </header>
      <main class="page-main stack">
        {isOver ? (
          <>
            <h1>{words.nothing.heading}</h1>
            <div class="card stack">
              <p>{words.nothing.words}</p>
              <p class="quiet">{words.nothing.ask}</p>
            </div>
          </>
        ) : error !== null ? (
          <>
            <h1>{words.documentTitle}</h1>
            <ErrorNotice error={error} onRetry={() => setTries(tries + 1)} />
          </>
        ) : shown === null ? (
          <Busy>{words.opening}</Busy>
        ) : (
          <Result api={api} shown={shown} onOver={setError} />
        )}
      </main>
      {!isOver && Own && <Own.Foot />}
      {shown && !isOver && <Watermark label={shown.label} />}
    </div>
  );
}

function Result({
  api,
  shown,
  onOver,
}: {
  api: Api;
  shown: SharedResultView;
  onOver: (error: ApiError) => void;
}): JSX.Element {
  const words = t.value;
  return (
    <>
      <h1>
        <bdi>{shown.candidate_name}</bdi>
      </h1>
      <p class="quiet">
        <bdi>{shown.template_title}</bdi>
      </p>
      <p class="small">
        {words.sharedWith(
          (label) => (
            <strong>
              <bdi>{label}</bdi>
            </strong>
          ),
          shown.label,
          day(shown.expires_at),
        )}{" "}
        {words.discreet}
      </p>
      {shown.scorecard && (
        <section class="card stack" aria-labelledby="score">
          <h2 id="score">{words.score.heading}</h2>
          <Figure score={shown.scorecard} criteria={shown.scorecard.criteria} judges={shown.scorecard.judges} />
        </section>
      )}
      <Questions api={api} shown={shown} onOver={onOver} />
      {shown.notes.length > 0 && (
        <section class="card stack" aria-labelledby="notes">
          <h2 id="notes">{words.notes.heading}</h2>
          <ul class="shared-notes">
            {shown.notes.map((note) => (
              <li key={`${note.at} ${note.author}`}>
                <p class="own-words">{note.text}</p>
                <p class="small quiet">
                  <bdi>{note.author}</bdi>, <time dateTime={note.at}>{dateAndTime(note.at)}</time>
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {shown.comments && <Comment api={api} questions={shown.questions} onOver={onOver} />}
    </>
  );
}
