import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import gear from "../assets/gear.svg";
import { Api, ApiError } from "../shared/api";
import { wordsOf } from "../shared/error-notice";
import { later } from "../shared/later";
import { Brand } from "./page/brand";
import { LaterAnalyticsPage } from "./analytics/later-page";
import { type Credential, followOtherTabs, storeCredential, storedCredential } from "./account/credential";
import { LeaveDialog } from "./page/leave-dialog";
import { type Route, routeOf } from "./route";
import { SessionPage } from "./session/session-page";
import { markOpened } from "./sessions/opened";
import { SessionsPage } from "./sessions/sessions-page";
import { useArrival } from "./account/arrival";
import { type Ended, SignInPage } from "./account/sign-in-page";
import { VersionsPage } from "./templates/later";
import { TemplatePage } from "./templates/template-page";
import { TemplatesPage } from "./templates/templates-page";
import { LanguageChoice } from "./page/language-choice";
import { Kept } from "./page/loading";
import { useOnline } from "./page/online";
import { useTitle } from "./page/title";
import { hasUnsaved } from "./page/unsaved";
import { t } from "./words";

/** Not everybody who signs in compares, asks, or looks after the organisation. */
const comparison = later(async () => (await import("./compare/compare-page")).ComparePage);
const settings = later(async () => (await import("./settings/settings-page")).SettingsPage);
/** Who comes by a link of a mail. */
const arrivalPage = later(async () => (await import("./account/arrival-page")).ArrivalPage);
const invitations = later(async () => (await import("./invitations/invitations-page")).InvitationsPage);
const asking = later(async () => (await import("./ask/ask-page")).AskPage);

export function App(): JSX.Element {
  const [credential, setCredential] = useState(() => storedCredential());
  const [ended, setEnded] = useState<Ended | null>(null);
  const arrival = useArrival();
  const [stillIn, setStillIn] = useState<unknown>(null);
  const isIn = useRef(credential !== null);
  const isAsking = useRef(false);
  const api = useMemo(
    () =>
      new Api({
        token: () => null, // the cookie is what counts
        onRefused: () => {
          if (isIn.current) keep(null, "by-time");
        },
        onForbidden: () => void askWhoIsIn(),
      }),
    [],
  );

  function keep(next: Credential | null, how: Ended | null): void {
    storeCredential(next);
    follow(next, how);
  }

  /** `how`: not by the person on this page, so that what is on it waits for them behind the question. */
  function follow(next: Credential | null, how: Ended | null): void {
    isIn.current = next !== null;
    setStillIn(null);
    setEnded(how);
    if (how === null) setCredential(next);
  }

  useEffect(
    () =>
      followOtherTabs((next) => {
        if (next) follow(next, null);
        // Here it has ended already; or nothing was typed that has to wait for anybody.
        else if (isIn.current) follow(null, hasUnsaved() ? "in-another-tab" : null);
      }),
    [],
  );

  useEffect(() => {
    if (credential && !arrival) void askWhoIsIn();
  }, []);

  /** An admin may have given them another role since they signed in. */
  async function askWhoIsIn(): Promise<void> {
    if (isAsking.current) return;
    isAsking.current = true;
    const answer = await api.get("/api/me").catch(() => null);
    isAsking.current = false;
    if (answer && isIn.current) keep({ user: answer.user }, null);
  }

  async function signOut(): Promise<void> {
    try {
      await api.post("/api/sign-out");
      keep(null, null);
    } catch (reason) {
      // No script can remove the cookie: who is not signed out must not believe it.
      if (reason instanceof ApiError && reason.status === 401) keep(null, null);
      else setStillIn(reason);
    }
  }

  if (arrival)
    return (
      <arrivalPage.View
        api={api}
        arrival={arrival}
        onSignedIn={(next) => {
          keep(next, null);
          location.hash = "#/";
        }}
      />
    );
  return (
    <>
      {credential && (
        <div class={ended !== null ? "signed-out" : undefined} key={credential.user.id}>
          {stillIn !== null && (
            <div class="notice notice-bad" role="alert">
              <p>{t.value.frame.stillSignedIn(wordsOf(stillIn))}</p>
            </div>
          )}
          <Workspace
            api={api}
            credential={credential}
            onSignOut={() => void signOut()}
            onSignedOut={() => keep(null, null)}
          />
        </div>
      )}
      {credential && ended !== null && (
        <SignInAgain>
          <SignInPage api={api} ended={ended} onSignedIn={(next) => keep(next, null)} />
        </SignInAgain>
      )}
      {!credential && <SignInPage api={api} ended={ended} onSignedIn={(next) => keep(next, null)} />}
    </>
  );
}

