import "../styles/site.css";
import "./candidate.css";

import { signal } from "@preact/signals";
import { type JSX, render } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Api, ApiError } from "../shared/api";
import type { Ending } from "../shared/api-types";
import { Busy } from "../shared/busy";
import { ErrorNotice } from "../shared/error-notice";
import { keepFocus } from "../shared/focus";
import { reportErrors } from "../shared/page-reports";
import { pressOnce } from "../shared/presses";
import { type Language, language as spoken, preferred, speak } from "../shared/words/languages";
import { dress } from "../shared/worn";
import { CandidateApi, type InterviewView } from "./interview/candidate-api";
import { chosenLanguage, keepLanguage, keepSpoken, spokenLast } from "./interview/chosen-language";
import { ChunkStore } from "./recording/chunk-store";
import { recordingType } from "./recording/codec";
import { InterviewController } from "./interview/interview-controller";
import { Delivery } from "./interview/delivery";
import { isSupported } from "./recording/devices";
import { begin, isAwaited, step } from "./interview/interview-machine";
import { NOTHING_USED } from "./interview/question-time";
import { timing } from "./interview/questions";
import { Drafts } from "./interview/drafts";
import { linkToken, pageStorage } from "./interview/link";
import { Result } from "./interview/result";
import { endOf, linkEnd } from "./interview/link-end";
import { holdTab, type Tab } from "./interview/tab-lock";
import { Times } from "./interview/times";
import { Untold } from "./proctoring/untold";
import { Consent, type Given } from "./views/consent";
import { Conversation } from "./views/conversation";
import { Closed, Delivering, Done, Elsewhere, Expired, Replaced } from "./views/ending";
import { cancelled, erased, giveOwn, hardware, result as resultLater } from "./views/later";
import { Heading, KindScreen, Page } from "./views/page";
import { t } from "./words";

type Screen =
  | { readonly show: "loading" | "no-link" | "unsupported" | "elsewhere" | "unknown" | "erased" | "cancelled" }
  | { readonly show: "replaced"; readonly bytes: number }
  | {
      readonly show: "closed";
      readonly isExpired: boolean;
      readonly ending?: Ending | null;
      readonly delivery?: Delivery;
      readonly result?: Result;
    }
  | { readonly show: "expired"; readonly delivery?: Delivery }
  | { readonly show: "fault"; readonly error: unknown }
  | { readonly show: "interview"; readonly controller: InterviewController };

type Ended = Extract<Screen, { show: "closed" | "expired" }>;

reportErrors("candidate");
const screen = signal<Screen>({ show: "loading" });
const token = linkToken(location.hash, pageStorage());
const calls = new Api({ token: () => token, onRefused: leave });
const api = new CandidateApi(calls);
/** The interview that goes on here, and the right to hold it. */
let inside: { readonly controller: InterviewController; readonly tab: Tab | null } | null = null;
let forgetHere = (): Promise<void> => Promise.resolve();
let refusal: ApiError | null = null;

async function open(takeOver = false): Promise<void> {
  const store = new ChunkStore(storage(), Date.now, () => navigator.storage.estimate());
  if (token === null) return void (screen.value = { show: "no-link" });
  screen.value = { show: "loading" };
  try {
    const interview = await api.interview();
    await dress(interview.organisation_name, interview.look);
    await speak(chosenLanguage(interview, pageStorage()));
    keepSpoken(spoken.peek(), pageStorage());
    const sessionId = interview.session_id;
    forgetHere = () => store.forget(sessionId);
    const isClosed = interview.closed !== null;
    if (!isClosed && (!isSupported() || recordingType() === null)) return void (screen.value = { show: "unsupported" });
    const tab = await holdTab(sessionId, { takeOver });
    if (!tab && !isClosed) return void (screen.value = { show: "elsewhere" });
    if (interview.closed !== null) {
      if (endOf(interview.closed) === "cancelled") return void (screen.value = { show: "cancelled" });
      const isTaken = interview.expired && interview.state === "in_progress";
      const ended: Ended = isTaken
        ? { show: "expired" }
        : { show: "closed", isExpired: interview.expired, ending: interview.ending, ...resultOf(interview) };
      screen.value = ended;
      if (tab) await deliverLate(sessionId, ended, store);
      return;
    }
    const controller = new InterviewController(interview, api, store);
    await controller.resume();
    if (tab) void letGoInTime(controller, tab);
    inside = { controller, tab };
    screen.value = { show: "interview", controller };
    if (refusal) leave(refusal);
  } catch (error) {
    screen.value = refused(error);
    // What an earlier page of this browser recorded under the link that was replaced.
    if (screen.value.show === "replaced") screen.value = { show: "replaced", bytes: await store.unsentBytes() };
  }
}

function resultOf({ expired, ending }: InterviewView): { result?: Result } {
  return expired || ending === "withdrawn" ? {} : { result: new Result(api) };
}

