import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { BatchRowView, BatchView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice, NotSent } from "../../shared/error-notice";
import { FieldError, type Problem, described } from "../../shared/field-errors";
import { dateAndTime, list } from "../../shared/format";
import { MAX_PDF_BYTES as MAX_FILE_BYTES } from "../../shared/limits";
import { language } from "../../shared/words/languages";
import { useLateHead } from "../page/late-head";
import { ExpiryField } from "../page/link";
import { useLoaded } from "../page/loading";
import { own } from "../page/own";
import { usePages } from "../page/pages";
import { useTitle } from "../page/title";
import { hashOf } from "../route";
import "./invitations.css";
import { t } from "./words";

const LOOK_EVERY_MS = 1500;
const USUAL_DAYS = 14;

/** Many people invited together: a list is sent and checked, or one that was is looked at. */
export function InvitationsPage({ api, id }: { api: Api; id: string | null }): JSX.Element {
  const words = t.value;
  useTitle(words.title);
  const head = useLateHead();
  return (
    <div class="stack invitations">
      <h1 ref={head} tabIndex={-1}>
        {words.title}
      </h1>
      {id === null ? (
        <>
          <ListForm api={api} />
          <Latest api={api} />
        </>
      ) : (
        <Batch key={id} api={api} id={id} />
      )}
    </div>
  );
}

