import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import mark from "../assets/mark.svg";
import { type Api, ApiError } from "../shared/api";
import { ErrorNotice } from "../shared/error-notice";
import { t } from "./words";

const PRODUCT = "Colloquy";
const ID = /^[0-9a-f-]{36}$/;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** One button: a program that only looks at links stops nothing. */
export function Unsubscribe({ api, of, token }: { api: Api; of: string; token: string }): JSX.Element {
  const [stage, setStage] = useState<"asks" | "stopping" | "done" | "unknown">(
    ID.test(of) && TOKEN.test(token) ? "asks" : "unknown",
  );
  const [error, setError] = useState<unknown>(null);
  const words = t.value;
  useEffect(() => void (document.title = `${words.documentTitle} · ${PRODUCT}`), [words]);

  async function stop(): Promise<void> {
    setStage("stopping");
    setError(null);
    try {
      await api.post("/api/unsubscribe", { query: { of, token } });
      setStage("done");
    } catch (reason) {
      if (reason instanceof ApiError && reason.status === 404) setStage("unknown");
      else {
        setError(reason);
        setStage("asks");
      }
    }
  }

  const isAsked = stage === "asks" || stage === "stopping";
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
          {error !== null && <ErrorNotice error={error} onRetry={() => void stop()} />}
          {isAsked && (
            <div class="actions">
              <button type="button" class="button" disabled={stage === "stopping"} onClick={() => void stop()}>
                {stage === "stopping" ? words.stopping : words.stop}
              </button>
            </div>
          )}
        </div>
      </main>
    </div>
  );
}
