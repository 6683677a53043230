import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { Flag } from "../../shared/api-types";
import { NotSent } from "../../shared/error-notice";
import { FieldError, described, lengthProblem } from "../../shared/field-errors";
import { MAX_FLAG_REASON } from "../../shared/limits";
import { useSending } from "../../shared/sending";
import { Dialog } from "../page/dialog";
import { t } from "../words";
import { nameOf } from "./flags";

/** By which flags are set aside, and that is taken back. */
export interface Dismissing {
  api: Api;
  sessionId: string;
  onChanged: () => void;
}

/** Asks why a flag does not count, or does so all the same. */
export function DismissalDialog({
  flag,
  isSetAside,
  dismissing: { api, sessionId, onChanged },
  onClose,
}: {
  flag: Flag;
  isSetAside: boolean;
  dismissing: Dismissing;
  onClose: () => void;
}): JSX.Element {
  const words = t.value.flags.dismissal;
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const sending = useSending(onChanged);
  const problem = tried ? problemOf(reason) : undefined;

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (problemOf(reason)) return field.current?.focus();
    const path = { session_id: sessionId, flag_id: flag.id };
    const body = { dismissed: !isSetAside, reason: reason.trim() };
    const arrived = await sending.send((id) =>
      api.post("/api/sessions/{session_id}/flags/{flag_id}/dismissals", { path, body: { id, ...body } }),
    );
    if (arrived) onClose();
  }

  return (
    <Dialog
      title={isSetAside ? words.takeBack : words.setAside}
      onClose={onClose}
      isUnsaved={() => reason.trim() !== "" && !sending.sent}
    >
      <form class="stack" onSubmit={(event) => void send(event)} noValidate>
        <p>{nameOf(flag)}</p>
        <div class="field">
          <label for="dismissal-reason">{t.value.decisions.reason}</label>
          <input
            ref={field}
            id="dismissal-reason"
            class="input"
            autofocus
            value={reason}
            {...described("dismissal-reason", problem, "dismissal-hint")}
            onInput={(event) => {
              setReason(event.currentTarget.value);
              sending.changed();
            }}
          />
          <FieldError id="dismissal-reason" problem={problem} />
          <p class="hint" id="dismissal-hint">
            {words.hint}
          </p>
        </div>
        <NotSent error={sending.error} />
        <div class="actions">
          <button type="submit" class="button" aria-disabled={sending.busy}>
            {sending.busy ? t.value.decisions.saving : isSetAside ? words.takeBack : words.setAside}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function problemOf(reason: string): (() => string) | undefined {
  return reason.trim() ? lengthProblem(reason, MAX_FLAG_REASON) : () => t.value.decisions.missing;
}
