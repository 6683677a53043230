import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { ErasureReason, SessionView } from "../../shared/api-types";
import { NotSent } from "../../shared/error-notice";
import { Dialog } from "../page/dialog";
import { hashOf } from "../route";
import { t } from "./words";

/** Asks why, and then once more. What was deleted stands in the settings. */
export function EraseDialog({
  api,
  session,
  onClose,
}: {
  api: Api;
  session: SessionView;
  onClose: () => void;
}): JSX.Element {
  const words = t.value;
  const [reason, setReason] = useState<ErasureReason>("candidate_asked");
  const [isSure, setIsSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const keep = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (isSure) keep.current?.focus();
  }, [isSure]);

  async function erase(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await api.post("/api/sessions/{session_id}/erasure", { path: { session_id: session.id }, body: { reason } });
      location.hash = hashOf({ page: "settings", section: "deletions" });
    } catch (fault) {
      setError(fault);
      setBusy(false);
    }
  }

  return (
    <Dialog title={words.title} onClose={onClose}>
      <p>{words.what(session.candidate_name)}</p>
      <NotSent error={error} />
      {isSure ? (
        <div class="notice notice-bad stack" role="alert">
          <p>
            {words.sure} {words.forGood}
          </p>
          <div class="row">
            <button type="button" class="button" onClick={() => void erase()} disabled={busy}>
              {busy ? words.deleting : words.yes}
            </button>
            <button type="button" class="button button-quiet" ref={keep} onClick={onClose} disabled={busy}>
              {words.no}
            </button>
          </div>
        </div>
      ) : (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            setIsSure(true);
          }}
        >
          <fieldset class="field">
            <legend class="label">{words.why}</legend>
            {(Object.keys(words.reasons) as ErasureReason[]).map((each) => (
              <label key={each} class="choice">
                <input type="radio" name="reason" checked={each === reason} onChange={() => setReason(each)} />
                <span>{words.reasons[each]}</span>
              </label>
            ))}
          </fieldset>
          <p class="small quiet">{words.reasonStays}</p>
          <div class="actions">
            <button class="button">{words.next}</button>
            <button type="button" class="button button-quiet" onClick={onClose}>
              {words.no}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
