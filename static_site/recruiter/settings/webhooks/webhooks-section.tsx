import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { WebhookList, WebhookView } from "../../../shared/api-types";
import { Busy } from "../../../shared/busy";
import { ErrorNotice, NotSent } from "../../../shared/error-notice";
import { FieldError, described, fieldErrorsOf, useFieldErrors } from "../../../shared/field-errors";
import { dateAndTime } from "../../../shared/format";
import { MAX_NAME, MAX_WEBHOOK_ADDRESS } from "../../../shared/limits";
import { wordOf } from "../../../shared/words/codes";
import { Dialog } from "../../page/dialog";
import { useLoaded } from "../../page/loading";
import { own } from "../../page/own";
import { Secret } from "../secret";
import { DeliveryLog } from "./delivery-log";
import { t } from "./words";

const USUAL_TYPE = "SessionChanged";

/** A form for one that is there, or (`null`) for a new one. */
interface Edited {
  webhook: WebhookView | null;
}

/** Where the organisation is told of events, how each is doing, and what it was told. */
export function WebhooksSection({ api }: { api: Api }): JSX.Element {
  const words = t.value;
  const [edited, setEdited] = useState<Edited | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const { data, error, reload } = useLoaded<WebhookList>("webhooks", (signal) => api.get("/api/webhooks", { signal }));
  return (
    <>
      <p class="quiet">{words.intro}</p>
      <div>
        <button type="button" class="button" onClick={() => setEdited({ webhook: null })}>
          {words.add}
        </button>
      </div>
      {edited && (
        <EditDialog
          api={api}
          webhook={edited.webhook}
          onSaved={(made) => {
            setEdited(null);
            setSecret(made);
            reload();
          }}
          onClose={() => setEdited(null)}
        />
      )}
      {secret !== null && (
        <Dialog title={words.ready} onClose={() => setSecret(null)}>
          <Secret value={secret} words={words} onDone={() => setSecret(null)} />
        </Dialog>
      )}
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {!data && error === null && <Busy>{words.loading}</Busy>}
      {data?.webhooks.length === 0 && <p>{words.none}</p>}
      <ul class="settings-list">
        {data?.webhooks.map((webhook) => (
          <Webhook
            key={webhook.id}
            api={api}
            webhook={webhook}
            onEdit={() => setEdited({ webhook })}
            onSecret={setSecret}
            onChanged={reload}
          />
        ))}
      </ul>
    </>
  );
}

function standing(webhook: WebhookView): string {
  const words = t.value;
  if (webhook.disabled_at !== null) {
    const why = webhook.fault === null ? "" : ` ${words.faults[webhook.fault]}`;
    return words.disabled(dateAndTime(webhook.disabled_at)) + why;
  }
  return webhook.failing_since === null ? words.well : words.failing(dateAndTime(webhook.failing_since));
}

function Webhook({
  api,
  webhook,
  onEdit,
  onSecret,
  onChanged,
}: {
  api: Api;
  webhook: WebhookView;
  onEdit: () => void;
  onSecret: (secret: string) => void;
  onChanged: () => void;
}): JSX.Element {
  const words = t.value;
  const [asks, setAsks] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const path = { webhook_id: webhook.id };
  const { url, description, types } = webhook;
  const isBad = webhook.disabled_at !== null || webhook.failing_since !== null;

  async function attempt(act: () => Promise<unknown>): Promise<void> {
    setError(null);
    try {
      await act();
      onChanged();
    } catch (reason) {
      setError(reason);
    }
  }

  const switched = { url, description, types, enabled: webhook.disabled_at !== null };
  return (
    <li class="stack">
      <p>
        <strong>{own(url)}</strong>
      </p>
      {description !== "" && <p class="small">{own(description)}</p>}
      <p class="small quiet">{types.map((type) => wordOf(words.typeNames, type, type)).join(" · ")}</p>
      <p class={isBad ? "notice notice-warn small" : "small quiet"}>{standing(webhook)}</p>
      <div class="row">
        <button
          type="button"
          class="button button-quiet button-small"
          aria-label={words.changeOf(url)}
          onClick={onEdit}
        >
          {words.change}
        </button>
        <button
          type="button"
          class="button button-quiet button-small"
          onClick={() => void attempt(() => api.put("/api/webhooks/{webhook_id}", { path, body: switched }))}
        >
          {switched.enabled ? words.switchOn : words.switchOff}
        </button>
        <button
          type="button"
          class="button button-quiet button-small"
          onClick={() =>
            void attempt(async () => onSecret((await api.post("/api/webhooks/{webhook_id}/secret", { path })).secret))
          }
        >
          {words.another}
        </button>
        <button
          type="button"
          class="button button-quiet button-small"
          onClick={() =>
            asks ? void attempt(() => api.delete("/api/webhooks/{webhook_id}", { path })) : setAsks(true)
          }
        >
          {asks ? words.removeSure : words.remove}
        </button>
      </div>
      <NotSent error={error} />
      <details class="small" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>{words.log}</summary>
        {isOpen && <DeliveryLog api={api} webhookId={webhook.id} />}
      </details>
    </li>
  );
}

