import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { type Api, ApiError } from "../../shared/api";
import { Busy } from "../../shared/busy";
import { ErrorNotice, NotSent } from "../../shared/error-notice";
import type { FieldErrors } from "../../shared/field-errors";
import { MAX_EMAIL, MAX_NAME } from "../../shared/limits";
import { language } from "../../shared/words/languages";
import { isAddress, noAddress } from "../page/addresses";
import { type Given, TextField, useForm } from "../page/form";
import { useLoaded } from "../page/loading";
import { useTitle } from "../page/title";
import type { Arrival, ProviderAnswer } from "./arrival";
import type { Credential } from "./credential";
import { Outside } from "./outside";
import { passwordProblems } from "./passwords";
import { storeProvider, storedProvider } from "./provider";
import { t } from "./words";

interface Shown {
  api: Api;
  onSignedIn: (credential: Credential) => void;
}

/** Where links of mails lead, and who has forgotten a password. */
export function ArrivalPage({ arrival, ...shown }: Shown & { arrival: Arrival }): JSX.Element {
  return (
    <Outside>
      {arrival.by === "join" && <Join {...shown} token={arrival.token} />}
      {arrival.by === "password" && <Reset api={shown.api} token={arrival.token} />}
      {arrival.by === "forgotten" && <Forgotten api={shown.api} />}
      {arrival.by === "provider" && <Leave api={shown.api} organisation={arrival.organisation} />}
      {arrival.by === "back" && <Back {...shown} answer={arrival.answer} />}
    </Outside>
  );
}

function Head({ children }: { children: string }): JSX.Element {
  useTitle(children);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <h1 tabIndex={-1} ref={head}>
      {children}
    </h1>
  );
}

/** It says what happened, and leads to where one signs in. */
function Told({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="card stack">
      <Head key={title}>{title}</Head>
      {children}
      <div class="actions">
        <a class="button" href="#/">
          {t.value.arrival.toSignIn}
        </a>
      </div>
    </div>
  );
}

function Join({ api, token, onSignedIn }: Shown & { token: string }): JSX.Element {
  const words = t.value.arrival;
  const { data, error, reload } = useLoaded(token, () => api.post("/api/join/invitation", { body: { token } }));
  const [isOver, setOver] = useState(false);
  const [isElsewhere, setElsewhere] = useState(false);

  async function send({ name = "", password = "" }: Given): Promise<void> {
    try {
      const { user } = await api.post("/api/join", { body: { token, name, password } });
      onSignedIn({ user });
    } catch (reason) {
      if (isNothing(reason)) setOver(true);
      else if (reason instanceof ApiError && reason.code === "account_elsewhere") setElsewhere(true);
      else throw reason;
    }
  }

  const { form, problems, error: notSent, busy } = useForm({ lacks: joinLacks, send });
  if (isOver || isNothing(error))
    return (
      <Told title={words.joinOver}>
        <p>{words.joinOverHint}</p>
      </Told>
    );
  if (isElsewhere)
    return (
      <Told title={words.elsewhere}>
        <p>{words.elsewhereHint}</p>
      </Told>
    );
  if (!data) return error === null ? <Busy>{words.loading}</Busy> : <ErrorNotice error={error} onRetry={reload} />;
  return (
    <form class="card stack" {...form}>
      <Head>{words.joinTitle}</Head>
      <p>
        {words.joins(
          (name) => (
            <strong>
              <bdi>{name}</bdi>
            </strong>
          ),
          data.organisation,
        )}
      </p>
      <NotSent error={notSent} />
      <TextField
        id="email"
        name="email"
        label={t.value.setUp.email}
        type="email"
        autocomplete="username"
        value={data.email}
        readOnly
        problem={undefined}
      />
      <TextField
        id="own-name"
        name="name"
        label={t.value.yourName}
        autocomplete="name"
        maxLength={MAX_NAME}
        problem={problems["name"]}
      />
      <TextField
        id="new-password"
        name="password"
        label={words.password}
        hint={t.value.newPasswordHint}
        type="password"
        autocomplete="new-password"
        problem={problems["password"]}
      />
      <div class="actions">
        <button class="button" disabled={busy}>
          {busy ? words.joining : words.join}
        </button>
      </div>
    </form>
  );
}

function joinLacks({ name = "", password = "" }: Given): FieldErrors {
  return {
    ...(name.trim() === "" && { name: () => t.value.nameMissing }),
    ...passwordProblems("password", password),
  };
}

