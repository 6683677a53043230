import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../shared/api";
import { ApiError } from "../shared/api";
import { ErrorNotice } from "../shared/error-notice";
import { Brand } from "./brand";
import type { Credential } from "./credential";

/** `ended` says that somebody was signed in until a moment ago. */
export function SignInPage({
  api,
  ended,
  onSignedIn,
}: {
  api: Api;
  ended: boolean;
  onSignedIn: (credential: Credential) => void;
}): JSX.Element {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function signIn(form: HTMLFormElement): Promise<void> {
    const given = new FormData(form);
    setBusy(true);
    setError(null);
    try {
      const { token, expires_at, user } = await api.post("/api/sign-in", {
        body: { email: text(given, "email"), password: text(given, "password") },
      });
      onSignedIn({ token, expiresAt: expires_at, user });
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
        onSubmit={(event) => {
          event.preventDefault();
          void signIn(event.currentTarget);
        }}
      >
        <h1 tabIndex={-1}>Sign in</h1>
        {ended && !error && (
          <p class="notice" role="status">
            Your sign-in has ended. Please sign in again; nothing is lost.
          </p>
        )}
        {error !== null && (isRefusal(error) ? <WrongPassword /> : <ErrorNotice error={error} />)}
        <div class="field">
          <label for="email">E-mail</label>
          <input class="input" id="email" name="email" type="email" autocomplete="username" required maxLength={254} />
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
            maxLength={1024}
          />
        </div>
        <button class="button" disabled={busy}>
          {busy ? "Signing in…" : "Sign in"}
        </button>
      </form>
      <p class="small quiet">Were you invited to an interview? Open the link you were sent; it needs no account.</p>
    </main>
  );
}

function WrongPassword(): JSX.Element {
  return (
    <p class="notice notice-bad" role="alert">
      This e-mail and password do not go together. Check both and try again.
    </p>
  );
}

function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 401 || error.status === 400);
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
