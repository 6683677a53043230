/** Does what the phases ask for, and tells them what comes of it. The views look at its signals. */

import { computed, signal } from "@preact/signals";

import { ApiError } from "../shared/api";
import { AgentVoice } from "./agent-voice";
import type { CandidateApi, InterviewView } from "./candidate-api";
import type { ChunkStore } from "./chunk-store";
import { Delivery, type Resumed } from "./delivery";
import { Capture, type CaptureListener } from "./capture";
import { DeviceError, type DeviceFault, type Kind } from "./devices";
import { type FaceAlarm, NOTHING_SEEN, see } from "./faces";
import { type Frame, FRAME_MS } from "./microphone";
import { watchPage } from "./page-watch";
import { begin, type Effect, type Event, isRunning, isUnsaved, type State, step } from "./phases";
import { Proctoring } from "./proctoring";
import { hasBegun, hear, isOver, listen, wait } from "./silence";
import { type SocketListener, TicketSocket } from "./ticket-socket";
import { measureUplink } from "./upload-test";
import { type AgentState, VoiceClient, type VoiceRequest } from "./voice-client";

export type FaceCheck = "waiting" | "looking" | "one" | "none" | "several" | "unavailable";

/** What a test puts in place of the browser's own. */
export interface ConductorParts {
  readonly voice: () => AgentVoice;
  readonly socket: (path: "/voice" | "/live", ticket: () => Promise<string>, listener: SocketListener) => TicketSocket;
  readonly capture: (sessionId: string, delivery: Delivery, listener: CaptureListener) => Capture;
}

const PARTS: ConductorParts = {
  voice: () => new AgentVoice(),
  socket: (path, ticket, listener) => new TicketSocket(path, ticket, listener),
  capture: (sessionId, delivery, listener) => new Capture(sessionId, delivery, listener),
};
const NOTHING_LEFT: Resumed = { completed: new Set(), begun: new Set(), mime: null };
const TICK_MS = 250;
const STORED_WITHIN_MS = 15_000;
const AGAIN_AFTER_MS = 3_000;
/** From here on a pause is pointed out, before it ends the answer. */
const HINT_AFTER_MS = 2_000;

export class Conductor {
  readonly state = signal<State>(undefined as never);
  readonly now = signal(Date.now());
  readonly deviceFault = signal<DeviceFault | null>(null);
  readonly level = signal(0);
  readonly faces = signal<FaceCheck>("waiting");
  readonly agentState = signal<AgentState>("connecting");
  readonly caption = signal("");
  readonly transcript = signal("");
  /** How long the candidate has been silent after speaking; null while that means nothing. */
  readonly pauseMs = signal<number | null>(null);
  readonly startFault = signal<unknown>(null);
  readonly isDurable = signal(true);
  readonly question = computed(() => this.interview.questions[this.state.value.question] ?? null);
  readonly delivery: Delivery;
  readonly capture: Capture;

  private readonly voice: AgentVoice;
  private readonly client: VoiceClient;
  private readonly proctoring: Proctoring;
  private readonly ending = new AbortController();
  private readonly leaving = new AbortController();
  private stops: (() => void)[] = [];
  private sightings = NOTHING_SEEN;
  private listening = listen();
  private reviewing: AbortController | null = null;
  private stored: ((isStored: boolean) => void) | null = null;
  private isLooking = false;
  private releasing: Promise<void> | null = null;

  /** Of an interview as the API shows it. `resume` before anything else. */
  constructor(
    readonly interview: InterviewView,
    private readonly api: CandidateApi,
    private readonly store: ChunkStore,
    parts: ConductorParts = PARTS,
  ) {
    this.voice = parts.voice();
    this.delivery = new Delivery(interview.session_id, api, store, () => this.feed({ type: "link_closed" }));
    this.capture = parts.capture(interview.session_id, this.delivery, {
      heard: (frame) => this.hear(frame),
      lost: (kind) => this.loseDevice(kind),
    });
    this.client = new VoiceClient(
      (listener) => parts.socket("/voice", () => this.api.voiceTicket(), listener),
      this.voice,
      {
        agent: (isUp) => this.feed({ type: isUp ? "agent_up" : "agent_down" }),
        state: (agent) => (this.agentState.value = agent),
        caption: (text) => (this.caption.value = text),
        began: () => this.feed({ type: "speech_began" }),
        spoken: () => this.feed({ type: "spoken" }),
        transcript: (question, text) => {
          if (question === this.state.value.question) this.transcript.value = text;
        },
        stored: (question) => {
          if (question === this.state.value.question) this.stored?.(true);
        },
      },
    );
    this.proctoring = new Proctoring(
      (listener) => parts.socket("/live", () => this.api.liveTicket(), listener),
      () => (isRunning(this.state.value.phase) ? this.state.value.question : null),
    );
  }

