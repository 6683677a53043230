import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../shared/api";
import type { LinkView } from "../shared/api-types";
import { Busy } from "../shared/busy";
import { ErrorNotice } from "../shared/error-notice";
import { count } from "../shared/format";
import { AccommodationFields } from "./accommodation-fields";
import { accommodationsOf } from "./accommodations";
import { Dialog } from "./dialog";
import { ExpiryField, IssuedLink } from "./link";
import { useLoaded } from "./loading";

const USUAL_DAYS = 14;

export function InviteDialog({
  api,
  templateId,
  onClose,
  onIssued,
}: {
  api: Api;
  templateId?: string;
  onClose: () => void;
  onIssued: () => void;
}): JSX.Element {
  const templates = useLoaded("templates", (signal) => api.get("/api/templates", { signal }));
  const [issued, setIssued] = useState<LinkView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function invite(form: HTMLFormElement): Promise<void> {
    const fields = new FormData(form);
    const given = Object.fromEntries(fields) as Record<string, string>;
    const email = given["candidate_email"]?.trim() ?? "";
    setBusy(true);
    setError(null);
    try {
      const link = await api.post("/api/sessions", {
        body: {
          template_id: given["template_id"] ?? "",
          candidate_name: given["candidate_name"]?.trim() ?? "",
          candidate_email: email === "" ? null : email,
          expires_in_days: Number(given["expires_in_days"]),
          accommodations: accommodationsOf(fields),
        },
      });
      setIssued(link);
      onIssued();
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
  }

  const found = templates.data?.templates;
  return (
    <Dialog title={issued ? "The link is ready" : "Invite a candidate"} onClose={onClose}>
      {issued && <IssuedLink issued={issued} />}
      {!issued && templates.error !== null && <ErrorNotice error={templates.error} onRetry={templates.reload} />}
      {!issued && !found && templates.error === null && <Busy>Loading the templates…</Busy>}
      {!issued && found?.length === 0 && (
        <div class="stack">
          <p>An interview follows a template, and there is none yet.</p>
          <p>
            <a class="button" href="#/templates/new">
              New template
            </a>
          </p>
        </div>
      )}
      {!issued && found && found.length > 0 && (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void invite(event.currentTarget);
          }}
        >
          {error !== null && <ErrorNotice error={error} />}
          <div class="field">
            <label for="template-id">Template</label>
            <select class="input" id="template-id" name="template_id" required>
              {found.map(({ id, title, questions }) => (
                <option key={id} value={id} selected={id === templateId}>
                  {title} ({count(questions.length, "question")})
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="candidate-name">Candidate’s name</label>
            <input
              class="input"
              id="candidate-name"
              name="candidate_name"
              required
              maxLength={200}
              autocomplete="off"
            />
          </div>
          <div class="field">
            <label for="candidate-email">
              Candidate’s e-mail <span class="quiet">(optional)</span>
            </label>
            <input
              class="input"
              id="candidate-email"
              name="candidate_email"
              type="email"
              maxLength={254}
              autocomplete="off"
              aria-describedby="candidate-email-hint"
            />
            <p class="hint" id="candidate-email-hint">
              Kept with the interview; nothing is sent to it.
            </p>
          </div>
          <ExpiryField value={USUAL_DAYS} />
          <AccommodationFields />
          <div class="actions">
            <button class="button" disabled={busy}>
              {busy ? "Making the link…" : "Make the link"}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
