import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { KeyView, ReviewerList } from "../../../shared/api-types";
import { Busy } from "../../../shared/busy";
import { ErrorNotice, NotSent } from "../../../shared/error-notice";
import { FieldError, described } from "../../../shared/field-errors";
import { dateAndTime, day } from "../../../shared/format";
import { MAX_NAME } from "../../../shared/limits";
import { wordOf } from "../../../shared/words/codes";
import { Dialog } from "../../page/dialog";
import { useLoaded } from "../../page/loading";
import { own } from "../../page/own";
import { usePages } from "../../page/pages";
import { Secret } from "../secret";
import { t } from "./words";

const SCOPES = [
  "read_results",
  "invite",
  "templates",
  "export",
] as const satisfies readonly KeyView["scopes"][number][];
const DAYS = [7, 30, 90, 180, 365];
const USUAL_DAYS = 90;

/** The keys of the organisation, and the way to another one. */
export function KeysSection({ api }: { api: Api }): JSX.Element {
  const words = t.value;
  const [isMaking, setIsMaking] = useState(false);
  const people = useLoaded<ReviewerList>("people", (signal) => api.get("/api/reviewers", { signal })).data;
  const names = new Map(people?.reviewers.map(({ id, name }) => [id, name]));
  const keys = usePages<KeyView, string>("keys", async (cursor, signal) => {
    const page = await api.get("/api/api-keys", { query: { cursor }, signal });
    return { items: page.keys, next: page.next_cursor };
  });
  return (
    <>
      <p class="quiet">{words.intro}</p>
      <div>
        <button type="button" class="button" onClick={() => setIsMaking(true)}>
          {words.make}
        </button>
      </div>
      {isMaking && <MakeDialog api={api} onMade={keys.reload} onClose={() => setIsMaking(false)} />}
      {keys.error !== null && <ErrorNotice error={keys.error} onRetry={keys.reload} />}
      {!keys.items && keys.error === null && <Busy>{words.loading}</Busy>}
      {keys.items?.length === 0 && <p>{words.none}</p>}
      <ul class="settings-list">
        {keys.items?.map((key) => (
          <Key key={key.id} api={api} shown={key} madeBy={names.get(key.user_id)} onChanged={keys.reload} />
        ))}
      </ul>
      <NotSent error={keys.fault} />
      {keys.more && (
        <div>
          <button type="button" class="button button-quiet" onClick={keys.more}>
            {words.more}
          </button>
        </div>
      )}
    </>
  );
}

function Key({
  api,
  shown,
  madeBy,
  onChanged,
}: {
  api: Api;
  shown: KeyView;
  madeBy: string | undefined;
  onChanged: () => void;
}): JSX.Element {
  const words = t.value;
  const [asks, setAsks] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isOver = shown.revoked_at !== null || new Date(shown.expires_at).getTime() <= Date.now();
  const scopes = shown.scopes.map((scope) => wordOf(words.scopeNames, scope, scope)).join(" · ");
  const beside = [
    shown.revoked_at !== null
      ? words.revoked(day(shown.revoked_at))
      : isOver
        ? words.expired(day(shown.expires_at))
        : words.until(day(shown.expires_at)),
    shown.last_used_at === null ? words.unused : words.used(dateAndTime(shown.last_used_at)),
    madeBy !== undefined && words.by(madeBy),
  ].filter(Boolean);

  async function revoke(): Promise<void> {
    if (!asks) {
      setAsks(true);
      return;
    }
    setError(null);
    try {
      await api.post("/api/api-keys/{key_id}/revocation", { path: { key_id: shown.id } });
      onChanged();
    } catch (reason) {
      setError(reason);
    }
  }

  return (
    <li class="stack">
      <p>
        <strong>{own(shown.name)}</strong> <code class="small">{`${shown.prefix}…`}</code>
      </p>
      <p class="small">{scopes}</p>
      <p class="small quiet">{beside.join(" · ")}</p>
      {!isOver && (
        <div>
          <button
            type="button"
            class="button button-quiet button-small"
            aria-label={asks ? words.revokeSureOf(shown.name) : words.revokeOf(shown.name)}
            onClick={() => void revoke()}
          >
            {asks ? words.revokeSure : words.revoke}
          </button>
        </div>
      )}
      <NotSent error={error} />
    </li>
  );
}

function MakeDialog({ api, onMade, onClose }: { api: Api; onMade: () => void; onClose: () => void }): JSX.Element {
  const words = t.value;
  const [secret, setSecret] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState({ name: false, scopes: false });

  async function make(form: HTMLFormElement): Promise<void> {
    const given = new FormData(form);
    const name = (given.get("name") as string).trim();
    const scopes = SCOPES.filter((scope) => given.getAll("scopes").includes(scope));
    setMissing({ name: !name, scopes: scopes.length === 0 });
    if (!name) form.querySelector<HTMLElement>("#key-name")?.focus();
    if (!name || scopes.length === 0) return;
    setBusy(true);
    setError(null);
    try {
      const body = { name, scopes, expires_in_days: Number(given.get("expires_in_days")) };
      setSecret((await api.post("/api/api-keys", { body })).secret);
      onMade();
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
  }

  const noName = missing.name ? (): string => words.nameMissing : undefined;
  const noScopes = missing.scopes ? (): string => words.scopesMissing : undefined;
  return (
    <Dialog title={secret === null ? words.make : words.ready} onClose={onClose} isUnsaved={() => secret !== null}>
      {secret === null ? (
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void make(event.currentTarget);
          }}
        >
          <NotSent error={error} />
          <div class="field">
            <label for="key-name">{words.name}</label>
            <input
              id="key-name"
              name="name"
              class="input"
              maxLength={MAX_NAME}
              autocomplete="off"
              {...described("key-name", noName, "key-name-hint")}
            />
            <FieldError id="key-name" problem={noName} />
            <p class="hint" id="key-name-hint">
              {words.nameHint}
            </p>
          </div>
          <fieldset class="field" {...described("key-scopes", noScopes)}>
            <legend class="label">{words.scopes}</legend>
            {SCOPES.map((scope) => (
              <label key={scope} class="choice">
                <input type="checkbox" name="scopes" value={scope} />
                <span>{words.scopeNames[scope]}</span>
              </label>
            ))}
            <FieldError id="key-scopes" problem={noScopes} />
          </fieldset>
          <div class="field">
            <label for="key-days">{words.lasts}</label>
            <select class="input" id="key-days" name="expires_in_days">
              {DAYS.map((days) => (
                <option key={days} value={days} selected={days === USUAL_DAYS}>
                  {words.days(days)}
                </option>
              ))}
            </select>
          </div>
          <div class="actions">
            <button class="button" disabled={busy}>
              {busy ? words.making : words.make}
            </button>
          </div>
        </form>
      ) : (
        <Secret value={secret} words={words} onDone={onClose} />
      )}
    </Dialog>
  );
}
