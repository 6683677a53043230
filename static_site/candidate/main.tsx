import "../styles/site.css";
import "./candidate.css";

import { signal } from "@preact/signals";
import { type JSX, render } from "preact";
import { useState } from "preact/hooks";

import { Api, ApiError } from "../shared/api";
import { Busy } from "../shared/busy";
import { ErrorNotice } from "../shared/error-notice";
import { keepFocus } from "../shared/focus";
import { CandidateApi } from "./candidate-api";
import { ChunkStore } from "./chunk-store";
import { Conductor } from "./conductor";
import { isSupported } from "./devices";
import { linkToken, pageStorage } from "./link";
import { holdTab } from "./one-tab";
import { supportedType } from "./recorder";
import { Consent } from "./views/consent";
import { Conversation } from "./views/conversation";
import { Delivering, Done } from "./views/ending";
import { Hardware } from "./views/hardware";
import { Heading, KindScreen, Page } from "./views/page";

type Screen =
  | { readonly show: "loading" | "no-link" | "unsupported" | "elsewhere" | "unknown" }
  | { readonly show: "closed"; readonly message: string }
  | { readonly show: "fault"; readonly error: unknown }
  | { readonly show: "interview"; readonly conductor: Conductor };

const CLOSED = "This interview is finished.";
const screen = signal<Screen>({ show: "loading" });
const token = linkToken(location.hash, pageStorage());
const api = new CandidateApi(new Api({ token: () => token }));

async function open(takeOver = false): Promise<void> {
  if (token === null) return void (screen.value = { show: "no-link" });
  if (!isSupported() || supportedType() === null) return void (screen.value = { show: "unsupported" });
  screen.value = { show: "loading" };
  try {
    const interview = await api.interview();
    const tab = await holdTab(interview.session_id, { takeOver });
    if (!tab) return void (screen.value = { show: "elsewhere" });
    const conductor = new Conductor(interview, api, new ChunkStore(storage()));
    await conductor.resume();
    void tab.lost.then(() => conductor.feed({ type: "taken_over" }));
    screen.value = { show: "interview", conductor };
  } catch (error) {
    screen.value = refused(error);
  }
}

function refused(error: unknown): Screen {
  if (error instanceof ApiError && error.status === 401) return { show: "unknown" };
  if (error instanceof ApiError && error.status === 410) return { show: "closed", message: error.message };
  return { show: "fault", error };
}

/** Some browsers refuse even to be asked. */
function storage(): IDBFactory | undefined {
  try {
    return window.indexedDB;
  } catch {
    return undefined;
  }
}

function App(): JSX.Element {
  const now = screen.value;
  switch (now.show) {
    case "loading":
      return (
        <Page>
          <Busy>Opening your interview…</Busy>
        </Page>
      );
    case "no-link":
      return (
        <KindScreen heading="This link is not complete">
          <p>Open the link from your invitation, or copy all of it into the address bar.</p>
        </KindScreen>
      );
    case "unknown":
      return (
        <KindScreen heading="We do not know this link">
          <p>Check that you copied all of it. If you got a newer link, please use that one.</p>
          <p class="quiet">Contact your recruiter if it still does not open.</p>
        </KindScreen>
      );
    case "unsupported":
      return (
        <KindScreen heading="This browser cannot hold the interview">
          <p>Open the same link in a current version of Chrome, Edge, Firefox or Safari. Nothing is lost by that.</p>
        </KindScreen>
      );
    case "elsewhere":
      return <Elsewhere />;
    case "closed":
      return <Closed message={now.message} />;
    case "fault":
      return (
        <Page>
          <Heading>Your interview</Heading>
          <ErrorNotice error={now.error} onRetry={() => void open()} />
        </Page>
      );
    case "interview":
      return <Interview conductor={now.conductor} />;
  }
}

function Interview({ conductor }: { conductor: Conductor }): JSX.Element {
  const [humanReviewOnly, setHumanReviewOnly] = useState(false);
  switch (conductor.state.value.phase) {
    case "consent": {
      const agree = (humanOnly: boolean): void => {
        setHumanReviewOnly(humanOnly);
        conductor.feed({ type: "agreed" });
      };
      return <Consent conductor={conductor} onAgree={agree} />;
    }
    case "hardware":
    case "ready":
      return <Hardware conductor={conductor} humanReviewOnly={humanReviewOnly} />;
    case "delivering":
      return <Delivering conductor={conductor} />;
    case "done":
      return <Done conductor={conductor} />;
    case "closed":
      return <Closed message={CLOSED} />;
    case "elsewhere":
      return <Elsewhere />;
    default:
      return <Conversation conductor={conductor} />;
  }
}

function Closed({ message }: { message: string }): JSX.Element {
  return (
    <KindScreen heading="This interview is closed">
      <p>{message}</p>
      {!/recruiter/i.test(message) && <p class="quiet">Contact your recruiter if you think this is a mistake.</p>}
    </KindScreen>
  );
}

function Elsewhere(): JSX.Element {
  return (
    <KindScreen heading="Your interview is open in another tab">
      <p>Go on there, or take it over here. What you have answered is safe either way.</p>
      <div>
        <button type="button" class="button" onClick={() => void open(true)}>
          Continue here
        </button>
      </div>
    </KindScreen>
  );
}

const root = document.querySelector("#app");
if (root) {
  // Another link in the same tab is another interview.
  window.addEventListener("hashchange", () => location.reload());
  keepFocus(root);
  render(<App />, root);
  void open();
}