  /** Finds out where this interview stands, here and in the cloud. */
  async resume(): Promise<void> {
    const { questions, current_question_index, state } = this.interview;
    const begun = state !== "pending";
    const left = begun ? await this.delivery.resume() : NOTHING_LEFT;
    if (left.mime) this.capture.goOnIn(left.mime);
    // What broke off here is known to the cloud, too, and is not an answer yet.
    const isAnswered = (index: number): boolean =>
      left.completed.has(index) || (questions[index]?.recorded === true && !left.begun.has(index));
    let question = begun ? current_question_index : 0;
    while (question < questions.length && isAnswered(question)) question++;
    const timings = questions.map(({ thinking_time_s, answer_time_s }) => ({
      thinkingMs: 1000 * thinking_time_s,
      answerMs: 1000 * answer_time_s,
    }));
    const [first, effects] = begin({ begun, question, questions: timings });
    this.state.value = first;
    const ticking = setInterval(() => this.tick(), TICK_MS);
    this.stops.push(() => clearInterval(ticking));
    this.listenToWindow();
    for (const effect of effects) this.perform(effect);
  }

  readonly feed = (event: Event): void => {
    const [next, effects] = step(this.state.value, event, Date.now());
    this.now.value = Date.now();
    this.state.value = next;
    for (const effect of effects) this.perform(effect);
  };

  /** How loud it is: the agent while it speaks, the candidate while they answer. */
  readonly orbLoudness = (): number =>
    Math.max(this.voice.level(), this.state.value.phase === "answering" ? this.level.value : 0);

  /** Asks for camera and microphone: once, and then again only where it failed. */
  async openDevices(): Promise<void> {
    if (this.capture.stream.value) return;
    this.deviceFault.value = null;
    try {
      await this.capture.open();
      this.feed({ type: "devices_ready" });
      void this.lookForFaces();
      void this.capture.measure(() => measureUplink(() => this.api.uploadTest()));
    } catch (error) {
      this.deviceFault.value = faultOf(error);
    }
  }

  chime(): Promise<void> {
    return this.voice.chime();
  }

  /** The candidate has agreed, checked everything and given a name. */
  async begin(name: string, humanReviewOnly: boolean): Promise<void> {
    this.startFault.value = null;
    try {
      await this.voice.wake();
      await this.api.start(name, this.interview.consent_text_version, humanReviewOnly);
      this.feed({ type: "started" });
    } catch (error) {
      if (error instanceof ApiError && error.status === 410) this.feed({ type: "link_closed" });
      else this.startFault.value = error;
    }
  }

  /**
   * Lets go of everything, for another tab or a page that ends; settled when all that was recorded is kept, behind a
   * closed link when all of it that is still awaited has arrived.
   */
  release(): Promise<void> {
    this.releasing ??= this.letGo();
    return this.releasing;
  }

  private async letGo(): Promise<void> {
    this.ending.abort();
    this.reviewing?.abort();
    this.client.close();
    this.proctoring.close();
    for (const stop of this.stops.splice(0)) stop();
    await this.closeDevices();
    if (this.state.value.phase === "closed") {
      await this.delivery.settled();
      await this.delivery.forget();
    }
    this.leaving.abort();
    await this.delivery.stop();
  }

  /** Before the interview the devices are simply asked for again; in it, the recording goes on with what there is. */
  private loseDevice(kind: Kind): void {
    const { phase } = this.state.value;
    if (isRunning(phase)) this.proctoring.tell(kind === "video" ? "CAMERA_DISCONNECT" : "MIC_DISCONNECT");
    if (phase !== "ready") return;
    void this.capture.close();
    this.deviceFault.value = "missing";
    this.feed({ type: "devices_lost" });
  }

  private perform(effect: Effect): void {
    switch (effect.do) {
      case "join":
        this.join();
        break;
      case "greet":
        this.letSpeak({ type: "greet" });
        break;
      case "lease":
        this.lease(effect.question);
        break;
      case "ask":
        this.letSpeak({ type: "ask", question: effect.question });
        break;
      case "start_answer":
        this.startAnswer(effect.question);
        break;
      case "more_time":
        this.listening = wait(this.listening);
        this.client.say({ type: "more_time", question: effect.question });
        break;
      case "finish_answer":
        void this.finishAnswer(effect.question);
        break;
      case "request_review":
        void this.requestReview(effect.question);
        break;
      case "speak_review":
        this.letSpeak({ type: "speak_review", question: effect.question });
        break;
      case "say_goodbye":
        this.letSpeak({ type: "goodbye" });
        break;
      case "deliver":
        void this.deliver();
        break;
      case "lock":
        void this.lock();
        break;
      case "release":
        void this.release();
        break;
    }
  }

  /** What the agent says next is captioned as it comes; the old words are over. */
  private letSpeak(request: VoiceRequest): void {
    this.caption.value = "";
    this.client.say(request);
  }

