import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../shared/api";
import type { LinkView, SessionView } from "../shared/api-types";
import { ErrorNotice } from "../shared/error-notice";
import { Dialog } from "./dialog";
import { ExpiryField, IssuedLink } from "./link";

const USUAL_DAYS = 14;

export function ReissueDialog({
  api,
  session,
  onClose,
  onIssued,
}: {
  api: Api;
  session: SessionView;
  onClose: () => void;
  onIssued: () => void;
}): JSX.Element {
  const [issued, setIssued] = useState<LinkView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function reissue(form: HTMLFormElement): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const link = await api.post("/api/sessions/{session_id}/link", {
        path: { session_id: session.id },
        body: { expires_in_days: Number(new FormData(form).get("expires_in_days")) },
      });
      setIssued(link);
      onIssued();
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
  }

  return (
    <Dialog title={issued ? "The link is ready" : "Issue a new link"} onClose={onClose}>
      {issued ? (
        <IssuedLink issued={issued} />
      ) : (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void reissue(event.currentTarget);
          }}
        >
          <p>
            The link that <strong>{session.candidate_name}</strong> has now ends at once. What they have recorded so far
            stays, and they go on where they stopped.
          </p>
          {error !== null && <ErrorNotice error={error} />}
          <ExpiryField value={USUAL_DAYS} />
          <div class="actions">
            <button class="button" disabled={busy}>
              {busy ? "Making the link…" : "Make a new link"}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
