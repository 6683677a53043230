import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import mark from "../assets/mark.svg";
import { ApiError } from "../shared/api";
import { ErrorNotice } from "../shared/error-notice";
import type { ButtonWords } from "../shared/words/en/unsubscribe";

const PRODUCT = "Colloquy";
const ID = /^[0-9a-f-]{36}$/;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Of whom, and the token: behind the `#`, which no server sees. */
export interface OneThing {
  readonly of: string;
  readonly token: string;
}

/** What a link in a mail is for, by one button: a program that only looks at links does nothing. */
export function OneButton({
  link: { of, token },
  words,
  act,
}: {
  link: OneThing;
  words: ButtonWords;
  act: () => Promise<unknown>;
}): JSX.Element {
  const [stage, setStage] = useState<"asks" | "acting" | "done" | "unknown">(
    ID.test(of) && TOKEN.test(token) ? "asks" : "unknown",
  );
  const [error, setError] = useState<unknown>(null);
  useEffect(() => void (document.title = `${words.documentTitle} · ${PRODUCT}`), [words]);

  async function press(): Promise<void> {
    setStage("acting");
    setError(null);
    try {
      await act();
      setStage("done");
    } catch (reason) {
      if (reason instanceof ApiError && reason.status === 404) setStage("unknown");
      else {
        setError(reason);
        setStage("asks");
      }
    }
  }

  const isAsked = stage === "asks" || stage === "acting";
  return (
    <div class="page">
      <header class="page-head">
        <span class="brand">
          <img src={mark} alt="" width="28" height="28" />
          {PRODUCT}
        </span>
      </header>
      <main class="page-main stack">
        <h1 tabIndex={-1}>{words.heading}</h1>
        <div class="card stack">
          <p role="status">{isAsked ? words.asks : words[stage]}</p>
          {error !== null && <ErrorNotice error={error} onRetry={() => void press()} />}
          {isAsked && (
            <div class="actions">
              <button type="button" class="button" disabled={stage === "acting"} onClick={() => void press()}>
                {stage === "acting" ? words.acting : words.act}
              </button>
            </div>
          )}
        </div>
      </main>
    </div>
  );
}