function ListForm({ api }: { api: Api }): JSX.Element {
  const words = t.value;
  const templates = useLoaded("templates", (signal) => api.get("/api/templates", { signal }));
  const [problem, setProblem] = useState<Problem | undefined>();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  // What is sent once more, for want of an answer, is the same list.
  const [id, setId] = useState(() => crypto.randomUUID());

  async function check(form: HTMLFormElement): Promise<void> {
    const given = new FormData(form);
    const file = given.get("file") as File;
    const lack = problemOf(file);
    setProblem(() => lack);
    setError(null);
    if (lack) {
      form.querySelector<HTMLElement>("#people-file")?.focus();
      return;
    }
    setBusy(true);
    try {
      const batch = await api.post("/api/invitation-batches", {
        body: {
          id,
          template_id: given.get("template_id") as string,
          file: await base64(file),
          expires_in_days: Number(given.get("expires_in_days")),
          by_email: given.get("by_email") === "on",
        },
      });
      location.hash = hashOf({ page: "invitations", id: batch.id });
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  }

  if (!templates.data)
    return templates.error === null ? (
      <Busy>{words.loading}</Busy>
    ) : (
      <ErrorNotice error={templates.error} onRetry={templates.reload} />
    );
  if (templates.data.templates.length === 0) return <p>{words.noTemplate}</p>;
  return (
    <form
      class="stack card"
      noValidate
      onChange={() => setId(crypto.randomUUID())}
      onSubmit={(event) => {
        event.preventDefault();
        void check(event.currentTarget);
      }}
    >
      {/* In the form, for its button stays in sight no further up than where the form begins. */}
      <p class="quiet">{words.intro}</p>
      <div class="field">
        <label for="people-template">{words.template}</label>
        <select class="input" id="people-template" name="template_id">
          {templates.data.templates.map((template) => (
            <option key={template.id} value={template.id}>
              {template.title}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="people-file">{words.file}</label>
        <input
          class="input"
          id="people-file"
          name="file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          {...described("people-file", problem, "people-file-hint")}
        />
        <FieldError id="people-file" problem={problem} />
        <p class="hint" id="people-file-hint">
          {words.fileHint}
        </p>
      </div>
      <ExpiryField value={USUAL_DAYS} />
      <label class="choice">
        <input type="checkbox" name="by_email" /> <span>{words.byEmail}</span>
      </label>
      <NotSent error={error} />
      <div class="actions">
        <button class="button" disabled={busy}>
          {busy ? words.checking : words.check}
        </button>
      </div>
    </form>
  );
}

function problemOf({ name, size }: File): Problem | undefined {
  // Where none was chosen, the form holds one without a name.
  if (name === "") return () => t.value.fileMissing;
  if (size === 0) return () => t.value.fileEmpty;
  return size > MAX_FILE_BYTES ? () => t.value.tooLarge : undefined;
}

/** As JSON can carry it. */
async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function Latest({ api }: { api: Api }): JSX.Element | null {
  const words = t.value;
  const batches = useLoaded("batches", (signal) => api.get("/api/invitation-batches", { signal })).data?.batches;
  if (!batches || batches.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="latest-lists">
      <h2 id="latest-lists">{words.latest}</h2>
      <ul class="stack">
        {batches.map((batch) => (
          <li key={batch.id}>
            <a href={hashOf({ page: "invitations", id: batch.id })}>
              {own(batch.template_title)} · {dateAndTime(batch.created_at)}
            </a>
            <p class="small quiet">{words.states[batch.state]}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Batch({ api, id }: { api: Api; id: string }): JSX.Element {
  const words = t.value;
  const path = { batch_id: id };
  const loaded = useLoaded(
    id,
    (signal) => api.get("/api/invitation-batches/{batch_id}", { path, signal }),
    (batch) => (batch?.state === "inviting" ? LOOK_EVERY_MS : null),
  );
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const batch = loaded.data;

  async function ask(what: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await what();
      loaded.reload();
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
  }

  const back = (
    <p>
      <a href="#/invitations">{words.back}</a>
    </p>
  );
  if (!batch)
    return (
      <div class="stack">
        {loaded.error === null ? <Busy>{words.loading}</Busy> : <ErrorNotice error={loaded.error} />}
        {back}
      </div>
    );
  const { ready = 0, invited = 0, faulty = 0, repeated = 0, known = 0 } = batch.counts;
  const begins = batch.state === "checked" || batch.state === "stopped";
  return (
    <div class="stack">
      {back}
      <h2>
        {own(batch.template_title)} · {dateAndTime(batch.created_at)}
      </h2>
      <p role="status">{words.states[batch.state]}</p>
      {batch.state === "inviting" && (
        <div class="stack">
          <progress max={invited + ready} value={invited} aria-label={words.progress(invited, invited + ready)} />
          <p class="small">{words.progress(invited, invited + ready)}</p>
        </div>
      )}
      <dl class="counts">
        {Object.entries({ invited, ready, faulty, repeated, known })
          .filter(([, n]) => n > 0)
          .map(([state, n]) => (
            <div key={state}>
              <dt>{words.rowStates[state as keyof typeof words.rowStates]}</dt>
              <dd>{n}</dd>
            </div>
          ))}
      </dl>
      {batch.unknown_columns.length > 0 && <p class="notice">{words.passedOver(list(batch.unknown_columns))}</p>}
      <NotSent error={error} />
      <div class="actions">
        {begins && ready > 0 && (
          <button
            type="button"
            class="button"
            disabled={busy}
            onClick={() => void ask(() => api.post("/api/invitation-batches/{batch_id}/start", { path }))}
          >
            {batch.state === "checked" ? words.invite(ready) : words.goOn(ready)}
          </button>
        )}
        {(begins || batch.state === "inviting") && (
          <button
            type="button"
            class="button button-quiet"
            disabled={busy}
            onClick={() => void ask(() => api.post("/api/invitation-batches/{batch_id}/cancellation", { path }))}
          >
            {words.cancel}
          </button>
        )}
        {invited > 0 && batch.state !== "inviting" && (
          <button
            type="button"
            class="button button-quiet"
            disabled={busy}
            onClick={() => void ask(() => downloadLinks(id))}
          >
            {words.links}
          </button>
        )}
        {faulty + repeated + known > 0 && (
          <a
            class="button button-quiet"
            href={`/api/invitation-batches/${id}/not-invited.csv?language=${language.value}`}
            download="not-invited.csv"
          >
            {words.notInvited}
          </a>
        )}
      </div>
      {invited > 0 && batch.state !== "inviting" && <p class="small quiet">{words.whoHasIt}</p>}
      <Rows api={api} batch={batch} />
      <p class="small quiet">{words.kept(dateAndTime(batch.expires_at))}</p>
    </div>
  );
}

/** With this site's address in front of each: the API does not know it. */
async function downloadLinks(id: string): Promise<void> {
  const answer = await fetch(`/api/invitation-batches/${id}/links.csv?language=${language.peek()}`);
  if (!answer.ok) throw new Error(String(answer.status));
  // As bytes: what marks the file as UTF-8 is no text, and would be lost.
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
  const whole = text.replaceAll("/interview#", `${location.origin}/interview#`);
  const url = URL.createObjectURL(new Blob([whole], { type: "text/csv" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: "links.csv" });
  link.click();
  URL.revokeObjectURL(url);
}

function Rows({ api, batch }: { api: Api; batch: BatchView }): JSX.Element {
  const words = t.value;
  const path = { batch_id: batch.id };
  const {
    items: rows,
    error,
    reload,
    fault,
    more,
  } = usePages<BatchRowView, number>(`${batch.id} ${batch.state}`, async (after, signal) => {
    const page = await api.get("/api/invitation-batches/{batch_id}/rows", { path, query: { after }, signal });
    return { items: page.rows, next: page.next_after };
  });

  if (!rows) return error === null ? <Busy>{words.loading}</Busy> : <ErrorNotice error={error} onRetry={reload} />;
  return (
    <section class="stack">
      <h3 id="people-rows">{words.rows}</h3>
      <div class="people" role="region" aria-labelledby="people-rows" tabIndex={0}>
        <table class="small">
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col">{words.columns.name}</th>
              <th scope="col">{words.columns.email}</th>
              <th scope="col">{words.state}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line}>
                <td>{row.line}</td>
                <td>
                  <bdi>{row.name}</bdi>
                </td>
                <td>
                  <bdi>{row.email}</bdi>
                </td>
                <td>{row.fault ? words.faults[row.fault] : words.rowStates[row.state]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <NotSent error={fault} />
      {more && (
        <p>
          <button type="button" class="button button-quiet button-small" onClick={more}>
            {words.more}
          </button>
        </p>
      )}
    </section>
  );
}
