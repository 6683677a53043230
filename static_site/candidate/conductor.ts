/** Does what the phases ask for, and tells them what comes of it. The views look at its signals. */

import { computed, signal } from "@preact/signals";

import { ApiError } from "../shared/api";
import { AgentVoice } from "./agent-voice";
import type { CandidateApi, InterviewView } from "./candidate-api";
import type { ChunkStore } from "./chunk-store";
import { Delivery } from "./delivery";
import { type DeviceError, openDevices } from "./devices";
import { type FaceAlarm, NOTHING_SEEN, see } from "./faces";
import { type Frame, FRAME_MS, Microphone } from "./microphone";
import { watchPage } from "./page-watch";
import { begin, type Effect, type Event, isRunning, isUnsaved, type State, step } from "./phases";
import { Proctoring } from "./proctoring";
import { Recorder, supportedType } from "./recorder";
import { hasBegun, hear, isOver, listen, wait } from "./silence";
import { TicketSocket } from "./ticket-socket";
import { type AgentState, VoiceClient, type VoiceRequest } from "./voice-client";

export type FaceCheck = "waiting" | "looking" | "one" | "none" | "several" | "unavailable";

interface Answering {
  readonly question: number;
  readonly recorder: Recorder | null;
}

const TICK_MS = 250;
const STORED_WITHIN_MS = 8_000;
const AGAIN_AFTER_MS = 3_000;
/** From here on a pause is pointed out, before it ends the answer. */
const HINT_AFTER_MS = 2_000;

export class Conductor {
  readonly state = signal<State>(undefined as never);
  readonly now = signal(Date.now());
  readonly stream = signal<MediaStream | null>(null);
  readonly deviceFault = signal<DeviceError["fault"] | null>(null);
  readonly level = signal(0);
  readonly faces = signal<FaceCheck>("waiting");
  readonly agentState = signal<AgentState>("connecting");
  readonly caption = signal("");
  readonly transcript = signal("");
  /** How long the candidate has been silent after speaking; null while that means nothing. */
  readonly pauseMs = signal<number | null>(null);
  readonly startFault = signal<unknown>(null);
  /** The camera or the microphone went away. */
  readonly isDeviceLost = signal(false);
  readonly isRecording = signal(false);
  readonly isDurable = signal(true);
  readonly question = computed(() => this.interview.questions[this.state.value.question] ?? null);
  readonly delivery: Delivery;
  readonly mime = supportedType();

  private readonly voice = new AgentVoice();
  private readonly client: VoiceClient;
  private readonly proctoring: Proctoring;
  private readonly ending = new AbortController();
  private microphone: Microphone | null = null;
  private stops: (() => void)[] = [];
  private sightings = NOTHING_SEEN;
  private listening = listen();
  private run: Promise<number> | null = null;
  private answering: Promise<Answering> | null = null;
  private reviewing: AbortController | null = null;
  private stored: ((isStored: boolean) => void) | null = null;

  /** Of an interview as the API shows it. `resume` before anything else. */
  constructor(
    readonly interview: InterviewView,
    private readonly api: CandidateApi,
    private readonly store: ChunkStore,
  ) {
    this.delivery = new Delivery(interview.session_id, api, store, () => this.feed({ type: "link_closed" }));
    this.client = new VoiceClient(
      (listener) => new TicketSocket("/voice", () => this.api.voiceTicket(), listener),
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
      (listener) => new TicketSocket("/live", () => this.api.liveTicket(), listener),
      () => (isRunning(this.state.value.phase) ? this.state.value.question : null),
    );
  }

