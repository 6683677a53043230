import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type Api, ApiError } from "../../../shared/api";
import { NotSent } from "../../../shared/error-notice";
import type { FieldErrors } from "../../../shared/field-errors";
import type { Credential } from "../../account/credential";
import { passwordProblems } from "../../account/passwords";
import { t } from "../../account/words";
import { type Given, TextField, useForm } from "../../page/form";

/** Another password, by who knows the one that there is. */
export function PasswordForm({ api, user }: { api: Api; user: Credential["user"] }): JSX.Element {
  const words = t.value.own;
  const [ended, setEnded] = useState<number | null>(null);

  async function send({ old = "", new: next = "" }: Given): Promise<void> {
    setEnded(null);
    const done = await api.post("/api/me/password", { body: { old, new: next } });
    setEnded(done.ended);
    form.ref.current?.reset();
  }

  const { form, problems, error, busy } = useForm({ lacks, send, refused: wrongPassword });
  return (
    <section class="card stack" aria-labelledby="password-title">
      <h2 id="password-title">{words.password}</h2>
      <form class="stack" {...form}>
        <NotSent error={error} />
        {/* So that a password manager knows whose password it is. */}
        <input
          class="visually-hidden"
          type="email"
          autocomplete="username"
          value={user.email}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <TextField
          id="old-password"
          name="old"
          label={words.oldPassword}
          type="password"
          autocomplete="current-password"
          problem={problems["old"]}
        />
        <TextField
          id="new-password"
          name="new"
          label={t.value.newPassword}
          hint={t.value.newPasswordHint}
          type="password"
          autocomplete="new-password"
          problem={problems["new"]}
        />
        <p class="small quiet">{words.endsOthers}</p>
        <div class="row">
          <button class="button button-quiet" disabled={busy}>
            {busy ? words.changingPassword : words.changePassword}
          </button>
        </div>
        <p role="status" class="small">
          {ended !== null && words.passwordChanged(ended)}
        </p>
      </form>
    </section>
  );
}

function lacks({ old = "", new: next = "" }: Given): FieldErrors {
  return {
    ...(old === "" && { old: () => t.value.own.oldPasswordMissing }),
    ...passwordProblems("new", next),
  };
}

function wrongPassword(error: unknown): FieldErrors | null {
  const isWrong = error instanceof ApiError && error.code === "wrong_password";
  return isWrong ? { old: () => t.value.own.oldPasswordWrong } : null;
}
