import "../styles/site.css";
import "./candidate.css";

import { signal } from "@preact/signals";
import { type JSX, render } from "preact";
import { useState } from "preact/hooks";

import { Api, ApiError } from "../shared/api";
import { Busy } from "../shared/busy";
import { ErrorNotice } from "../shared/error-notice";
import { keepFocus } from "../shared/focus";
import { reportErrors } from "../shared/page-reports";
import { pressOnce } from "../shared/presses";
import { CandidateApi } from "./interview/candidate-api";
import { ChunkStore } from "./recording/chunk-store";
import { recordingType } from "./recording/codec";
import { Conductor } from "./interview/conductor";
import { Delivery } from "./interview/delivery";
import { isSupported } from "./recording/devices";
import { Drafts } from "./interview/drafts";
import { linkToken, pageStorage } from "./interview/link";
import { linkEnd } from "./interview/link-end";
import { holdTab, type Tab } from "./interview/tab-lock";
import { Times } from "./interview/times";
import { Untold } from "./proctoring/untold";
import { Consent } from "./views/consent";
import { Conversation } from "./views/conversation";
import { Closed, Delivering, Done, Expired, Replaced } from "./views/ending";
import { Hardware } from "./views/hardware";
import { Heading, KindScreen, Page } from "./views/page";

type Screen =
  | { readonly show: "loading" | "no-link" | "unsupported" | "elsewhere" | "unknown" }
  | { readonly show: "replaced"; readonly bytes: number }
  | { readonly show: "closed"; readonly isExpired: boolean; readonly delivery?: Delivery }
  | { readonly show: "expired"; readonly delivery?: Delivery }
  | { readonly show: "fault"; readonly error: unknown }
  | { readonly show: "interview"; readonly conductor: Conductor };

type Ended = Extract<Screen, { show: "closed" | "expired" }>;

reportErrors("candidate");
const screen = signal<Screen>({ show: "loading" });
const token = linkToken(location.hash, pageStorage());
const api = new CandidateApi(new Api({ token: () => token, onRefused: leave }));
/** The interview that goes on here, and the right to hold it. */
let inside: { readonly conductor: Conductor; readonly tab: Tab | null } | null = null;
let refusal: ApiError | null = null;

async function open(takeOver = false): Promise<void> {
  const store = new ChunkStore(storage(), Date.now, () => navigator.storage.estimate());
  if (token === null) return void (screen.value = { show: "no-link" });
  screen.value = { show: "loading" };
  try {
    const interview = await api.interview();
    const sessionId = interview.session_id;
    const isClosed = interview.closed !== null;
    if (!isClosed && (!isSupported() || recordingType() === null)) return void (screen.value = { show: "unsupported" });
    const tab = await holdTab(sessionId, { takeOver });
    if (!tab && !isClosed) return void (screen.value = { show: "elsewhere" });
    if (interview.closed !== null) {
      const isTaken = interview.expired && interview.state === "in_progress";
      const ended: Ended = isTaken ? { show: "expired" } : { show: "closed", isExpired: interview.expired };
      screen.value = ended;
      if (tab) await deliverLate(sessionId, ended, store);
      return;
    }
    const conductor = new Conductor(interview, api, store);
    await conductor.resume();
    if (tab) void letGoInTime(conductor, tab);
    inside = { conductor, tab };
    screen.value = { show: "interview", conductor };
    if (refusal) leave(refusal);
  } catch (error) {
    screen.value = refused(error);
    // What an earlier page of this browser recorded under the link that was replaced.
    if (screen.value.show === "replaced") screen.value = { show: "replaced", bytes: await store.unsentBytes() };
  }
}

/** Whichever call it was: the API does not know this link any more. What was recorded stays for the next one. */
function leave(error: ApiError): void {
  refusal = error;
  if (!inside) return void (screen.value = refused(error));
  const { conductor, tab } = inside;
  conductor.feed({ type: "link_replaced" });
  void conductor.release().then(() => tab?.release());
}

/** Another tab goes on once this one has kept what it recorded. */
async function letGoInTime(conductor: Conductor, tab: Tab): Promise<void> {
  await tab.lost;
  conductor.feed({ type: "taken_over" });
  await conductor.release();
  tab.release();
}

/** What an earlier page recorded and could not send may still be taken. */
async function deliverLate(sessionId: string, ended: Ended, store: ChunkStore): Promise<void> {
  const delivery = new Delivery(sessionId, api, store, () => undefined);
  const leaving = new AbortController();
  window.addEventListener("online", () => delivery.hurry(), leaving);
  window.addEventListener("beforeunload", (event) => event.preventDefault(), leaving);
  await delivery.resume(ended.show);
  const times = new Times(sessionId, api, () => undefined);
  if (ended.show === "expired") {
    await times.tell();
    await delivery.bringTexts(new Drafts(sessionId));
  }
  const { chunks, answers } = delivery.progress.value;
  if (chunks + answers > 0) screen.value = { ...ended, delivery };
  await delivery.settled();
  leaving.abort();
  if (ended.show === "expired") {
    await times.tell();
    await delivery.bringEvents(new Untold(sessionId));
  } else await delivery.forget();
}

function refused(error: unknown): Screen {
  if (error instanceof ApiError && error.status === 401)
    return error.code === "link_replaced" ? { show: "replaced", bytes: 0 } : { show: "unknown" };
  const end = linkEnd(error);
  return end ? { show: "closed", isExpired: end === "expired" } : { show: "fault", error };
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
    case "replaced":
      return <Replaced bytes={now.bytes} isDurable isInside={false} />;
    case "unsupported":
      return (
        <KindScreen heading="This browser cannot hold the interview">
          <p>Open the same link in a current version of Chrome, Edge, Firefox or Safari. Nothing is lost by that.</p>
        </KindScreen>
      );
    case "elsewhere":
      return <Elsewhere />;
    case "expired":
      return <Expired progress={now.delivery?.progress.value} />;
    case "closed":
      return <Closed isExpired={now.isExpired} progress={now.delivery?.progress.value} />;
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
    case "expired":
      return <Expired progress={conductor.delivery.progress.value} />;
    case "closed":
      return <Closed isExpired={false} progress={conductor.delivery.progress.value} />;
    case "replaced": {
      const { bytes } = conductor.delivery.progress.value;
      return <Replaced bytes={bytes} isDurable={conductor.isDurable.value} isInside />;
    }
    case "elsewhere":
      return <Elsewhere />;
    default:
      return <Conversation conductor={conductor} />;
  }
}

function Elsewhere(): JSX.Element {
  return (
    <KindScreen heading="Your interview is open in another tab">
      <p>Go on there, or take it over here. What this browser keeps of your answers is sent either way.</p>
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
  pressOnce(root);
  render(<App />, root);
  void open();
}