/** Whichever call it was: the API does not know this link any more. What was recorded stays for the next one. */
function leave(error: ApiError): void {
  refusal = error;
  if (!inside) return void (screen.value = refused(error));
  const { controller, tab } = inside;
  controller.feed({ type: "link_replaced" });
  void controller.release().then(() => tab?.release());
}

/** Another tab goes on once this one has kept what it recorded. */
async function letGoInTime(controller: InterviewController, tab: Tab): Promise<void> {
  await tab.lost;
  controller.feed({ type: "taken_over" });
  await controller.release();
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
  if (error instanceof ApiError && error.code === "interview_erased") return { show: "erased" };
  const end = linkEnd(error);
  if (end === "cancelled") return { show: end };
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
  const { documentTitle, link, yourInterview } = t.value;
  useEffect(() => void (document.title = documentTitle), [documentTitle]);
  switch (now.show) {
    case "loading":
      return (
        <Page isOpening>
          <Busy>{link.opening}</Busy>
        </Page>
      );
    case "no-link":
      return (
        <KindScreen heading={link.incomplete.heading}>
          <p>{link.incomplete.words}</p>
        </KindScreen>
      );
    case "unknown":
      return (
        <KindScreen heading={link.unknown.heading}>
          <p>{link.unknown.words}</p>
          <p class="quiet">{link.unknown.contact}</p>
        </KindScreen>
      );
    case "erased":
      return (
        <KindScreen heading={link.erased}>
          <erased.View api={calls} />
        </KindScreen>
      );
    case "cancelled":
      return <cancelled.View />;
    case "replaced":
      return <Replaced bytes={now.bytes} isDurable isInside={false} />;
    case "unsupported":
      return (
        <KindScreen heading={link.unsupported.heading}>
          <p>{link.unsupported.words}</p>
        </KindScreen>
      );
    case "elsewhere":
      return <Elsewhere onTakeOver={() => void open(true)} />;
    case "expired":
      return <Expired progress={now.delivery?.progress.value} />;
    case "closed":
      return (
        <Closed
          isExpired={now.isExpired}
          ending={now.ending}
          progress={now.delivery?.progress.value}
          result={now.result}
        />
      );
    case "fault":
      return (
        <Page>
          <Heading>{yourInterview}</Heading>
          <ErrorNotice error={now.error} onRetry={() => void open()} />
        </Page>
      );
    case "interview":
      return <Interview controller={now.controller} />;
  }
}

function Interview({ controller }: { controller: InterviewController }): JSX.Element {
  const { interview } = controller;
  const [given, setGiven] = useState<Given>({ humanReviewOnly: false, hash: null });
  // Where its words could not be fetched, the interview is not held in a language that its page does not speak.
  const [language, setLanguage] = useState(() => spoken.peek());
  const { phase } = controller.state.value;
  useEffect(() => {
    if (phase === "consent") void hardware.fetch();
    else if (phase !== "hardware" && phase !== "ready") void resultLater.fetch();
  }, [phase]);
  switch (phase) {
    case "consent": {
      const agree = (agreed: Given): void => {
        setGiven(agreed);
        controller.feed({ type: "agreed" });
      };
      const choose = async (chosen: Language): Promise<void> => {
        setLanguage(chosen);
        await speak(chosen);
        setLanguage(spoken.peek());
        keepLanguage(interview.session_id, spoken.peek(), pageStorage());
        keepSpoken(spoken.peek(), pageStorage());
      };
      return (
        <Consent
          controller={controller}
          language={language}
          onLanguage={(chosen) => void choose(chosen)}
          onAgree={agree}
        />
      );
    }
    case "hardware":
    case "ready":
      return <hardware.View controller={controller} given={given} language={language} />;
    case "delivering":
      return <Delivering controller={controller} />;
    case "done":
      return <Done controller={controller} />;
    case "expired":
      return <Expired progress={controller.delivery.progress.value} />;
    case "closed":
      if (controller.isCancelled) return <cancelled.View />;
      return <Closed isExpired={false} progress={controller.delivery.progress.value} result={controller.result} />;
    case "replaced": {
      const { bytes } = controller.delivery.progress.value;
      return <Replaced bytes={bytes} isDurable={controller.isDurable.value} isInside />;
    }
    case "elsewhere":
      return <Elsewhere onTakeOver={() => void open(true)} />;
    default:
      return <Conversation controller={controller} />;
  }
}

const root = document.querySelector("#app");
if (root) {
  // Another link in the same tab is another interview.
  window.addEventListener("hashchange", () => location.reload());
  keepFocus(root);
  pressOnce(root);
  await speak(spokenLast(pageStorage()) ?? preferred());
  const previewed = new URLSearchParams(location.search).get("preview");
  if (previewed === null) {
    giveOwn({ api: calls, onOver: () => void forgetHere().finally(() => location.reload()) });
    render(<App />, root);
    void open();
  } else {
    const stage = {
      Busy,
      Consent,
      Conversation,
      Heading,
      KindScreen,
      Page,
      begin,
      step,
      isAwaited,
      timing,
      NOTHING_USED,
    };
    await (await import("./preview/preview")).show(root, previewed, stage);
  }
}
