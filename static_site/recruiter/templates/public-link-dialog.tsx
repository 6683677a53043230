import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { PublicLinkRequest, PublicLinkView, TemplatePublicLinkView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice, NotSent } from "../../shared/error-notice";
import { type FieldErrors, fieldErrorsOf, useFieldErrors } from "../../shared/field-errors";
import { MAX_PEOPLE, MAX_PER_DAY, USUAL_PEOPLE, USUAL_PER_DAY } from "../../shared/limits";
import { Dialog } from "../page/dialog";
import { CopyLink, LINK_DAYS } from "../page/link";
import { useLoaded } from "../page/loading";
import { times } from "../sessions/asking";
import { t as recruiter } from "../words";
import { NumberField } from "./number-field";
import { t } from "./public-link-words";

/** What may be said of the link; `lastDay` is the reader's own. */
interface Terms {
  lastDay: string;
  most: number;
  perDay: number;
  days: number;
  repeats: boolean;
}

const USUAL: Terms = { lastDay: "", most: USUAL_PEOPLE, perDay: USUAL_PER_DAY, days: 14, repeats: false };

/** By which anybody may come to an interview of a template. */
export function PublicLinkDialog({ api, id, onClose }: { api: Api; id: string; onClose: () => void }): JSX.Element {
  const words = t.value;
  const path = { template_id: id };
  const loaded = useLoaded<TemplatePublicLinkView>(`public-link ${id}`, (signal) =>
    api.get("/api/templates/{template_id}/public-link", { path, signal }),
  );
  const [changed, setChanged] = useState<TemplatePublicLinkView | null>(null);
  const [typed, setTyped] = useState<Terms | null>(null);
  const shown = changed ?? loaded.data;

  return (
    <Dialog title={words.title} onClose={onClose} isUnsaved={() => typed !== null}>
      <p>{words.what}</p>
      {!shown && loaded.error === null && <Busy>{words.loading}</Busy>}
      {!shown && loaded.error !== null && <ErrorNotice error={loaded.error} onRetry={loaded.reload} />}
      {shown && !shown.sends_mail && <p class="notice notice-warn">{words.noMail}</p>}
      {shown?.link && shown.link.state !== "off" && (
        <Link
          link={shown.link}
          replace={async () => {
            setChanged(await api.post("/api/templates/{template_id}/public-link/replacement", { path }));
          }}
        />
      )}
      {shown?.link?.state === "off" && <p role="status">{words.states.off}</p>}
      {shown && (
        <Form
          terms={typed ?? termsOf(shown.link)}
          isOn={shown.link?.is_on ?? false}
          onType={setTyped}
          save={async (body) => {
            setChanged(await api.put("/api/templates/{template_id}/public-link", { path, body }));
            setTyped(null);
          }}
        />
      )}
    </Dialog>
  );
}

/** The link, and how many have come by it. */
function Link({ link, replace }: { link: PublicLinkView; replace: () => Promise<void> }): JSX.Element {
  const [asks, setAsks] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const words = t.value;

  async function replaceIt(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await replace();
      setAsks(false);
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
  }

  const newLink = !asks && (
    <button type="button" class="button button-quiet" onClick={() => setAsks(true)}>
      {words.replace}
    </button>
  );
  return (
    <div class="stack">
      <p class={link.state === "open" ? "notice" : "notice notice-warn"} role="status">
        {words.states[link.state]}
      </p>
      {link.link_path === null ? (
        <>
          <p>{words.lost}</p>
          <div class="actions">{newLink}</div>
        </>
      ) : (
        <CopyLink label={words.label} path={link.link_path}>
          {newLink}
        </CopyLink>
      )}
      {asks && (
        <div class="notice notice-warn stack">
          <p>{words.replaceSure}</p>
          <NotSent error={error} />
          <div class="row">
            <button type="button" class="button button-small" disabled={busy} onClick={() => void replaceIt()}>
              {words.replaceYes}
            </button>
            <button type="button" class="button button-quiet button-small" onClick={() => setAsks(false)}>
              {words.keep}
            </button>
          </div>
        </div>
      )}
      <p class="small">
        {words.joined(link.joined, link.most)} {words.asked(link.asked, link.most_per_day)}{" "}
        {link.waiting > 0 && words.waiting(link.waiting)}
      </p>
    </div>
  );
}

