import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import { ApiError } from "../../shared/api";
import { NotSent, useInSight } from "../../shared/error-notice";
import { FieldError, type FieldErrors, described, useFieldErrors, withoutField } from "../../shared/field-errors";
import { isAddress, noAddress } from "../page/addresses";
import { later } from "../../shared/later";
import { t } from "../words";
import type { Credential } from "./credential";
import { Outside } from "./outside";
import { storedProvider } from "./provider";

/** Once in the life of a stage. */
const setUpPage = later(async () => (await import("./set-up-page")).SetUpPage);

/** Of who has set up a second step. */
const codeForm = later(async () => (await import("./code-form")).CodeForm);

/** How the sign-in of who was here until a moment ago ended. */
export type Ended = "by-time" | "in-another-tab";

export function SignInPage({
  api,
  ended,
  onSignedIn,
}: {
  api: Api;
  ended: Ended | null;
  onSignedIn: (credential: Credential) => void;
}): JSX.Element {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [isNew, setNew] = useState(false);
  const [proven, setProven] = useState<{ email: string; password: string } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const { errors: problems, find, keep } = useFieldErrors(form);
  const words = t.value.signIn;
  const [organisation] = useState(() => storedProvider());

  useEffect(() => {
    // Where that cannot be told, there is an account most likely.
    if (ended === null)
      void api.get("/api/setup").then(
        ({ needed }) => setNew(needed),
        () => undefined,
      );
  }, [api, ended]);

  async function signIn(fields: HTMLFormElement): Promise<void> {
    const given = new FormData(fields);
    const lacking = problemsOf(text(given, "email"), text(given, "password"));
    find(lacking);
    setError(null);
    if (Object.keys(lacking).length > 0) return;
    setBusy(true);
    const body = { email: text(given, "email"), password: text(given, "password") };
    try {
      const { user } = await api.post("/api/sign-in", { body });
      onSignedIn({ user });
    } catch (reason) {
      if (reason instanceof ApiError && reason.code === "second_factor_required") setProven(body);
      else if (reason instanceof ApiError && reason.code === "passwords_off" && reason.params.organisation)
        location.hash = `#/sign-in/${reason.params.organisation}`;
      else setError(reason);
      setBusy(false);
    }
  }

  if (isNew) return <setUpPage.View api={api} onSignedIn={onSignedIn} onOver={() => setNew(false)} />;
  if (proven !== null)
    return (
      <Outside>
        <codeForm.View api={api} proven={proven} onSignedIn={onSignedIn} onBack={() => setProven(null)} />
      </Outside>
    );
  return (
    <Outside>
      <form
        class="card stack"
        ref={form}
        noValidate
        onInput={({ target }) => keep((errors) => withoutField(errors, target))}
        onSubmit={(event) => {
          event.preventDefault();
          void signIn(event.currentTarget);
        }}
      >
        <h1 tabIndex={-1}>{words.title}</h1>
        {ended !== null && error === null && (
          <p class="notice" role="status">
            {words.ended[ended]}
          </p>
        )}
        {isRefusal(error) ? <WrongPassword error={error} /> : <NotSent error={error} />}
        <div class="field">
          <label for="email">{words.email}</label>
          <input
            class="input"
            id="email"
            name="email"
            type="email"
            autocomplete="username"
            required
            {...described("email", problems["email"])}
          />
          <FieldError id="email" problem={problems["email"]} />
        </div>
        <div class="field">
          <label for="password">{words.password}</label>
          <input
            class="input"
            id="password"
            name="password"
            type="password"
            autocomplete="current-password"
            required
            {...described("password", problems["password"])}
          />
          <FieldError id="password" problem={problems["password"]} />
        </div>
        <div class="actions">
          <button class="button" disabled={busy}>
            {busy ? words.signingIn : words.signIn}
          </button>
        </div>
      </form>
      {organisation !== null && (
        <p class="small">
          <a href={`#/sign-in/${organisation}`}>{words.byProvider}</a>
        </p>
      )}
      <p class="small quiet">
        {words.forgotten((text) => (
          <a href="#/forgotten" {...(ended !== null && { target: "_blank" })}>
            {text}
          </a>
        ))}
      </p>
      <p class="small quiet">{words.invited}</p>
    </Outside>
  );
}

function problemsOf(email: string, password: string): FieldErrors {
  return {
    ...(isAddress(email) ? {} : { email: email.trim() === "" ? () => t.value.signIn.emailMissing : noAddress }),
    ...(password === "" ? { password: () => t.value.signIn.passwordMissing } : {}),
  };
}

/** An account that was closed is told no other than a wrong password: a stranger learns nothing of it. */
function WrongPassword({ error }: { error: unknown }): JSX.Element {
  const place = useInSight(error);
  return (
    <div class="notice notice-bad" role="alert" ref={place} tabIndex={-1}>
      <p>{t.value.signIn.refused}</p>
    </div>
  );
}

function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 401 || error.status === 400);
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
