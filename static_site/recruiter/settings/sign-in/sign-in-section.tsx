import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type Api, ApiError } from "../../../shared/api";
import type { ProviderView, SignInSettingsView } from "../../../shared/api-types";
import { Busy } from "../../../shared/busy";
import { ErrorNotice, NotSent, wordsOf } from "../../../shared/error-notice";
import type { FieldErrors } from "../../../shared/field-errors";
import { Dialog } from "../../page/dialog";
import { type Given, TextField, useForm } from "../../page/form";
import { useLoaded } from "../../page/loading";
import { isRole } from "../members/role-select";
import { t as members } from "../members/words";
import type { SectionShown } from "../settings-page";
import { t } from "./words";

const JOINING = ["recruiter", "reviewer", "interviewer"] as const;
const BACK = "/dashboard";

/** By which accounts the people of the organisation sign in. */
export function SignInSection({ api, user }: SectionShown): JSX.Element {
  const words = t.value;
  const { data, error, reload } = useLoaded("sign-in", (signal) => api.get("/api/settings/sign-in", { signal }));
  const [saved, setSaved] = useState<SignInSettingsView | null>(null);
  const [done, setDone] = useState<"saved" | "removed" | null>(null);
  const shown = saved ?? data;
  if (!shown) return error === null ? <Busy>{words.loading}</Busy> : <ErrorNotice error={error} onRetry={reload} />;
  const { provider, organisation_id } = shown;
  return (
    <>
      <p>{words.about}</p>
      <section class="card stack">
        <p>
          {words.register} <code class="second-step-key">{location.origin + BACK}</code>
        </p>
        <ProviderForm
          key={provider?.version ?? 0}
          api={api}
          userId={user.id}
          provider={provider}
          onSaved={(next) => {
            setSaved(next);
            setDone("saved");
          }}
        />
        <p role="status" class="small">
          {done !== null && words[done]}
        </p>
      </section>
      {provider && (
        <section class="card stack">
          <p>
            {words.link} <code class="second-step-key">{`${location.origin}${BACK}#/sign-in/${organisation_id}`}</code>
          </p>
          <Remove
            api={api}
            onRemoved={() => {
              setSaved({ organisation_id, provider: null });
              setDone("removed");
            }}
          />
        </section>
      )}
    </>
  );
}

function ProviderForm({
  api,
  userId,
  provider,
  onSaved,
}: {
  api: Api;
  userId: string;
  provider: ProviderView | null;
  onSaved: (saved: SignInSettingsView) => void;
}): JSX.Element {
  const words = t.value;
  const [isOff, setOff] = useState(provider?.passwords_off ?? false);

  async function send({ issuer = "", client = "", secret = "", domains = "", role = "", kept }: Given): Promise<void> {
    const body = {
      issuer: issuer.trim(),
      client_id: client.trim(),
      client_secret: secret === "" ? null : secret,
      domains: domains.split(/[\s,;]+/).filter((domain) => domain !== ""),
      role: isRole(role) ? role : ("reviewer" as const),
      passwords_off: isOff,
      kept_admin_id: isOff && kept !== undefined ? kept : null,
    };
    const ifMatch = provider ? `"${provider.version}"` : "*";
    onSaved(await api.put("/api/settings/sign-in", { body, ifMatch }));
  }

  const { form, problems, error, busy } = useForm({ lacks, send, refused: ofIssuer });
  const isOutdated = error instanceof ApiError && error.code === "changed_meanwhile";
  return (
    <form class="stack" {...form}>
      {isOutdated ? (
        <p class="notice notice-warn" role="alert">
          {words.outdated}
        </p>
      ) : (
        <NotSent error={error} />
      )}
      <TextField
        id="issuer"
        name="issuer"
        label={words.issuer}
        hint={words.issuerHint}
        autocomplete="off"
        defaultValue={provider?.issuer ?? ""}
        problem={problems["issuer"]}
      />
      <TextField
        id="client"
        name="client"
        label={words.client}
        autocomplete="off"
        defaultValue={provider?.client_id ?? ""}
        problem={problems["client"] ?? problems["client_id"]}
      />
      <TextField
        id="secret"
        name="secret"
        label={words.secret}
        {...(provider?.has_secret && { hint: words.secretKept })}
        type="password"
        autocomplete="off"
        problem={problems["secret"] ?? problems["client_secret"]}
      />
      <TextField
        id="domains"
        name="domains"
        label={words.domains}
        hint={words.domainsHint}
        autocomplete="off"
        defaultValue={provider?.domains.join(", ") ?? ""}
        problem={problems["domains"]}
      />
      <div class="field">
        <label for="joining-role">{words.role}</label>
        <select class="input" id="joining-role" name="role">
          {JOINING.map((role) => (
            <option key={role} value={role} selected={role === (provider?.role ?? "reviewer")}>
              {members.value.roles[role]}
            </option>
          ))}
        </select>
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={isOff}
          aria-describedby="passwords-off-hint"
          onChange={(event) => setOff(event.currentTarget.checked)}
        />
        {words.passwordsOff}
      </label>
      <p class="hint" id="passwords-off-hint">
        {words.passwordsOffHint}
      </p>
      {isOff && <KeptAdmin api={api} value={provider?.kept_admin_id ?? userId} />}
      <div class="actions">
        <button class="button" disabled={busy}>
          {busy ? words.saving : words.save}
        </button>
      </div>
    </form>
  );
}

/** The admin who gets in where the service is away. */
function KeptAdmin({ api, value }: { api: Api; value: string }): JSX.Element {
  const words = t.value;
  const { data, error, reload } = useLoaded("admins", (signal) =>
    api.get("/api/members", { query: { limit: 100 }, signal }),
  );
  if (!data) return error === null ? <Busy>{words.loading}</Busy> : <ErrorNotice error={error} onRetry={reload} />;
  return (
    <div class="field">
      <label for="kept-admin">{words.kept}</label>
      <select class="input" id="kept-admin" name="kept">
        {data.members
          .filter(({ role, is_disabled }) => role === "admin" && !is_disabled)
          .map(({ id, name }) => (
            <option key={id} value={id} selected={id === value}>
              {name}
            </option>
          ))}
      </select>
    </div>
  );
}

function Remove({ api, onRemoved }: { api: Api; onRemoved: () => void }): JSX.Element {
  const words = t.value;
  const [asks, setAsks] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);

  async function remove(): Promise<void> {
    setAsks(false);
    try {
      await api.delete("/api/settings/sign-in");
      onRemoved();
    } catch (reason) {
      setFailed(reason);
    }
  }

  return (
    <>
      {failed !== null && <ErrorNotice error={failed} />}
      <div class="row">
        <button type="button" class="button button-quiet" onClick={() => setAsks(true)}>
          {words.remove}
        </button>
      </div>
      {asks && (
        <Dialog title={words.removeTitle} onClose={() => setAsks(false)}>
          <p>{words.removes}</p>
          <div class="row">
            <button type="button" class="button button-quiet" autofocus onClick={() => setAsks(false)}>
              {words.keep}
            </button>
            <button type="button" class="button" onClick={() => void remove()}>
              {words.remove}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function lacks({ issuer = "", client = "" }: Given): FieldErrors {
  return {
    ...(!issuer.trim().startsWith("https://") && { issuer: () => t.value.issuerMissing }),
    ...(client.trim() === "" && { client: () => t.value.clientMissing }),
  };
}

function ofIssuer(error: unknown): FieldErrors | null {
  return error instanceof ApiError && error.code === "provider_unusable" ? { issuer: () => wordsOf(error) } : null;
}
