/** Does what the phases ask for, and tells them what comes of it. The views look at its signals. */

import { computed, signal } from "@preact/signals";

import { ApiError, wishedPauseMs } from "../../shared/api";
import type { CorrectionView, FollowUpView, QuestionView } from "../../shared/api-types";
import { reportJoin } from "../../shared/page-reports";
import { AgentVoice } from "../conversation/agent-voice";
import { leftToAsk } from "./question-order";
import type { CandidateApi, InterviewView } from "./candidate-api";
import type { ChunkStore } from "../recording/chunk-store";
import { Correcting } from "./correcting";
import { Delivery, type Resumed } from "./delivery";
import { Capture, type CaptureListener } from "./capture";
import { DeviceError, type DeviceFault, type Kind, lostFault } from "../recording/devices";
import { Drafts } from "./drafts";
import { type LinkEnd, linkEnd } from "./link-end";
import { type FaceAlarm, NOTHING_SEEN, see } from "../proctoring/faces";
import { type Frame, FRAME_MS } from "../recording/microphone";
import { watchPage } from "../proctoring/page-watch";
import {
  begin,
  type Effect,
  type Event,
  type FollowUp,
  isHeard,
  isRunning,
  isTimed,
  isUnsaved,
  NOTHING_USED,
  type Phase,
  type State,
  step,
  type TimeUsed,
  type Timing,
  usedBy,
} from "./phases";
import { AWAY_AFTER_MS, look, SHOWN } from "../recording/video-fallback";
import { Proctoring } from "../proctoring/proctoring";
import { isSign } from "./signs";
import {
  HEARD,
  hasBegun,
  hear,
  isOver,
  isUnheard,
  isVoice,
  listen,
  listenFor,
  UNHEARD_AFTER_MS,
  wait,
} from "../conversation/silence";
import { type SocketListener, TicketSocket } from "../../shared/ticket-socket";
import { type Standing, type TimeApi, Times } from "./times";
import { Untold } from "../proctoring/untold";
import { measureUplink } from "../recording/upload-test";
import { type AgentState, VoiceClient, type VoiceRequest } from "../conversation/voice-client";

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
const LONGEST_PAUSE_MS = 15_000;
/** How long the lock waits for what the live socket could not tell: it is worth no candidate's end. */
const EVENTS_WITHIN_MS = 15_000;
/** How often the time that is used is kept here, and told to the API. */
const KEEP_TIME_EVERY_MS = 1_000;
const TELL_TIME_EVERY_MS = 15_000;
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
  /** Whether all that the interviewer says is to be read, too. */
  readonly isCaptioned = signal(false);
  readonly transcript = signal("");
  /** Some of this answer was not listened to: only the recording has it. */
  readonly isHeardInPart = signal(false);
  /** The words of this question's answer are stored, so that they may be corrected. */
  readonly isStored = signal(false);
  readonly practice = signal({ text: "", isOver: false });
  /** Misheard words of this question's answer. */
  readonly correcting = new Correcting((text) => this.correct(text));
  /** The written answer to this question, as far as it has got. */
  readonly draft = signal("");
  readonly draftFault = signal<unknown>(null);
  readonly isPoor = signal(false);
  /** How long the candidate has been silent after speaking; null while that means nothing. */
  readonly pauseMs = signal<number | null>(null);
  /** The microphone is there, and gives no sound. */
  readonly isUnheard = signal(false);
  /** A voice was heard on this page, so that the microphone works. */
  readonly wasHeard = signal(false);
  readonly startFault = signal<unknown>(null);
  readonly isDurable = signal(true);
  /** Questions whose answers have not arrived whole, and of which this device has nothing. */
  awaitedElsewhere: readonly number[] = [];
  /** By question, how much was recorded of which this device has nothing: what an earlier one told of. */
  recordedElsewhereMs: readonly number[] = [];
  /** By index; follow-ups come at the end. */
  readonly questions = signal<readonly QuestionView[]>([]);
  readonly question = computed(() => this.questions.value[this.state.value.question] ?? null);
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
  private unheard = HEARD;
  private heardAt = 0;
  /** When the candidate said that they are ready, until the voice is there. */
  private joinBeganAt: number | null = null;
  private picture = SHOWN;
  private readonly drafts: Drafts;
  private readonly times: Times;
  private readonly untold: Untold;
  private keptTimeAt = -Infinity;
  private toldTimeAt = -Infinity;
  /** The question that an earlier page, here or on another device, heard the beginning of. */
  private begunBefore: number | null = null;
  /** The last question of which something was recorded. */
  private recorded: number | null = null;
  private reviewing: AbortController | null = null;
  private stored: ((isStored: boolean) => void) | null = null;
  private isLooking = false;
  private isOpen = false;
  private releasing: Promise<void> | null = null;

  /** Of an interview as the API shows it. `resume` before anything else. */
  constructor(
    readonly interview: InterviewView,
    private readonly api: CandidateApi,
    private readonly store: ChunkStore,
    parts: ConductorParts = PARTS,
  ) {
    this.questions.value = interview.questions;
    this.isCaptioned.value = interview.accommodations.captions;
    this.drafts = new Drafts(interview.session_id);
    this.untold = new Untold(interview.session_id);
    const keepTime: TimeApi["keepTime"] = (question, told) => this.reached(this.api.keepTime(question, told));
    this.times = new Times(interview.session_id, { keepTime }, (given) => this.learn(given));
    this.voice = parts.voice();
    this.delivery = new Delivery(interview.session_id, api, store, (end) => this.endAs(end));
    this.capture = parts.capture(interview.session_id, this.delivery, {
      heard: (frame) => this.hear(frame),
      lost: (kind) => this.loseDevice(kind),
    });
    this.client = new VoiceClient(
      (listener) => parts.socket("/voice", () => this.orClosed(this.api.voiceTicket()), listener),
      this.voice,
      {
        agent: (isUp) => {
          this.tellJoined();
          this.feed({ type: isUp ? "agent_up" : "agent_down" });
        },
        state: (agent) => (this.agentState.value = agent),
        caption: (text) => (this.caption.value = text),
        began: () => this.feed({ type: "speech_began" }),
        spoken: () => this.feed({ type: "spoken" }),
        transcript: (question, text) => {
          if (question === this.state.value.question) this.transcript.value = text;
        },
        missed: (question) => {
          if (question === this.state.value.question) this.isHeardInPart.value = true;
        },
        practice: (text, isOver) => (this.practice.value = { text, isOver }),
        stored: (question, text) => this.keepWords(question, text),
        notStored: () => this.stored?.(false),
        // Why a link does not hold any more, the API says.
        dismissed: (reason) => {
          if (reason === "elsewhere") this.feed({ type: "taken_over" });
          else this.orClosed(this.api.voiceTicket()).catch(() => undefined);
        },
        connection: (isPoor) => {
          this.isPoor.value = isPoor;
          if (!isPoor) this.delivery.hurry();
        },
      },
    );
    this.proctoring = new Proctoring(
      (listener) => parts.socket("/live", () => this.orClosed(this.api.liveTicket()), listener),
      () => (isRunning(this.state.value.phase) ? this.state.value.question : null),
      this.untold,
    );
  }

  /** Finds out where this interview stands, here and in the cloud. */
  async resume(): Promise<void> {
    const { questions, asked, asking_order, current_question_index, state } = this.interview;
    const begun = state !== "pending";
    // Before anything can happen: what an earlier page could not tell.
    if (begun) await this.times.tell();
    const left = begun ? await this.delivery.resume() : NOTHING_LEFT;
    if (left.mime) this.capture.goOnIn(left.mime);
    // What broke off here is known to the cloud, too, and is not an answer yet.
    const isAnswered = (index: number): boolean =>
      left.completed.has(index) ||
      questions[index]?.written === true ||
      (questions[index]?.recorded === true && !left.begun.has(index));
    const toAsk = begun ? leftToAsk(asking_order, current_question_index, isAnswered) : asking_order;
    this.awaitedElsewhere = asking_order.filter((index) => {
      const question = questions[index];
      if (!question || left.completed.has(index) || left.begun.has(index)) return false;
      const isPassed = question.time !== null && !toAsk.includes(index);
      return question.awaited > 0 || (!isAnswered(index) && (isPassed || question.begun));
    });
    const here = this.delivery.recorded.value;
    this.recordedElsewhereMs = questions.map(({ recorded_ms }, index) =>
      Math.max(0, recorded_ms - (here.get(index)?.ms ?? 0)),
    );
    const used = this.usedBefore(toAsk[0]);
    const [next] = toAsk;
    const isBegun = next !== undefined && used.answerMs > 0 && isBlank(this.drafts.get(next));
    this.begunBefore = isBegun ? next : null;
    if (next !== undefined) this.tellLeft(next);
    const times = questions.map(timing);
    const [first, effects] = begin({ begun, asked, left: toAsk, questions: times, given: this.known, used });
    this.state.value = first;
    this.isOpen = true;
    const ticking = setInterval(() => this.tick(), TICK_MS);
    this.stops.push(() => clearInterval(ticking));
    this.listenToWindow();
    for (const effect of effects) this.perform(effect);
  }

  readonly feed = (event: Event): void => {
    const before = this.state.value;
    const [next, effects] = step(before, event, Date.now());
    this.now.value = Date.now();
    this.state.value = next;
    if (next.phase !== before.phase && isTimed(before.phase)) {
      // The question is the same: only what follows it leads to another one.
      this.times.keep(before.question, next.used, standingIn(next.phase));
      this.tellTime();
    }
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
      this.heardAt = performance.now();
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
    this.joinBeganAt = performance.now();
    try {
      await this.voice.wake();
      const shown = await this.api.start(name, this.interview.consent_text_version, humanReviewOnly);
      this.learn(shown.questions.map(({ text }, question_index) => ({ question_index, text })));
      this.feed({ type: "started" });
      // The first of the day would wait for its review otherwise.
      void this.api.canReview();
    } catch (error) {
      const end = linkEnd(error);
      if (end) this.endAs(end);
      else this.startFault.value = error;
    }
  }

  /** How long it took, and nothing of whom. */
  private tellJoined(): void {
    if (this.joinBeganAt !== null) reportJoin(performance.now() - this.joinBeganAt);
    this.joinBeganAt = null;
  }

  /** From here on the answer is what is written. */
  writeInstead(): void {
    this.feed({ type: "write_instead" });
    this.feed({ type: "wrote", blank: isBlank(this.draft.value) });
  }

  write(text: string): void {
    this.draft.value = text;
    this.draftFault.value = null;
    this.drafts.keep(this.state.value.question, text);
    this.feed({ type: "wrote", blank: isBlank(text) });
  }

  /** From the feedback to what comes next. A correction that was typed is saved before; where it is not, nothing goes on. */
  async goOn(): Promise<void> {
    const { question } = this.state.value;
    const isSaved = await this.correcting.save();
    const { phase, question: now } = this.state.value;
    if (isSaved && phase === "feedback" && now === question) this.feed({ type: "next" });
  }

  /**
   * Lets go of everything, for another tab or a page that ends; settled when all that was recorded is kept, behind a
   * link that has ended when all of it that is still taken has arrived.
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
    const isOver = this.state.value.phase === "done" || this.state.value.phase === "closed";
    if (!isOver) this.proctoring.recover();
    for (const stop of this.stops.splice(0)) stop();
    await this.closeDevices();
    if (this.state.value.phase === "expired") {
      if (this.recorded !== null) await this.delivery.complete(this.recorded);
      await this.delivery.bringTexts(this.drafts);
      await this.delivery.settled();
      await this.times.tell();
      await this.delivery.bringEvents(this.untold);
    }
    if (this.state.value.phase === "closed") {
      this.forgetDrafts();
      await this.delivery.settled();
      await this.delivery.forget();
    }
    this.leaving.abort();
    await this.delivery.stop();
  }

  /** Before the interview the devices are simply asked for again; in it, the recording goes on with what there is. */
  private loseDevice(kind: Kind): void {
    const { phase } = this.state.value;
    const type = kind === "video" ? "CAMERA_DISCONNECT" : "MIC_DISCONNECT";
    if (isSign(type, phase)) this.proctoring.tell(type);
    if (phase !== "ready") return;
    void this.capture.close();
    this.deviceFault.value = lostFault(kind);
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
      case "practise":
        this.letSpeak({ type: "practise" });
        break;
      case "start_practice":
        this.startPractice();
        break;
      case "finish_practice":
        this.pauseMs.value = null;
        // Without a connection there is nobody whose last words could be waited for.
        if (!this.client.say({ type: "practice_finished" })) this.practice.value = { text: "", isOver: true };
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
        this.times.keep(effect.question, this.state.value.used, standingIn(this.state.value.phase));
        this.tellTime();
        break;
      case "finish_answer":
        void this.finishAnswer(effect.question);
        break;
      case "set_aside":
        this.pauseMs.value = null;
        this.client.say({ type: "answer_finished", question: effect.question });
        void this.capture.finish();
        break;
      case "send_text":
        void this.sendText(effect.question);
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
    const stop = watchPage(
      (type, detail) => this.proctoring.tell(type, detail),
      (type) => isSign(type, this.state.value.phase),
    );
    this.stops.push(stop);
  }

  /** A ticket that is refused says why a socket was closed; at the end, delivery and lock find that out themselves. */
  private async orClosed(ticket: Promise<string>): Promise<string> {
    try {
      return await ticket;
    } catch (error) {
      const end = linkEnd(error);
      if (end && this.state.value.phase !== "delivering") this.endAs(end);
      throw error;
    }
  }

  private endAs(end: LinkEnd): void {
    this.feed({ type: end === "expired" ? "link_expired" : "link_closed" });
  }

  private lease(question: number): void {
    this.caption.value = "";
    this.transcript.value = "";
    this.isStored.value = false;
    this.correcting.begin();
    this.isHeardInPart.value = question === this.begunBefore;
    this.draft.value = this.drafts.get(question);
    this.draftFault.value = null;
    this.reviewing?.abort();
    this.times.keep(question, this.state.value.used);
    this.tellTime();
    const { type } = this.capture;
    if (!type) return;
    this.delivery.prepare(question, type, this.ending.signal).then(
      () => {
        if (this.state.value.question === question) this.feed({ type: "leased" });
        const [next] = this.state.value.ahead;
        if (next !== undefined) void this.delivery.lookAhead(next, type);
      },
      () => undefined,
    );
  }

  private startPractice(): void {
    this.listening = listen(this.patienceMs);
    this.unheard = HEARD;
    this.practice.value = { text: "", isOver: false };
    this.client.say({ type: "practice_started" });
  }

  private startAnswer(question: number): void {
    this.listening = listen(this.patienceMs);
    this.unheard = HEARD;
    this.recorded = question;
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

  private async sendText(question: number): Promise<void> {
    await this.capture.finish();
    const fault = await this.deliverText(question, this.draft.value);
    this.draftFault.value = fault;
    const end = linkEnd(fault);
    if (end) this.endAs(end);
    else if (fault !== null) this.feed({ type: "not_sent" });
    else {
      this.drafts.forget(question);
      this.questions.value = this.questions.value.map((asked, index) =>
        index === question ? { ...asked, written: true } : asked,
      );
      if (this.recorded === question) await this.delivery.complete(question);
      this.feed({ type: "answer_kept", reviewable: true });
    }
  }

  /** Null when the API has it, however long that takes; else why it does not take it. */
  private async deliverText(question: number, text: string): Promise<unknown> {
    const finishedAt = Date.now();
    for (let failures = 0; ; failures++) {
      try {
        await this.api.writeAnswer(question, text, Date.now() - finishedAt);
        return null;
      } catch (error) {
        if (!(error instanceof ApiError) || !error.isPassing || this.ending.signal.aborted) return error;
        this.draftFault.value = error;
        await pauseAfter(error, failures);
      }
    }
  }

  /** Words of questions that have come. */
  private learn(given: readonly { question_index: number; text: string | null }[]): void {
    const questions = [...this.questions.value];
    for (const { question_index, text } of given) {
      const known = questions[question_index];
      if (known && text !== null) questions[question_index] = { ...known, text };
    }
    this.questions.value = questions;
    if (this.isOpen) this.feed({ type: "given", questions: this.known });
  }

  private get known(): number[] {
    return this.questions.value.flatMap(({ text }, index) => (text === null ? [] : [index]));
  }

  /** What an earlier page, here or on another device, has used of a question's time. */
  private usedBefore(question: number | undefined): TimeUsed {
    const shown = question === undefined ? undefined : this.questions.value[question];
    return shown && question !== undefined ? this.times.used(question, timing(shown), shown.time) : NOTHING_USED;
  }

  private tellTime(): void {
    this.toldTimeAt = Date.now();
    void this.times.tell();
  }

  private keepTime(): void {
    const { phase, question, given, used } = this.state.value;
    const now = Date.now();
    if (isTimed(phase) && now - this.keptTimeAt >= KEEP_TIME_EVERY_MS) {
      this.keptTimeAt = now;
      this.times.keep(question, usedBy(this.state.value, now), "running");
    }
    const isWaiting = phase === "asking" && !given.includes(question);
    if (now - this.toldTimeAt < (isWaiting ? AGAIN_AFTER_MS : TELL_TIME_EVERY_MS)) return;
    // The answer to a word about the question is its words.
    if (isWaiting) this.times.keep(question, used);
    this.tellTime();
  }

  /** What an earlier page could not know: that it went away, and for how long. */
  private tellLeft(question: number): void {
    const leftAt = this.times.takeLeftAt(question);
    if (leftAt === null) return;
    this.proctoring.tellOf(question, "PAGE_LEFT", leftAt, { away_ms: Math.max(0, Date.now() - leftAt) });
  }

  /** The words about time are said every few seconds, so they show first that nobody is reached. */
  private async reached<T>(asked: Promise<T>): Promise<T> {
    try {
      const answer = await asked;
      this.proctoring.back();
      return answer;
    } catch (error) {
      if (error instanceof ApiError && error.status === 0) this.proctoring.away();
      throw error;
    }
  }

  private async correct(text: string): Promise<CorrectionView> {
    const { question } = this.state.value;
    const corrected = await this.api.correct(question, text);
    if (this.state.value.question === question) this.transcript.value = corrected.text;
    return corrected;
  }

  private forgetDrafts(): void {
    this.times.forget();
    this.untold.forgetAll();
    for (const question of this.questions.value.keys()) this.drafts.forget(question);
  }

  private keepWords(question: number, text: string): void {
    if (question !== this.state.value.question) return;
    this.transcript.value = text;
    this.isStored.value = text !== "";
    this.stored?.(true);
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
    const review = await this.api.review(question, reviewing.signal).catch(() => null);
    if (reviewing.signal.aborted) return;
    if (!review) {
      this.feed({ type: "review_unavailable" });
      return;
    }
    const followUp = review.followUp && this.append(review.followUp);
    this.feed({ type: "reviewed", feedback: review.feedback, followUp });
  }

  private append({ question_index: index, text, thinking_time_s, answer_time_s }: FollowUpView): FollowUp {
    const { question } = this.state.value;
    const follows = this.questions.value[question]?.follows ?? question;
    const questions = [...this.questions.value];
    const isNew = {
      follow_ups: 0,
      begun: false,
      recorded: false,
      recorded_ms: 0,
      written: false,
      awaited: 0,
      time: null,
    };
    const followUp: QuestionView = { ...isNew, ...questions[index], text, thinking_time_s, answer_time_s, follows };
    questions[index] = followUp;
    this.questions.value = questions;
    return { question: index, timing: timing(followUp) };
  }

  private async deliver(): Promise<void> {
    this.client.close();
    await this.closeDevices();
    await this.delivery.settled();
    await this.times.tell();
    this.proctoring.recover();
    const isLate = new Promise((resolve) => setTimeout(resolve, EVENTS_WITHIN_MS));
    await Promise.race([this.delivery.bringEvents(this.untold), isLate]);
    this.feed({ type: "delivered" });
  }

  private async lock(failures = 0): Promise<void> {
    try {
      await this.api.finish();
      await this.delivery.forget();
      this.forgetDrafts();
      this.feed({ type: "locked" });
    } catch (error) {
      if (error instanceof ApiError && !error.isPassing) {
        this.feed({ type: "link_closed" });
        return;
      }
      await pauseAfter(error, failures);
      if (!this.ending.signal.aborted && this.state.value.phase === "delivering") await this.lock(failures + 1);
    }
  }

  private async closeDevices(): Promise<void> {
    await Promise.all([this.capture.close(), this.voice.close()]);
  }

  private hear({ frame, level }: Frame): void {
    this.level.value = level;
    this.listenForSound(level, FRAME_MS);
    const { phase } = this.state.value;
    if (!isHeard(phase)) return;
    this.client.hear(frame);
    // The silence of a microphone that was unplugged is not the candidate's.
    if ((phase !== "answering" && phase !== "practising") || this.capture.lost.value.has("audio")) return;
    this.listening = hear(this.listening, level, FRAME_MS);
    const { quietMs, patienceMs } = this.listening;
    const isPause = hasBegun(this.listening) && quietMs >= Math.min(HINT_AFTER_MS, patienceMs / 2);
    this.pauseMs.value = isPause && patienceMs !== Infinity ? patienceMs - quietMs : null;
    if (isOver(this.listening)) this.feed({ type: "silence" });
  }

  private listenForSound(level: number, ms: number): void {
    this.heardAt = performance.now();
    this.unheard = listenFor(this.unheard, level, ms, hasBegun(this.listening));
    this.isUnheard.value = isUnheard(this.unheard);
    if (isVoice(this.unheard, level)) this.wasHeard.value = true;
  }

  private async lookForFaces(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    this.faces.value = "looking";
    const unavailable = (): void => void (this.faces.value = "unavailable");
    try {
      const { watchFaces } = await import("../proctoring/face-watch");
      if (this.ending.signal.aborted) return;
      const stop = watchFaces(() => this.capture.stream.value, { faces: (count) => this.seeFaces(count), unavailable });
      this.stops.push(stop);
    } catch {
      unavailable();
    }
  }

  private seeFaces(count: number): void {
    // Nobody is to be seen in a picture that is off.
    if (!this.capture.isPictureOn.value) return;
    this.faces.value = count === 1 ? "one" : count === 0 ? "none" : "several";
    if (!isSign(count > 1 ? "MULTIPLE_FACES" : "FACE_ABSENT", this.state.value.phase)) return;
    const [sightings, alarm]: readonly [typeof NOTHING_SEEN, FaceAlarm | null] = see(this.sightings, count);
    this.sightings = sightings;
    if (alarm) this.proctoring.tell(alarm, count > 1 ? { faces: count } : {});
  }

  private tick(): void {
    this.now.value = Date.now();
    this.isDurable.value = this.store.isDurable;
    // A microphone whose frames stay away is heard as little as one that gives zeros.
    const silentMs = performance.now() - this.heardAt;
    if (this.capture.stream.value && silentMs > 2 * TICK_MS)
      this.listenForSound(0, Math.min(silentMs, UNHEARD_AFTER_MS));
    this.capture.look();
    this.lookAtPicture();
    this.keepTime();
    if (this.state.value.endsAt !== null) this.feed({ type: "tick" });
  }

  private lookAtPicture(): void {
    const { isOffline, behindMs } = this.delivery.progress.value;
    const isAway = isOffline || !navigator.onLine || this.delivery.unansweredMs > AWAY_AFTER_MS;
    this.picture = look(this.picture, { isPoor: this.isPoor.value, isAway, behindMs }, Date.now());
    if (this.picture.isOn !== this.capture.isPictureOn.value) this.capture.showPicture(this.picture.isOn);
  }

  private get patienceMs(): number {
    const { silence_s } = this.interview.accommodations;
    return silence_s === null ? Infinity : 1000 * silence_s;
  }

  private listenToWindow(): void {
    const options = { signal: this.leaving.signal };
    window.addEventListener("offline", () => this.proctoring.away(), options);
    window.addEventListener("pagehide", () => this.proctoring.recover(), options);
    window.addEventListener(
      "online",
      () => {
        this.proctoring.back();
        this.delivery.hurry();
      },
      options,
    );
    window.addEventListener(
      "beforeunload",
      (event) => {
        const { phase } = this.state.value;
        const { chunks, answers } = this.delivery.progress.value;
        const isDelivering = (phase === "closed" || phase === "expired") && chunks + answers > 0;
        if (isUnsaved(phase) || isDelivering) event.preventDefault();
      },
      options,
    );
  }
}

function timing({ thinking_time_s, answer_time_s }: QuestionView): Timing {
  return { thinkingMs: 1000 * thinking_time_s, answerMs: 1000 * answer_time_s };
}

/** Longer and longer, and as long as the server wishes. */
async function pauseAfter(error: unknown, failures: number): Promise<void> {
  const pauseMs = Math.min(AGAIN_AFTER_MS * 2 ** failures, LONGEST_PAUSE_MS);
  await new Promise((resolve) => setTimeout(resolve, Math.max(pauseMs, wishedPauseMs(error))));
}

function standingIn(phase: Phase): Standing {
  if (isTimed(phase)) return "running";
  return phase === "reviewing" ? "ended" : "waiting";
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

function faultOf(error: unknown): DeviceFault {
  return error instanceof DeviceError ? error.fault : "unsupported";
}