function EditDialog({
  api,
  webhook,
  onSaved,
  onClose,
}: {
  api: Api;
  webhook: WebhookView | null;
  /** With the secret of a new one. */
  onSaved: (secret: string | null) => void;
  onClose: () => void;
}): JSX.Element {
  const words = t.value;
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const ref = useRef<HTMLFormElement>(null);
  const { errors: problems, find } = useFieldErrors(ref);

  async function save(form: HTMLFormElement): Promise<void> {
    const given = new FormData(form);
    const url = (given.get("url") as string).trim();
    const types = Object.keys(words.typeNames).filter((type) => given.getAll("types").includes(type));
    const lacks = {
      ...(!url && { url: () => t.value.urlMissing }),
      ...(types.length === 0 && { types: () => t.value.typesMissing }),
    };
    setError(null);
    find(lacks);
    if (Object.keys(lacks).length > 0) return;
    setBusy(true);
    try {
      const body = { url, types, description: given.get("description") as string };
      if (webhook === null) onSaved((await api.post("/api/webhooks", { body })).secret);
      else {
        const enabled = webhook.disabled_at === null;
        await api.put("/api/webhooks/{webhook_id}", { path: { webhook_id: webhook.id }, body: { ...body, enabled } });
        onSaved(null);
      }
    } catch (reason) {
      if ("url" in fieldErrorsOf(reason)) find({ url: () => t.value.urlUnfit });
      else setError(reason);
      setBusy(false);
    }
  }

  return (
    <Dialog title={webhook === null ? words.add : words.changeOf(webhook.url)} onClose={onClose}>
      <form
        ref={ref}
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(event.currentTarget);
        }}
      >
        <NotSent error={error} />
        <div class="field">
          <label for="webhook-url">{words.url}</label>
          <input
            id="webhook-url"
            name="url"
            class="input"
            type="url"
            autocomplete="off"
            defaultValue={webhook?.url ?? ""}
            maxLength={MAX_WEBHOOK_ADDRESS}
            {...described("webhook-url", problems["url"], "webhook-url-hint")}
          />
          <FieldError id="webhook-url" problem={problems["url"]} />
          <p class="hint" id="webhook-url-hint">
            {words.urlHint}
          </p>
        </div>
        <div class="field">
          <label for="webhook-description">{words.description}</label>
          <input
            id="webhook-description"
            name="description"
            class="input"
            autocomplete="off"
            defaultValue={webhook?.description ?? ""}
            maxLength={MAX_NAME}
            aria-describedby="webhook-description-hint"
          />
          <p class="hint" id="webhook-description-hint">
            {words.descriptionHint}
          </p>
        </div>
        <fieldset class="field" {...described("webhook-types", problems["types"])}>
          <legend class="label">{words.types}</legend>
          {Object.entries(words.typeNames).map(([type, name]) => (
            <label key={type} class="choice">
              <input
                type="checkbox"
                name="types"
                value={type}
                defaultChecked={webhook?.types.includes(type) ?? type === USUAL_TYPE}
              />
              <span>{name}</span>
            </label>
          ))}
          <FieldError id="webhook-types" problem={problems["types"]} />
        </fieldset>
        <div class="actions">
          <button class="button" disabled={busy}>
            {webhook === null ? (busy ? words.adding : words.add) : busy ? words.saving : words.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