function Reset({ api, token }: { api: Api; token: string }): JSX.Element {
  const words = t.value.arrival;
  const [end, setEnd] = useState<"done" | "over" | null>(null);

  async function send({ password = "" }: Given): Promise<void> {
    try {
      await api.post("/api/password-resets/password", { body: { token, password } });
      setEnd("done");
    } catch (reason) {
      if (!isNothing(reason)) throw reason;
      setEnd("over");
    }
  }

  const lacks = ({ password = "" }: Given): FieldErrors => passwordProblems("password", password);
  const { form, problems, error, busy } = useForm({ lacks, send });
  if (end === "over")
    return (
      <Told title={words.resetOver}>
        <p>
          {words.resetOverHint((text) => (
            <a href="#/forgotten">{text}</a>
          ))}
        </p>
      </Told>
    );
  if (end === "done")
    return (
      <Told title={words.resetDone}>
        <p>{words.resetDoneHint}</p>
      </Told>
    );
  return (
    <form class="card stack" {...form}>
      <Head>{words.resetTitle}</Head>
      <p>{words.resets}</p>
      <NotSent error={error} />
      <TextField
        id="new-password"
        name="password"
        label={t.value.newPassword}
        hint={t.value.newPasswordHint}
        type="password"
        autocomplete="new-password"
        problem={problems["password"]}
      />
      <div class="actions">
        <button class="button" disabled={busy}>
          {busy ? words.resetting : words.reset}
        </button>
      </div>
    </form>
  );
}

function Forgotten({ api }: { api: Api }): JSX.Element {
  const words = t.value.arrival;
  const [isSent, setSent] = useState(false);

  async function send({ email = "" }: Given): Promise<void> {
    await api.post("/api/password-resets", { body: { email: email.trim(), language: language.peek() } });
    setSent(true);
  }

  const lacks = ({ email = "" }: Given): FieldErrors => (isAddress(email) ? {} : { email: noAddress });
  const { form, problems, error, busy } = useForm({ lacks, send });
  if (isSent)
    return (
      <Told title={words.asked}>
        <p>{words.askedHint}</p>
      </Told>
    );
  return (
    <form class="card stack" {...form}>
      <Head>{words.forgottenTitle}</Head>
      <p>{words.forgotten}</p>
      <NotSent error={error} />
      <TextField
        id="email"
        name="email"
        label={t.value.setUp.email}
        type="email"
        autocomplete="username"
        maxLength={MAX_EMAIL}
        problem={problems["email"]}
      />
      <div class="actions">
        <button class="button" disabled={busy}>
          {busy ? words.asking : words.ask}
        </button>
      </div>
      <a class="small" href="#/">
        {words.back}
      </a>
    </form>
  );
}

/** To where the organisation keeps its accounts. */
function Leave({ api, organisation }: { api: Api; organisation: string }): JSX.Element {
  const words = t.value.provider;
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function leave(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const { address } = await api.post("/api/sign-in/provider", { body: { organisation_id: organisation } });
      storeProvider(organisation);
      location.assign(address);
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  }

  return (
    <div class="card stack">
      <Head>{words.title}</Head>
      <p>{words.hint}</p>
      <NotSent error={error} />
      <div class="actions">
        <button type="button" class="button" disabled={busy} onClick={() => void leave()}>
          {busy ? words.going : words.go}
        </button>
      </div>
      <a class="small" href="#/">
        {t.value.arrival.back}
      </a>
    </div>
  );
}

/** From there: what stands in the address is used once, and stays in no history. */
function Back({ api, answer, onSignedIn }: Shown & { answer: ProviderAnswer | null }): JSX.Element {
  const words = t.value.provider;
  const [error, setError] = useState<unknown>(null);
  const isAsked = useRef(false);

  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    history.replaceState(null, "", location.pathname);
    if (answer)
      void api
        .post("/api/sign-in/provider/answer", { body: answer })
        .then(({ user }) => onSignedIn({ user }), setError);
  }, []);

  if (answer && error === null) return <Busy>{words.back}</Busy>;
  const organisation = storedProvider();
  return (
    <div class="card stack">
      <Head>{words.failed}</Head>
      {answer ? <NotSent error={error} /> : <p>{words.cancelled}</p>}
      <div class="actions">
        {organisation !== null && (
          <a class="button" href={`#/sign-in/${organisation}`}>
            {words.again}
          </a>
        )}
        <a class="button button-quiet" href="#/">
          {t.value.arrival.toSignIn}
        </a>
      </div>
    </div>
  );
}

function isNothing(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
