import "./own.css";

import type { JSX } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { OwnDataView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { t as shared } from "../../shared/words/shared";
import { Contact } from "./contact";
import { Held } from "./held";
import { Deletion, Withdrawal } from "./leaving";

/** What is kept of the candidate, and what they may do about it. `onOver`: the interview has ended by it. */
export function OwnData({ api, onOver }: { api: Api; onOver: () => void }): JSX.Element {
  const [data, setData] = useState<OwnDataView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const load = useCallback(() => {
    const leaving = new AbortController();
    setError(null);
    api.get("/api/interview/data", { signal: leaving.signal }).then(setData, (reason: unknown) => {
      if (!leaving.signal.aborted) setError(reason);
    });
    return () => leaving.abort();
  }, [api]);
  useEffect(load, [load]);
  return (
    <div class="stack">
      {error !== null ? (
        <ErrorNotice error={error} onRetry={load} />
      ) : data === null ? (
        <Busy>{shared.value.later.loading}</Busy>
      ) : (
        <>
          <Held api={api} data={data} />
          <Contact api={api} contact={data.contact} onChanged={(contact) => setData({ ...data, contact })} />
          <Withdrawal api={api} data={data} onWithdrawn={onOver} />
        </>
      )}
      <Deletion api={api} onErased={onOver} />
    </div>
  );
}