/** Over everything else, dialogs included, which stay as they are until the same person is back. */
function SignInAgain({ children }: { children: ComponentChildren }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="sign-in-again"
      aria-label={t.value.signIn.again}
      onCancel={(event) => event.preventDefault()}
    >
      {children}
    </dialog>
  );
}

function Workspace({
  api,
  credential,
  onSignOut,
  onSignedOut,
}: {
  api: Api;
  credential: Credential;
  onSignOut: () => void;
  /** By the API already. */
  onSignedOut: () => void;
}): JSX.Element {
  const { route, leaving, stay, leave } = useRoute();
  const [asksSignOut, setAsksSignOut] = useState(false);
  const online = useOnline();
  const main = useRef<HTMLElement>(null);
  const [kept] = useState(() => new Map<string, unknown>());
  const shown = nameOf(route);
  const first = useRef(true);

  useEffect(() => {
    // A screen reader's user hears where they are now; the first page speaks for itself.
    if (first.current) first.current = false;
    else {
      main.current?.querySelector("h1")?.focus();
      window.scrollTo(0, 0);
    }
  }, [shown]);

  const userId = credential.user.id;
  const opened = route.page === "session" ? route.id : null;
  useEffect(() => {
    if (opened !== null) markOpened(userId, opened);
  }, [userId, opened]);

  const mayWrite = credential.user.role === "admin" || credential.user.role === "recruiter";
  const words = t.value.frame;
  return (
    <>
      <a
        class="skip-link visually-hidden"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.querySelector("h1")?.focus();
        }}
      >
        {words.skip}
      </a>
      <header class="top">
        <Brand />
        <nav aria-label={words.navigation}>
          <a href="#/" aria-current={isSessions(route) ? "page" : undefined}>
            {words.interviews}
          </a>
          <a href="#/ask" aria-current={route.page === "ask" ? "page" : undefined}>
            {words.ask}
          </a>
          <a href="#/templates" aria-current={isTemplates(route) ? "page" : undefined}>
            {words.templates}
          </a>
          {mayWrite && (
            <a href="#/analytics" aria-current={route.page === "analytics" ? "page" : undefined}>
              {words.analytics}
            </a>
          )}
        </nav>
        <div class="row push">
          <a
            class="small quiet to-settings"
            href="#/settings"
            aria-label={words.settingsOf(credential.user.name)}
            aria-current={route.page === "settings" ? "page" : undefined}
          >
            <img src={gear} alt="" width="20" height="20" /> <bdi class="who">{credential.user.name}</bdi>
          </a>
          <LanguageChoice />
          <button
            type="button"
            class="button button-quiet button-small"
            onClick={() => (hasUnsaved() ? setAsksSignOut(true) : onSignOut())}
          >
            {words.signOut}
          </button>
        </div>
      </header>
      <main class="page" id="main" ref={main}>
        {!online && (
          <p class="notice notice-warn" role="status">
            {words.offline}
          </p>
        )}
        <Kept.Provider value={kept}>
          <Page
            key={shown}
            api={api}
            route={route}
            user={credential.user}
            mayWrite={mayWrite}
            onSignedOut={onSignedOut}
          />
        </Kept.Provider>
        {leaving && <LeaveDialog onStay={stay} onLeave={leave} />}
        {asksSignOut && <LeaveDialog onStay={() => setAsksSignOut(false)} onLeave={onSignOut} />}
      </main>
    </>
  );
}

