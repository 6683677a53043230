import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { type Api, ApiError } from "../shared/api";
import { ErrorNotice } from "../shared/error-notice";
import { PlainPage, titled } from "./plain-page";
import { t } from "./words";

/** One button: a program that only looks at links in mails confirms nothing. */
export function Confirm({ api, go = open }: { api: Api; go?: (path: string) => void }): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [isNothing, setNothing] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const words = t.value.confirm;
  useEffect(() => titled(words.heading), [words]);

  async function confirm(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const { link_path } = await api.post("/api/public-interview/confirmations");
      go(link_path);
    } catch (reason) {
      if (reason instanceof ApiError && reason.status === 404) setNothing(true);
      else setError(reason);
      setBusy(false);
    }
  }

  return (
    <PlainPage>
      <h1 tabIndex={-1}>{words.heading}</h1>
      <div class="card stack">
        <p role="status">{isNothing ? words.nothing : words.text}</p>
        {error !== null && <ErrorNotice error={error} />}
        {!isNothing && (
          <div class="actions">
            <button type="button" class="button" disabled={busy} onClick={() => void confirm()}>
              {busy ? words.going : words.go}
            </button>
          </div>
        )}
      </div>
    </PlainPage>
  );
}

/** In the place of this page: whoever goes back has nothing to confirm again. */
function open(path: string): void {
  location.replace(path);
}
