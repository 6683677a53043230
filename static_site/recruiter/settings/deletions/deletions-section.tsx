import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { ErasureList, ErasureView } from "../../../shared/api-types";
import { Busy } from "../../../shared/busy";
import { ErrorNotice, NotSent } from "../../../shared/error-notice";
import { dateAndTime } from "../../../shared/format";
import { t } from "../../erasure/words";
import { useLoaded } from "../../page/loading";

const WHILE_UNDER_WAY_MS = 10_000;
const SHOWN_OF_HASH = 12;

/** What was deleted, how far each is, and the reports to keep. */
export function DeletionsSection({ api }: { api: Api }): JSX.Element {
  const words = t.value;
  const [cursor, setCursor] = useState<string | null>(null);
  const { data, error, reload } = useLoaded<ErasureList>(
    cursor ?? "",
    (signal) => api.get("/api/erasures", { query: { cursor }, signal }),
    (list) => (list?.erasures.some(({ state }) => state !== "done") ? WHILE_UNDER_WAY_MS : null),
  );
  return (
    <>
      <p class="quiet">{words.about}</p>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {data === null ? (
        error === null && <Busy>{words.loading}</Busy>
      ) : data.erasures.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="settings-cards stack">
          {data.erasures.map((erasure) => (
            <li key={erasure.id} class="card stack">
              <Erasure api={api} erasure={erasure} />
            </li>
          ))}
        </ul>
      )}
      <div class="row">
        {cursor !== null && (
          <button type="button" class="button button-quiet button-small" onClick={() => setCursor(null)}>
            {words.newest}
          </button>
        )}
        {data?.next_cursor && (
          <button type="button" class="button button-quiet button-small" onClick={() => setCursor(data.next_cursor)}>
            {words.older}
          </button>
        )}
      </div>
    </>
  );
}

function Erasure({ api, erasure }: { api: Api; erasure: ErasureView }): JSX.Element {
  const words = t.value;
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const hash = erasure.session_hash.slice(0, SHOWN_OF_HASH);

  async function download(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const { report } = await api.get("/api/erasures/{erasure_id}", { path: { erasure_id: erasure.id } });
      save(`deletion-${erasure.asked_at.slice(0, 10)}-${hash}.json`, JSON.stringify(report, null, 2));
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
  }

  return (
    <>
      <div class="row">
        <strong>{words.asked(words.askedBy[erasure.asked_by], dateAndTime(erasure.asked_at))}</strong>
        <span class="chip">{words.states[erasure.state]}</span>
        {erasure.state === "done" && (
          <button
            type="button"
            class="button button-quiet button-small push"
            aria-label={words.reportOf(hash)}
            onClick={() => void download()}
            disabled={busy}
          >
            {words.report}
          </button>
        )}
      </div>
      <p class="small quiet">
        {erasure.reason && `${words.reasons[erasure.reason]}. `}
        {words.interview} <code title={erasure.session_hash}>{hash}</code>
      </p>
      <NotSent error={error} />
    </>
  );
}

function save(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
