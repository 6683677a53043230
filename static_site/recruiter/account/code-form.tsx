import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import { type Api, ApiError } from "../../shared/api";
import { NotSent } from "../../shared/error-notice";
import type { FieldErrors } from "../../shared/field-errors";
import { type Given, TextField, useForm } from "../page/form";
import { useTitle } from "../page/title";
import type { Credential } from "./credential";
import { t } from "./words";

const MAX_CODE = 50;

/** Asks whose password was right for a code of their app. */
export function CodeForm({
  api,
  proven,
  onSignedIn,
  onBack,
}: {
  api: Api;
  proven: { email: string; password: string };
  onSignedIn: (credential: Credential) => void;
  onBack: () => void;
}): JSX.Element {
  const words = t.value.codeAsked;
  useTitle(words.title);

  async function send({ code = "" }: Given): Promise<void> {
    const { user } = await api.post("/api/sign-in", { body: { ...proven, code: code.trim() } });
    onSignedIn({ user });
  }

  const { form, problems, error, busy } = useForm({ lacks, send, refused: wrongCode });
  const place = form.ref;
  useEffect(() => place.current?.querySelector("input")?.focus(), [place]);
  return (
    <form class="card stack" {...form}>
      <h1 tabIndex={-1}>{words.title}</h1>
      <NotSent error={error} />
      <TextField
        id="code"
        name="code"
        label={words.code}
        hint={words.hint}
        autocomplete="one-time-code"
        maxLength={MAX_CODE}
        problem={problems["code"]}
      />
      <div class="actions">
        <button class="button" disabled={busy}>
          {busy ? words.sending : words.send}
        </button>
        <button type="button" class="button button-quiet" onClick={onBack}>
          {words.back}
        </button>
      </div>
      <p class="small quiet">{words.lost}</p>
    </form>
  );
}

function lacks({ code = "" }: Given): FieldErrors {
  return code.trim() === "" ? { code: () => t.value.codeAsked.missing } : {};
}

function wrongCode(error: unknown): FieldErrors | null {
  return error instanceof ApiError && error.code === "wrong_code" ? { code: () => t.value.codeAsked.wrong } : null;
}
