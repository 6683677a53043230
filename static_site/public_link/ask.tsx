import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { type Api, ApiError } from "../shared/api";
import type { PublicInterviewView } from "../shared/api-types";
import { Busy } from "../shared/busy";
import { ErrorNotice, NotSent } from "../shared/error-notice";
import {
  FieldError,
  type FieldErrors,
  LookAgain,
  described,
  fieldErrorsOf,
  lengthProblem,
  problemOf,
  useFieldErrors,
  withoutField,
} from "../shared/field-errors";
import { dateAndTime, spanInWords } from "../shared/format";
import { LanguageSelect } from "../shared/language-select";
import { MAX_EMAIL, MAX_NAME } from "../shared/limits";
import type { Language } from "../shared/words/languages";
import { dress } from "../shared/worn";
import { PlainPage, titled } from "./plain-page";
import { t } from "./words";

const MINUTE_MS = 60_000;

/** What the interview is, and who asks for it. */
export function Ask({ api }: { api: Api }): JSX.Element {
  const [shown, setShown] = useState<PublicInterviewView | "nowhere" | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const words = t.value;
  const title = shown !== null && shown !== "nowhere" ? shown.title : words.documentTitle;
  useEffect(() => titled(title), [title]);
  useEffect(() => void load(), []);

  async function load(): Promise<void> {
    setError(null);
    try {
      const interview = await api.get("/api/public-interview");
      await dress(interview.company, interview.look);
      setShown(interview);
    } catch (reason) {
      if (reason instanceof ApiError && reason.status === 404) setShown("nowhere");
      else setError(reason);
    }
  }

  if (shown === null)
    return (
      <PlainPage>
        <h1 tabIndex={-1}>{words.documentTitle}</h1>
        {error === null ? <Busy>{words.loading}</Busy> : <ErrorNotice error={error} onRetry={() => void load()} />}
      </PlainPage>
    );
  if (shown === "nowhere")
    return (
      <PlainPage>
        <h1 tabIndex={-1}>{words.nowhere.heading}</h1>
        <p>{words.nowhere.text}</p>
      </PlainPage>
    );
  const { state } = shown;
  const over = state === "closed" || state === "full" || state === "full_today" ? words.over[state] : null;
  return (
    <PlainPage>
      {(over !== null || sentTo !== null) && <About interview={shown} />}
      {sentTo !== null ? (
        <Sent email={sentTo} onAgain={() => setSentTo(null)} />
      ) : over !== null ? (
        <section class="card stack">
          <h2>{over.heading}</h2>
          <p>{over.text}</p>
        </section>
      ) : (
        <Form api={api} interview={shown} onSent={setSentTo} />
      )}
    </PlainPage>
  );
}

function About({ interview }: { interview: PublicInterviewView }): JSX.Element {
  const words = t.value;
  const { company, title, question_count, longest_s, closes_at, state } = interview;
  const isOpen = state === "open" || state === "full_today";
  return (
    <>
      <div>
        <p class="quiet">
          <bdi>{words.from(company)}</bdi>
        </p>
        <h1 tabIndex={-1}>
          <bdi>{title}</bdi>
        </h1>
      </div>
      <p>{words.about(question_count, spanInWords(longest_s * 1000))}</p>
      {isOpen && closes_at !== null && <p>{words.until(lastMinuteBefore(closes_at))}</p>}
    </>
  );
}

/** The end of a day rather than the midnight that begins the next. */
function lastMinuteBefore(iso: string): string {
  return dateAndTime(new Date(new Date(iso).getTime() - MINUTE_MS).toISOString());
}

/** It says the same of every address. */
function Sent({ email, onAgain }: { email: string; onAgain: () => void }): JSX.Element {
  const words = t.value.sent;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <section class="card stack">
      <h2 ref={heading} tabIndex={-1}>
        {words.heading}
      </h2>
      <p>{words.text(email)}</p>
      <p class="small quiet">{words.nothing}</p>
      <div class="actions">
        <button type="button" class="button button-quiet" onClick={onAgain}>
          {words.again}
        </button>
      </div>
    </section>
  );
}

/** With what it is for: so its button stays in sight, however long the title is. */
function Form({
  api,
  interview,
  onSent,
}: {
  api: Api;
  interview: PublicInterviewView;
  onSent: (email: string) => void;
}): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const { errors, find, keep } = useFieldErrors(form);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [language, setLanguage] = useState<Language>(interview.language);
  const words = t.value;

  async function send(fields: HTMLFormElement): Promise<void> {
    if (busy) return;
    const given = new FormData(fields);
    const [name, email] = [textOf(given, "name"), textOf(given, "email")];
    const lacking = problemsOf(name, email);
    find(lacking);
    setError(null);
    if (Object.keys(lacking).length > 0) return;
    setBusy(true);
    try {
      await api.post("/api/public-interview/requests", { body: { name, email, language } });
      onSent(email);
    } catch (reason) {
      const refused = fieldErrorsOf(reason);
      if (Object.keys(refused).length > 0) find(refused);
      else setError(reason);
      setBusy(false);
    }
  }

  return (
    <form
      class="stack"
      ref={form}
      noValidate
      onInput={({ target }) => keep((left) => withoutField(left, target))}
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.currentTarget);
      }}
    >
      <About interview={interview} />
      <div class="card stack">
        <h2>{words.heading}</h2>
        <p>{words.how}</p>
        <LookAgain errors={errors} />
        <div class="field">
          <label for="name">{words.name}</label>
          <input
            class="input"
            id="name"
            name="name"
            required
            autocomplete="name"
            {...described("name", errors["name"])}
          />
          <FieldError id="name" problem={errors["name"]} />
        </div>
        <div class="field">
          <label for="email">{words.email}</label>
          <input
            class="input"
            id="email"
            name="email"
            type="email"
            required
            autocomplete="email"
            {...described("email", errors["email"], "email-hint")}
          />
          <FieldError id="email" problem={errors["email"]} />
          <p class="hint" id="email-hint">
            {words.emailHint}
          </p>
        </div>
        <div class="field">
          <label for="language">{words.language}</label>
          <LanguageSelect id="language" value={language} onChange={setLanguage} />
        </div>
      </div>
      <NotSent error={error} />
      <div class="actions">
        <button class="button" disabled={busy}>
          {busy ? words.sending : words.send}
        </button>
      </div>
    </form>
  );
}

function textOf(given: FormData, name: string): string {
  const value = given.get(name);
  return typeof value === "string" ? value.trim() : "";
}

function problemsOf(name: string, email: string): FieldErrors {
  const nameProblem = name === "" ? missing : lengthProblem(name, MAX_NAME);
  const emailProblem = email === "" ? missing : lengthProblem(email, MAX_EMAIL);
  return { ...(nameProblem && { name: nameProblem }), ...(emailProblem && { email: emailProblem }) };
}

function missing(): string {
  return problemOf({ code: "missing", params: { least: null, most: null, choices: null } });
}
