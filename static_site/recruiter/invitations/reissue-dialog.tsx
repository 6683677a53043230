import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { LinkView, SessionView } from "../../shared/api-types";
import { NotSent } from "../../shared/error-notice";
import { Dialog } from "../dialog";
import { ExpiryField, IssuedLink } from "./link";
import { useLoaded } from "../loading";

const USUAL_DAYS = 14;
/** A candidate may come in while the dialog is open. */
const LOOK_EVERY_MS = 5000;

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
  const now = useLoaded(
    session.id,
    (signal) => api.get("/api/sessions/{session_id}", { path: { session_id: session.id }, signal }),
    () => LOOK_EVERY_MS,
  );
  const isCandidateHere = now.data?.candidate_is_here === true;

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
          {isCandidateHere && (
            <p class="notice notice-warn" role="alert">
              <strong>{session.candidate_name} is in the interview right now.</strong> A new link ends it under their
              hands: what they are just saying breaks off, and they go on only when they have the new link from you.
            </p>
          )}
          <p>
            A new link ends the one that <strong>{session.candidate_name}</strong> was sent, at once.{" "}
            {session.started_at === null
              ? "They have not begun yet."
              : "What they have recorded so far stays, and they go on where they stopped. What has not arrived yet is sent when they open the new link on the same device."}
          </p>
          <NotSent error={error} />
          <ExpiryField value={USUAL_DAYS} />
          <div class="actions">
            <button class="button" disabled={busy}>
              {busy ? "Making the link…" : isCandidateHere ? "End their link and make a new one" : "Make a new link"}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
