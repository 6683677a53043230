import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type Api, ApiError } from "../../../shared/api";
import { NotSent, wordsOf } from "../../../shared/error-notice";
import type { FieldErrors } from "../../../shared/field-errors";
import { MAX_EMAIL } from "../../../shared/limits";
import { language } from "../../../shared/words/languages";
import { isAddress, isMailable, noAddress, notMailable } from "../../page/addresses";
import { Dialog } from "../../page/dialog";
import { type Given, TextField, useForm } from "../../page/form";
import { ROLES, isRole } from "./role-select";
import { t } from "./words";

/** Invites a colleague by a letter. */
export function InviteMember({
  api,
  onInvited,
  onClose,
}: {
  api: Api;
  onInvited: () => void;
  onClose: () => void;
}): JSX.Element {
  const words = t.value;
  const [sentTo, setSentTo] = useState<string | null>(null);

  async function send({ email = "", role = "" }: Given): Promise<void> {
    setSentTo(null);
    if (!isRole(role)) return;
    const body = { email: email.trim(), role, language: language.peek() };
    const invitation = await api.post("/api/member-invitations", { body });
    setSentTo(invitation.email);
    // The role stays: several of one are often invited one after the other.
    const field = form.ref.current?.querySelector<HTMLInputElement>("#invited-email");
    if (field) field.value = "";
    onInvited();
  }

  const { form, problems, error, busy } = useForm({ lacks, send, refused: isMember });
  const isTyped = (): boolean =>
    (form.ref.current?.querySelector<HTMLInputElement>("#invited-email")?.value ?? "") !== "";
  return (
    <Dialog title={words.invite} onClose={onClose} isUnsaved={isTyped}>
      <form class="stack" {...form}>
        <NotSent error={error} />
        <TextField
          id="invited-email"
          name="email"
          label={words.email}
          type="email"
          autocomplete="off"
          maxLength={MAX_EMAIL}
          problem={problems["email"]}
        />
        <div class="field">
          <label for="invited-role">{words.role}</label>
          <select class="input" id="invited-role" name="role">
            {ROLES.map((role) => (
              <option key={role} value={role} selected={role === "recruiter"}>
                {words.roles[role]}: {words.mayDo[role]}
              </option>
            ))}
          </select>
        </div>
        <div class="actions">
          <button class="button" disabled={busy}>
            {busy ? words.sending : words.send}
          </button>
        </div>
        <p role="status" class="small">
          {sentTo !== null && words.sent(sentTo)}
        </p>
      </form>
    </Dialog>
  );
}

function lacks({ email = "" }: Given): FieldErrors {
  return isMailable(email) ? {} : { email: isAddress(email) ? notMailable : noAddress };
}

function isMember(error: unknown): FieldErrors | null {
  return error instanceof ApiError && error.code === "already_member" ? { email: () => wordsOf(error) } : null;
}
