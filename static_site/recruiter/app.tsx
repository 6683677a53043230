import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { Api } from "../shared/api";
import { Brand } from "./brand";
import { type Credential, storeCredential, storedCredential } from "./credential";
import { type Route, routeOf } from "./route";
import { SessionPage } from "./session-page";
import { SessionsPage } from "./sessions-page";
import { SignInPage } from "./sign-in-page";
import { TemplatePage } from "./template-page";
import { TemplatesPage } from "./templates-page";
import { useOnline } from "./online";

export function App(): JSX.Element {
  const [credential, setCredential] = useState(storedCredential);
  const [ended, setEnded] = useState(false);
  const token = useRef(credential?.token ?? null);
  const api = useMemo(
    () =>
      new Api({
        token: () => token.current,
        onRefused: () => {
          if (token.current) keep(null, true);
        },
      }),
    [],
  );

  function keep(next: Credential | null, wasEnded: boolean): void {
    token.current = next?.token ?? null;
    storeCredential(next);
    setCredential(next);
    setEnded(wasEnded);
  }

  if (!credential) return <SignInPage api={api} ended={ended} onSignedIn={(next) => keep(next, false)} />;
  const signOut = (): void => {
    // Whether or not the server hears of it, this page is signed out.
    void api.post("/api/sign-out").catch(() => undefined);
    keep(null, false);
  };
  return <Workspace api={api} credential={credential} onSignOut={signOut} />;
}

function Workspace({
  api,
  credential,
  onSignOut,
}: {
  api: Api;
  credential: Credential;
  onSignOut: () => void;
}): JSX.Element {
  const route = useRoute();
  const online = useOnline();
  const main = useRef<HTMLElement>(null);
  const shown = route.page === "sessions" ? route.page : JSON.stringify(route);
  const first = useRef(true);

  useEffect(() => {
    // A screen reader's user hears where they are now; the first page speaks for itself.
    if (first.current) first.current = false;
    else {
      main.current?.querySelector("h1")?.focus();
      window.scrollTo(0, 0);
    }
  }, [shown]);

  const mayWrite = credential.user.role !== "reviewer";
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
        Skip to content
      </a>
      <header class="top">
        <Brand />
        <nav aria-label="Main">
          <a href="#/" aria-current={isSessions(route) ? "page" : undefined}>
            Interviews
          </a>
          <a href="#/templates" aria-current={isTemplates(route) ? "page" : undefined}>
            Templates
          </a>
        </nav>
        <div class="row push">
          <span class="small quiet who">{credential.user.name}</span>
          <button type="button" class="button button-quiet button-small" onClick={onSignOut}>
            Sign out
          </button>
        </div>
      </header>
      <main class="page" id="main" ref={main}>
        {!online && (
          <p class="notice notice-warn" role="status">
            You are offline. What you see was loaded before; it comes up to date when the connection is back.
          </p>
        )}
        <Page key={shown} api={api} route={route} mayWrite={mayWrite} />
      </main>
    </>
  );
}

function Page({ api, route, mayWrite }: { api: Api; route: Route; mayWrite: boolean }): JSX.Element {
  switch (route.page) {
    case "sessions":
      return <SessionsPage api={api} tab={route.tab} mayWrite={mayWrite} />;
    case "session":
      return <SessionPage api={api} id={route.id} mayWrite={mayWrite} />;
    case "templates":
      return <TemplatesPage api={api} mayWrite={mayWrite} />;
    case "template":
      return <TemplatePage api={api} id={route.id} mayWrite={mayWrite} />;
    case "unknown":
      return (
        <div class="stack">
          <h1 tabIndex={-1}>There is nothing here</h1>
          <p>
            The address may be incomplete. <a href="#/">Go to the interviews</a>
          </p>
        </div>
      );
  }
}

function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const follow = (): void => setRoute(routeOf(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}

function isSessions(route: Route): boolean {
  return route.page === "sessions" || route.page === "session";
}

function isTemplates(route: Route): boolean {
  return route.page === "templates" || route.page === "template";
}
