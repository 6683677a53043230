import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { SessionView } from "../../shared/api-types";
import { NotSent } from "../../shared/error-notice";
import { Dialog } from "../page/dialog";
import { changing } from "./changing-words";
import { useIsHere } from "./is-here";

/** Takes an invitation back, and tells the candidate if the recruiter wants. */
export function CancelDialog({
  api,
  session,
  onClose,
  onDone,
}: {
  api: Api;
  session: SessionView;
  onClose: () => void;
  onDone: () => void;
}): JSX.Element {
  const words = changing.value.cancel;
  const isHere = useIsHere(api, session.id);
  const [tell, setTell] = useState(session.by_email);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function cancel(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await api.post("/api/sessions/{session_id}/cancellation", { path: { session_id: session.id }, body: { tell } });
      onDone();
      onClose();
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  }

  return (
    <Dialog title={words.title} onClose={onClose}>
      {isHere && (
        <p class="notice notice-warn" role="alert">
          {words.isHere(
            (text) => (
              <strong>{text}</strong>
            ),
            session.candidate_name,
          )}
        </p>
      )}
      <p>{words.what}</p>
      {session.started_at !== null && <p>{words.begun}</p>}
      <NotSent error={error} />
      {session.candidate_email !== null && (
        <label class="check">
          <input type="checkbox" checked={tell} onChange={(event) => setTell(event.currentTarget.checked)} />{" "}
          <span>{words.tell}</span>
        </label>
      )}
      <div class="actions">
        <button type="button" class="button" aria-disabled={busy} onClick={() => !busy && void cancel()}>
          {busy ? words.doing : words.do}
        </button>
        <button type="button" class="button button-quiet" onClick={onClose}>
          {words.keep}
        </button>
      </div>
    </Dialog>
  );
}
