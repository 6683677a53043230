import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import { ApiError } from "../../shared/api";
import { NotSent, useInSight } from "../../shared/error-notice";
import { FieldError, type FieldErrors, described, useFieldErrors, withoutField } from "../../shared/field-errors";
import { NO_ADDRESS, isAddress } from "../addresses";
import { Brand } from "../brand";
import type { Credential } from "./credential";

/** How the sign-in of who was here until a moment ago ended. */
export type Ended = "by-time" | "in-another-tab";

const ENDED: Record<Ended, string> = {
  "by-time": "Your sign-in has ended. Please sign in again to go on where you were.",
  "in-another-tab":
    "You have signed out in another tab. What you had typed here waits: sign in again to go on. Somebody else who signs in does not see it.",
};

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
  const form = useRef<HTMLFormElement>(null);
  const { errors: problems, find, keep } = useFieldErrors(form);

  async function signIn(fields: HTMLFormElement): Promise<void> {
    const given = new FormData(fields);
    const lacking = problemsOf(text(given, "email"), text(given, "password"));
    find(lacking);
    setError(null);
    if (Object.keys(lacking).length > 0) return;
    setBusy(true);
    try {
      const { expires_at, user } = await api.post("/api/sign-in", {
        body: { email: text(given, "email"), password: text(given, "password") },
      });
      onSignedIn({ expiresAt: expires_at, user });
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  }

  return (
    <main class="sign-in" id="main">
      <Brand />
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
        <h1 tabIndex={-1}>Sign in</h1>
        {ended !== null && error === null && (
          <p class="notice" role="status">
            {ENDED[ended]}
          </p>
        )}
        {isRefusal(error) ? <WrongPassword error={error} /> : <NotSent error={error} />}
        <div class="field">
          <label for="email">E-mail</label>
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
          <label for="password">Password</label>
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
        <button class="button" disabled={busy}>
          {busy ? "Signing in…" : "Sign in"}
        </button>
      </form>
      <p class="small quiet">
        Have you forgotten your password, or does a right one no longer work? Ask whoever runs Colloquy for you: they
        can set a new one, and open an account that was closed.
      </p>
      <p class="small quiet">Were you invited to an interview? Open the link you were sent; it needs no account.</p>
    </main>
  );
}

function problemsOf(email: string, password: string): FieldErrors {
  return {
    ...(isAddress(email) ? {} : { email: email.trim() === "" ? "Enter your e-mail address." : NO_ADDRESS }),
    ...(password === "" ? { password: "Enter your password." } : {}),
  };
}

/** An account that was closed is told no other than a wrong password: a stranger learns nothing of it. */
function WrongPassword({ error }: { error: unknown }): JSX.Element {
  const place = useInSight(error);
  return (
    <div class="notice notice-bad" role="alert" ref={place} tabIndex={-1}>
      <p>
        This e-mail and password do not go together, or the account was closed. Check both and try again, or ask whoever
        runs Colloquy for you.
      </p>
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
