import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { type Api, ApiError } from "../../shared/api";
import { NotSent } from "../../shared/error-notice";
import type { FieldErrors } from "../../shared/field-errors";
import { MAX_EMAIL, MAX_NAME } from "../../shared/limits";
import { isAddress, noAddress } from "../page/addresses";
import { type Given, TextField, useForm } from "../page/form";
import { useTitle } from "../page/title";
import type { Credential } from "./credential";
import { Outside } from "./outside";
import { passwordProblems } from "./passwords";
import { t } from "./words";

/** The first page of a stage on which nobody has an account yet. */
export function SetUpPage({
  api,
  onSignedIn,
  onOver,
}: {
  api: Api;
  onSignedIn: (credential: Credential) => void;
  /** Somebody else was faster. */
  onOver: () => void;
}): JSX.Element {
  const words = t.value.setUp;
  useTitle(words.title);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);

  async function send({ code = "", organisation = "", name = "", email = "", password = "" }: Given): Promise<void> {
    try {
      const { user } = await api.post("/api/setup", { body: { code, organisation, name, email, password } });
      onSignedIn({ user });
    } catch (reason) {
      if (!(reason instanceof ApiError && reason.code === "set_up_already")) throw reason;
      onOver();
    }
  }

  const { form, problems, error, busy } = useForm({ lacks, send, refused: wrongCode });
  return (
    <Outside>
      <form class="card stack" {...form}>
        <h1 tabIndex={-1} ref={head}>
          {words.title}
        </h1>
        <p>{words.intro}</p>
        <NotSent error={error} />
        <TextField
          id="code"
          name="code"
          label={words.code}
          hint={words.codeHint}
          autocomplete="off"
          problem={problems["code"]}
        />
        <TextField
          id="organisation"
          name="organisation"
          label={words.organisation}
          autocomplete="organization"
          maxLength={MAX_NAME}
          problem={problems["organisation"]}
        />
        <TextField
          id="own-name"
          name="name"
          label={t.value.yourName}
          autocomplete="name"
          maxLength={MAX_NAME}
          problem={problems["name"]}
        />
        <TextField
          id="email"
          name="email"
          label={words.email}
          type="email"
          autocomplete="username"
          maxLength={MAX_EMAIL}
          problem={problems["email"]}
        />
        <TextField
          id="new-password"
          name="password"
          label={t.value.newPassword}
          hint={t.value.newPasswordHint}
          type="password"
          autocomplete="new-password"
          problem={problems["password"]}
        />
        <div class="actions">
          <button class="button" disabled={busy}>
            {busy ? words.making : words.make}
          </button>
        </div>
      </form>
    </Outside>
  );
}

function lacks({ code = "", organisation = "", name = "", email = "", password = "" }: Given): FieldErrors {
  const { setUp, nameMissing } = t.value;
  return {
    ...(code.trim() === "" && { code: () => setUp.codeMissing }),
    ...(organisation.trim() === "" && { organisation: () => setUp.organisationMissing }),
    ...(name.trim() === "" && { name: () => nameMissing }),
    ...(!isAddress(email) && { email: noAddress }),
    ...passwordProblems("password", password),
  };
}

function wrongCode(error: unknown): FieldErrors | null {
  return error instanceof ApiError && error.code === "wrong_code" ? { code: () => t.value.setUp.codeWrong } : null;
}