  /** Finds out where this interview stands, here and in the cloud. */
  async resume(): Promise<void> {
    const { questions, current_question_index, state } = this.interview;
    const begun = state !== "pending";
    const completed = begun ? await this.delivery.resume() : new Set<number>();
    let question = begun ? current_question_index : 0;
    while (question < questions.length && (completed.has(question) || questions[question]?.recorded)) question++;
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
    if (this.stream.value) return;
    this.deviceFault.value = null;
    try {
      const stream = await openDevices();
      this.stream.value = stream;
      for (const track of stream.getTracks()) track.addEventListener("ended", () => this.loseDevice());
      this.microphone = new Microphone(stream, (frame) => this.hear(frame));
      await this.microphone.open();
      this.feed({ type: "devices_ready" });
      void this.lookForFaces(stream);
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

  /** Lets go of everything, for another tab or a page that ends. */
  release(): void {
    this.ending.abort();
    this.reviewing?.abort();
    this.delivery.stop();
    this.client.close();
    this.proctoring.close();
    for (const stop of this.stops.splice(0)) stop();
    void this.closeDevices();
  }

  /** Before the interview the devices are simply asked for again; in it, the recording goes on with what there is. */
  private loseDevice(): void {
    if (this.state.value.phase !== "ready") {
      this.isDeviceLost.value = true;
      return;
    }
    for (const track of this.stream.value?.getTracks() ?? []) track.stop();
    void this.microphone?.close();
    this.stream.value = null;
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
        this.release();
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
    const stream = this.stream.value;
    if (!stream) return;
    const stop = watchPage(stream, (type, detail) => {
      if (isRunning(this.state.value.phase)) this.proctoring.tell(type, detail);
    });
    this.stops.push(stop);
  }

  private lease(question: number): void {
    this.caption.value = "";
    this.transcript.value = "";
    this.reviewing?.abort();
    if (!this.mime) return;
    this.run = this.delivery.lease(question, this.mime, this.ending.signal);
    this.run.then(
      () => {
        if (this.state.value.question === question) this.feed({ type: "leased" });
      },
      () => undefined,
    );
  }

  private startAnswer(question: number): void {
    this.listening = listen();
    this.transcript.value = "";
    this.client.say({ type: "answer_started", question });
    this.answering = this.record(question);
  }

  private async record(question: number): Promise<Answering> {
    const before = await this.answering;
    await before?.recorder?.ended;
    const stream = this.stream.value;
    const run = await this.run;
    if (!stream || run === null || !this.mime) return { question, recorder: null };
    const startedAt = new Date();
    const about = { question, run, mime: this.mime, startedAt };
    try {
      const recorder = new Recorder(stream, run, this.mime, (piece) => {
        void this.delivery.keep(about, piece).then(() => (this.isDurable.value = this.store.isDurable));
      });
      this.isRecording.value = true;
      void recorder.ended.then(() => (this.isRecording.value = false));
      return { question, recorder };
    } catch {
      // Without a single live track there is nothing to record; the words may still be heard.
      this.isDeviceLost.value = true;
      return { question, recorder: null };
    }
  }

  private async finishAnswer(question: number): Promise<void> {
    this.pauseMs.value = null;
    const isHeard = this.client.recognises;
    const stored = isHeard ? this.waitUntilStored() : Promise.resolve(false);
    this.client.say({ type: "answer_finished", question });
    const answering = await this.answering;
    await answering?.recorder?.stop();
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
    await this.answering;
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
    for (const track of this.stream.value?.getTracks() ?? []) track.stop();
    await Promise.all([this.microphone?.close(), this.voice.close()]);
  }

  private hear({ frame, level }: Frame): void {
    this.level.value = level;
    if (!isRunning(this.state.value.phase)) return;
    this.client.hear(frame);
    if (this.state.value.phase !== "answering") return;
    this.listening = hear(this.listening, level, FRAME_MS);
    const isPause = hasBegun(this.listening) && this.listening.quietMs >= HINT_AFTER_MS;
    this.pauseMs.value = isPause ? this.listening.patienceMs - this.listening.quietMs : null;
    if (isOver(this.listening)) this.feed({ type: "silence" });
  }

  private async lookForFaces(stream: MediaStream): Promise<void> {
    this.faces.value = "looking";
    const unavailable = (): void => void (this.faces.value = "unavailable");
    try {
      const { watchFaces } = await import("./face-watch");
      if (this.ending.signal.aborted) return;
      const stop = watchFaces(stream, { faces: (count) => this.seeFaces(count), unavailable });
      this.stops.push(stop);
      for (const track of stream.getVideoTracks()) track.addEventListener("ended", stop);
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
    if (this.state.value.endsAt !== null) this.feed({ type: "tick" });
  }

  private listenToWindow(): void {
    const options = { signal: this.ending.signal };
    window.addEventListener("online", () => this.delivery.hurry(), options);
    window.addEventListener(
      "beforeunload",
      (event) => {
        if (isUnsaved(this.state.value.phase)) event.preventDefault();
      },
      options,
    );
  }
}

function faultOf(error: unknown): DeviceError["fault"] {
  return error instanceof Error && "fault" in error ? (error as DeviceError).fault : "unsupported";
}