function Page({
  api,
  route,
  user,
  mayWrite,
  onSignedOut,
}: {
  api: Api;
  route: Route;
  user: Credential["user"];
  mayWrite: boolean;
  onSignedOut: () => void;
}): JSX.Element {
  switch (route.page) {
    case "sessions":
      return <SessionsPage api={api} address={route.query ?? ""} userId={user.id} mayWrite={mayWrite} />;
    case "session":
      return (
        <SessionPage
          api={api}
          id={route.id}
          question={route.question ?? null}
          at={route.at ?? null}
          mayWrite={mayWrite}
        />
      );
    case "ask":
      return <asking.View api={api} address={route.query} />;
    case "compare":
      return <comparison.View api={api} ids={route.ids} question={route.question ?? null} />;
    case "templates":
      return <TemplatesPage api={api} mayWrite={mayWrite} />;
    case "template":
      return <TemplatePage api={api} id={route.id} copyOf={route.copyOf ?? null} mayWrite={mayWrite} />;
    case "analytics":
      return mayWrite ? <LaterAnalyticsPage api={api} address={route.query} /> : <NothingHere />;
    case "settings":
      return <settings.View api={api} user={user} section={route.section} onSignedOut={onSignedOut} />;
    case "invitations":
      return mayWrite ? <invitations.View api={api} id={route.id} /> : <NothingHere />;
    case "versions":
      return <VersionsPage api={api} id={route.id} mayWrite={mayWrite} />;
    case "unknown":
      return <NothingHere />;
  }
}

function NothingHere(): JSX.Element {
  const { nothingHere, mayBeIncomplete } = t.value.frame;
  useTitle(nothingHere);
  return (
    <div class="stack">
      <h1 tabIndex={-1}>{nothingHere}</h1>
      <p>
        {mayBeIncomplete((text) => (
          <a href="#/">{text}</a>
        ))}
      </p>
    </div>
  );
}

const ONE_WHATEVER_IT_SHOWS: ReadonlySet<Route["page"]> = new Set(["sessions", "analytics", "ask"]);

/** Another question is no other page. */
function nameOf(route: Route): string {
  return ONE_WHATEVER_IT_SHOWS.has(route.page) ? route.page : JSON.stringify({ ...route, question: undefined });
}

interface Navigation {
  route: Route;
  /** Whether somebody is about to leave what is not saved, and what they decide. */
  leaving: boolean;
  stay: () => void;
  leave: () => void;
}

function useRoute(): Navigation {
  const [hash, setHash] = useState(location.hash);
  const [wanted, setWanted] = useState<string | null>(null);
  const current = useRef(hash);
  current.current = hash;
  useEffect(() => {
    const follow = (): void => {
      if (location.hash === current.current) return;
      if (!hasUnsaved()) setHash(location.hash);
      else {
        setWanted(location.hash);
        history.pushState(null, "", current.current || "#/");
      }
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const leave = (): void => {
    if (wanted === null) return;
    history.replaceState(null, "", wanted);
    setHash(wanted);
    setWanted(null);
  };
  return { route: withLastList(routeOf(hash)), leaving: wanted !== null, stay: () => setWanted(null), leave };
}

let lastList: string | null = null;

/** An address that says nothing of the list shows it as it was shown last. */
function withLastList(route: Route): Route {
  if (route.page !== "sessions") return route;
  lastList = route.query ?? lastList ?? "";
  return { ...route, query: lastList };
}

function isSessions(route: Route): boolean {
  return route.page === "sessions" || route.page === "session" || route.page === "compare";
}

function isTemplates(route: Route): boolean {
  return route.page === "templates" || route.page === "template" || route.page === "versions";
}
