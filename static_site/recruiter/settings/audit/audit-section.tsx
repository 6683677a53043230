import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { AuditEntryView, ReviewerList } from "../../../shared/api-types";
import { Busy } from "../../../shared/busy";
import { ErrorNotice, NotSent } from "../../../shared/error-notice";
import { dateAndTime, number } from "../../../shared/format";
import { wordOf } from "../../../shared/words/codes";
import { language } from "../../../shared/words/languages";
import { useLoaded } from "../../page/loading";
import { own } from "../../page/own";
import { usePages } from "../../page/pages";
import { hashOf } from "../../route";
import { t } from "./words";

type Action = AuditEntryView["action"];

interface Wanted {
  person: string;
  action: string;
  /** `2026-11-30`, in the reader's time zone. */
  day: string;
}

const A_PIECE = 5_000;
const EVERYTHING: Wanted = { person: "", action: "", day: "" };

/** Who did what, page by page; whether the log is as it was written; and the whole of it to take away. */
export function AuditSection({ api }: { api: Api }): JSX.Element {
  const words = t.value;
  const [wanted, setWanted] = useState(EVERYTHING);
  const people = useLoaded<ReviewerList>("people", (signal) => api.get("/api/reviewers", { signal })).data;
  const names = new Map(people?.reviewers.map(({ id, name }) => [id, name]));
  const change = (part: Partial<Wanted>): void => setWanted({ ...wanted, ...part });
  return (
    <>
      <p class="quiet">{words.intro}</p>
      <form class="settings-filters" aria-label={words.filters} onSubmit={(event) => event.preventDefault()}>
        <label class="small" for="audit-person">
          {words.person}
          <select
            id="audit-person"
            class="input"
            value={wanted.person}
            onChange={({ currentTarget }) => change({ person: currentTarget.value })}
          >
            <option value="">{words.everybody}</option>
            {[...names].map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="small" for="audit-action">
          {words.action}
          <select
            id="audit-action"
            class="input"
            value={wanted.action}
            onChange={({ currentTarget }) => change({ action: currentTarget.value })}
          >
            <option value="">{words.anyAction}</option>
            {Object.entries(words.actions).map(([action, name]) => (
              <option key={action} value={action}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="small" for="audit-day">
          {words.day}
          <input
            id="audit-day"
            class="input"
            type="date"
            value={wanted.day}
            onChange={({ currentTarget }) => change({ day: currentTarget.value })}
          />
        </label>
      </form>
      <Entries key={JSON.stringify(wanted)} api={api} wanted={wanted} names={names} />
    </>
  );
}

function Entries({
  api,
  wanted,
  names,
}: {
  api: Api;
  wanted: Wanted;
  names: ReadonlyMap<string, string>;
}): JSX.Element {
  const words = t.value;
  const { items, error, reload, fault, more } = usePages<AuditEntryView, string>("audit", async (cursor, signal) => {
    const page = await api.get("/api/audit-entries", { query: { ...queryOf(wanted), cursor }, signal });
    return { items: page.entries, next: page.next_cursor };
  });
  return (
    <>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {!items && error === null && <Busy>{words.loading}</Busy>}
      {items?.length === 0 && <p role="status">{words.none}</p>}
      <ol class="settings-list">
        {items?.map((entry) => (
          <Entry key={entry.number} entry={entry} names={names} />
        ))}
      </ol>
      <NotSent error={fault} />
      {more && (
        <div>
          <button type="button" class="button button-quiet" onClick={more}>
            {words.more}
          </button>
        </div>
      )}
      {items && isEverything(wanted) && <Check api={api} newest={items[0]?.number ?? 0} />}
    </>
  );
}

function Entry({ entry, names }: { entry: AuditEntryView; names: ReadonlyMap<string, string> }): JSX.Element {
  const words = t.value;
  const { actor, action, network } = entry;
  const name = actor.id === null || actor.id === undefined ? undefined : names.get(actor.id);
  const beside = [
    dateAndTime(entry.at),
    actor.key_id && words.withKey,
    network !== null && words.from(network),
    words.entry(number(entry.number)),
  ].filter(Boolean);
  return (
    <li>
      <p>
        <strong>{wordOf(words.actions, action, words.otherAction)}</strong>
        {" · "}
        {name === undefined ? words.actors[actor.kind] : own(name)}
        <DoneTo entry={entry} />
      </p>
      <p class="small quiet">{beside.join(" · ")}</p>
    </li>
  );
}

function DoneTo({ entry }: { entry: AuditEntryView }): JSX.Element | null {
  const words = t.value;
  const { kind, ids, part } = entry.object;
  const [first] = ids;
  if (first === undefined || kind === "account") return null;
  const question = part === null || part === undefined ? null : ` · ${words.question(part + 1)}`;
  const to = (hash: string) => (text: string) => <a href={hash}>{text.slice(0, 8)}</a>;
  if (ids.length > 1) return <> · {words.interviews(ids.length)}</>;
  if (kind === "session")
    return (
      <>
        {" · "}
        {words.interview(to(hashOf({ page: "session", id: first })), first)}
        {question}
      </>
    );
  if (kind === "template")
    return (
      <>
        {" · "}
        {words.template(to(hashOf({ page: "template", id: first })), first)}
      </>
    );
  return (
    <>
      {" · "}
      {words.objects[kind]} {first.slice(0, 8)}
    </>
  );
}

/** `newest`: the number of the last entry. */
function Check({ api, newest }: { api: Api; newest: number }): JSX.Element {
  const words = t.value;
  const [checked, setChecked] = useState<number | null>(null);
  const [found, setFound] = useState<string | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const pieces = Array.from({ length: Math.max(1, Math.ceil(newest / A_PIECE)) }, (_, nth) => nth * A_PIECE);

  async function check(): Promise<void> {
    setError(null);
    setFound(null);
    setIsBroken(false);
    try {
      for (let after = 0; ;) {
        setChecked(after);
        const so = await api.get("/api/audit-entries/verification", { query: { after } });
        after = so.checked_to;
        if (so.broken_at !== null) {
          setIsBroken(true);
          setFound(words.broken(number(so.broken_at)));
        } else if (so.is_all) setFound(after === 0 ? words.wholeNone : words.whole(number(after)));
        if (so.is_all) break;
      }
    } catch (reason) {
      setError(reason);
    }
    setChecked(null);
  }

  function named(format: string, after: number): string {
    if (pieces.length === 1) return format;
    return words.piece(format, number(after + 1), number(Math.min(newest, after + A_PIECE)));
  }

  return (
    <section class="stack">
      <div>
        <button
          type="button"
          class="button button-quiet button-small"
          disabled={checked !== null}
          onClick={() => void check()}
        >
          {words.check}
        </button>
      </div>
      <div role="status">
        {checked !== null && <p>{words.checking(number(checked))}</p>}
        {found !== null && <p class={isBroken ? "notice notice-bad" : "notice"}>{found}</p>}
      </div>
      <NotSent error={error} />
      <h2>{words.takeAway}</h2>
      <ul class="bullets">
        {pieces.map((after) => (
          <li key={after}>
            <a href={`/api/audit-entries.csv?after=${after}&language=${language.value}`} download="audit-log.csv">
              {named(words.csv, after)}
            </a>
            {" · "}
            <a href={`/api/audit-entries.jsonl?after=${after}`} download="audit-log.jsonl">
              {named(words.lines, after)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isEverything(wanted: Wanted): boolean {
  return Object.values(wanted).every((part) => part === "");
}

function queryOf({ person, action, day }: Wanted): {
  person?: string;
  action?: Action;
  from?: string;
  to?: string;
} {
  const begins = day === "" ? null : new Date(`${day}T00:00`);
  const ends = begins && new Date(begins.getFullYear(), begins.getMonth(), begins.getDate() + 1);
  return {
    ...(person !== "" && { person }),
    ...(action !== "" && { action: action as Action }),
    ...(begins && ends && { from: begins.toISOString(), to: ends.toISOString() }),
  };
}
