import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { LinkView, SessionView } from "../../shared/api-types";
import { NotSent } from "../../shared/error-notice";
import { Dialog } from "../page/dialog";
import { ExpiryField } from "../page/link";
import { t } from "../words";
import { useIsHere } from "./is-here";
import { IssuedLink } from "./issued-link";

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
  const isCandidateHere = useIsHere(api, session.id);

  async function reissue(form: HTMLFormElement): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const link = await api.post("/api/sessions/{session_id}/link", {
        path: { session_id: session.id },
        body: {
          expires_in_days: Number(new FormData(form).get("expires_in_days")),
          by_email: new FormData(form).get("by_email") === "on",
        },
      });
      setIssued(link);
      onIssued();
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
  }

  const words = t.value.reissue;
  const bold = (text: string): JSX.Element => <strong>{text}</strong>;
  return (
    <Dialog title={issued ? t.value.invitation.ready : words.title} onClose={onClose}>
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
              {words.isHere(bold, session.candidate_name)}
            </p>
          )}
          <p>{words[session.started_at === null ? "notBegun" : "begun"](bold, session.candidate_name)}</p>
          <NotSent error={error} />
          <ExpiryField value={USUAL_DAYS} />
          {session.candidate_email !== null && (
            <label class="check">
              <input type="checkbox" name="by_email" defaultChecked={session.by_email} />{" "}
              <span>{t.value.invitation.byEmail}</span>
            </label>
          )}
          <div class="actions">
            <button class="button" disabled={busy}>
              {busy ? words.making : isCandidateHere ? words.makeAllTheSame : words.make}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