  private join(): void {
    this.client.open();
    this.proctoring.open();
    const stop = watchPage((type, detail) => {
      if (isRunning(this.state.value.phase)) this.proctoring.tell(type, detail);
    });
    this.stops.push(stop);
  }

  private lease(question: number): void {
    this.caption.value = "";
    this.transcript.value = "";
    this.reviewing?.abort();
    const { type } = this.capture;
    if (!type) return;
    this.delivery.prepare(question, type, this.ending.signal).then(
      () => {
        if (this.state.value.question === question) this.feed({ type: "leased" });
        if (question + 1 < this.interview.questions.length) void this.delivery.lookAhead(question + 1, type);
      },
      () => undefined,
    );
  }

  private startAnswer(question: number): void {
    this.listening = listen();
    this.transcript.value = "";
    this.client.say({ type: "answer_started", question });
    this.capture.record(question);
  }

  private async finishAnswer(question: number): Promise<void> {
    this.pauseMs.value = null;
    const isHeard = this.client.recognises;
    const stored = isHeard ? this.waitUntilStored() : Promise.resolve(false);
    this.client.say({ type: "answer_finished", question });
    await this.capture.finish();
    await this.delivery.complete(question);
    const reviewable = await stored;
    if (this.state.value.question === question) this.feed({ type: "answer_kept", reviewable });
  }

  private waitUntilStored(): Promise<boolean> {
    return new Promise((resolve) => {
      this.stored = resolve;
      setTimeout(() => resolve(false), STORED_WITHIN_MS);
    });
  }

  private async requestReview(question: number): Promise<void> {
    const reviewing = new AbortController();
    this.reviewing = reviewing;
    const feedback = await this.api.review(question, reviewing.signal).catch(() => null);
    if (reviewing.signal.aborted) return;
    this.feed(feedback === null ? { type: "review_unavailable" } : { type: "reviewed", feedback });
  }

  private async deliver(): Promise<void> {
    this.client.close();
    await this.closeDevices();
    await this.delivery.settled();
    this.feed({ type: "delivered" });
  }

  private async lock(): Promise<void> {
    try {
      await this.api.finish();
      await this.delivery.forget();
      this.feed({ type: "locked" });
    } catch (error) {
      if (error instanceof ApiError && !error.isPassing) this.feed({ type: "link_closed" });
      else setTimeout(() => this.feed({ type: "delivered" }), AGAIN_AFTER_MS);
    }
  }

  private async closeDevices(): Promise<void> {
    await Promise.all([this.capture.close(), this.voice.close()]);
  }

  private hear({ frame, level }: Frame): void {
    this.level.value = level;
    if (!isRunning(this.state.value.phase)) return;
    this.client.hear(frame);
    // The silence of a microphone that was unplugged is not the candidate's.
    if (this.state.value.phase !== "answering" || this.capture.lost.value.has("audio")) return;
    this.listening = hear(this.listening, level, FRAME_MS);
    const isPause = hasBegun(this.listening) && this.listening.quietMs >= HINT_AFTER_MS;
    this.pauseMs.value = isPause ? this.listening.patienceMs - this.listening.quietMs : null;
    if (isOver(this.listening)) this.feed({ type: "silence" });
  }

  private async lookForFaces(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    this.faces.value = "looking";
    const unavailable = (): void => void (this.faces.value = "unavailable");
    try {
      const { watchFaces } = await import("./face-watch");
      if (this.ending.signal.aborted) return;
      const stop = watchFaces(() => this.capture.stream.value, { faces: (count) => this.seeFaces(count), unavailable });
      this.stops.push(stop);
    } catch {
      unavailable();
    }
  }

  private seeFaces(count: number): void {
    this.faces.value = count === 1 ? "one" : count === 0 ? "none" : "several";
    if (!isRunning(this.state.value.phase)) return;
    const [sightings, alarm]: readonly [typeof NOTHING_SEEN, FaceAlarm | null] = see(this.sightings, count);
    this.sightings = sightings;
    if (alarm) this.proctoring.tell(alarm, count > 1 ? { faces: count } : {});
  }

  private tick(): void {
    this.now.value = Date.now();
    this.isDurable.value = this.store.isDurable;
    this.capture.look();
    if (this.state.value.endsAt !== null) this.feed({ type: "tick" });
  }

  private listenToWindow(): void {
    const options = { signal: this.leaving.signal };
    window.addEventListener("online", () => this.delivery.hurry(), options);
    window.addEventListener(
      "beforeunload",
      (event) => {
        const isDelivering = this.state.value.phase === "closed" && this.delivery.progress.value.chunks > 0;
        if (isUnsaved(this.state.value.phase) || isDelivering) event.preventDefault();
      },
      options,
    );
  }
}

function faultOf(error: unknown): DeviceFault {
  return error instanceof DeviceError ? error.fault : "unsupported";
}