function Form({
  terms,
  isOn,
  onType,
  save,
}: {
  terms: Terms;
  isOn: boolean;
  onType: (terms: Terms) => void;
  save: (body: PublicLinkRequest) => Promise<void>;
}): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const { errors, find, keep } = useFieldErrors(form);
  const [busy, setBusy] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const words = t.value;

  function type(change: Partial<Terms>): void {
    setSaved(false);
    keep(() => ({}));
    onType({ ...terms, ...change });
  }

  async function send(is_on: boolean): Promise<void> {
    if (busy) return;
    const lacking = problemsOf(terms);
    find(lacking);
    setError(null);
    if (Object.keys(lacking).length > 0) return;
    setBusy(true);
    try {
      await save({ ...requestOf(terms), is_on });
      setSaved(true);
    } catch (reason) {
      const refused = fieldErrorsOf(reason);
      if (Object.keys(refused).length > 0) find(refused);
      else setError(reason);
    }
    setBusy(false);
  }

  return (
    <form
      class="stack"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(true);
      }}
    >
      <div class="field">
        <label for="closes_at">{words.closes}</label>
        <input
          class="input"
          id="closes_at"
          type="date"
          value={terms.lastDay}
          aria-describedby="closes_at-hint"
          onInput={(event) => type({ lastDay: event.currentTarget.value })}
        />
        <p class="hint" id="closes_at-hint">
          {words.closesHint}
        </p>
      </div>
      <div class="columns">
        <NumberField
          id="most"
          label={words.most}
          value={terms.most}
          min={1}
          max={MAX_PEOPLE}
          problem={errors["most"]}
          onChange={(most) => type({ most })}
        />
        <NumberField
          id="most_per_day"
          label={words.mostPerDay}
          value={terms.perDay}
          min={1}
          max={MAX_PER_DAY}
          problem={errors["most_per_day"]}
          hint={words.mostPerDayHint}
          onChange={(perDay) => type({ perDay })}
        />
      </div>
      <div class="field">
        <label for="interview_days">{words.days}</label>
        <select
          class="input"
          id="interview_days"
          value={terms.days}
          onChange={(event) => type({ days: Number(event.currentTarget.value) })}
        >
          {[...new Set([...LINK_DAYS, terms.days])]
            .sort((a, b) => a - b)
            .map((days) => (
              <option key={days} value={days}>
                {recruiter.value.link.days(days)}
              </option>
            ))}
        </select>
      </div>
      <div class="field">
        <label class="check">
          <input
            type="checkbox"
            checked={terms.repeats}
            aria-describedby="repeats-hint"
            onChange={(event) => type({ repeats: event.currentTarget.checked })}
          />{" "}
          <span>{words.repeats}</span>
        </label>
        <p class="hint" id="repeats-hint">
          {words.repeatsHint}
        </p>
      </div>
      <NotSent error={error} />
      <div class="actions">
        <button class="button" aria-disabled={busy}>
          {busy ? words.saving : isOn ? words.save : words.switchOn}
        </button>
        {isOn && (
          <button type="button" class="button button-quiet" aria-disabled={busy} onClick={() => void send(false)}>
            {words.switchOff}
          </button>
        )}
        <span role="status" class="small">
          {isSaved && words.saved}
        </span>
      </div>
    </form>
  );
}

function termsOf(link: PublicLinkView | null): Terms {
  if (!link) return USUAL;
  return {
    lastDay: link.closes_at === null ? "" : lastDayBefore(link.closes_at),
    most: link.most,
    perDay: link.most_per_day,
    days: link.interview_days,
    repeats: link.takes_repeats,
  };
}

function requestOf({ lastDay, most, perDay, days, repeats }: Terms): Omit<PublicLinkRequest, "is_on"> {
  const closes_at = times({ from: "", to: lastDay }).to;
  return { closes_at, most, most_per_day: perDay, interview_days: days, takes_repeats: repeats };
}

/** The reader's day that ends then. */
function lastDayBefore(iso: string): string {
  const last = new Date(new Date(iso).getTime() - 1);
  const [month, day] = [last.getMonth() + 1, last.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${last.getFullYear()}-${month}-${day}`;
}

function problemsOf({ most, perDay }: Terms): FieldErrors {
  const bounds = { most: [most, MAX_PEOPLE], most_per_day: [perDay, MAX_PER_DAY] } as const;
  return Object.fromEntries(
    Object.entries(bounds).flatMap(([field, [value, max]]) =>
      Number.isInteger(value) && value >= 1 && value <= max ? [] : [[field, () => t.value.outOfBounds(1, max)]],
    ),
  );
}
