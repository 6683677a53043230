/** The page's side of /voice: what it may say, and what it hears. */

import { answered, asked, BEAT_MS, type Connection, FINE, waited } from "./connection";
import type { SocketListener } from "../../shared/ticket-socket";

export type VoiceRequest =
  | Start
  | Finish
  | { readonly type: "greet" | "goodbye" | "practise" | "keep_alive" }
  | { readonly type: "ask" | "speak_review" | "more_time"; readonly question: number };

/** From here on the microphone is an answer. */
type Start = { readonly type: "answer_started"; readonly question: number } | { readonly type: "practice_started" };
type Finish = { readonly type: "answer_finished"; readonly question: number } | { readonly type: "practice_finished" };

export type AgentState = "connecting" | "listening" | "quiet" | "thinking" | "speaking" | "down";

type VoiceAnswer =
  | { readonly type: "ready"; readonly agent: boolean; readonly recognition: boolean }
  | { readonly type: "state"; readonly agent: AgentState }
  | { readonly type: "caption"; readonly text: string }
  | { readonly type: "speech_started" | "speech_ended" | "audio_done" | "alive" }
  | { readonly type: "restarting"; readonly heard_ms: number }
  | { readonly type: "practice_heard"; readonly text: string; readonly final: boolean }
  | { readonly type: "transcript"; readonly question: number; readonly text: string; readonly final: boolean }
  | { readonly type: "answer_stored"; readonly question: number; readonly text: string; readonly complete: boolean }
  | { readonly type: "error"; readonly code: string; readonly message: string }
  | { readonly type: "closing"; readonly reason: string };

/** The interview is over, its link was replaced, or it goes on in another conversation. */
export type Dismissal = "closed" | "replaced" | "elsewhere";
const DISMISSALS: ReadonlySet<string> = new Set<Dismissal>(["closed", "replaced", "elsewhere"]);

export interface VoiceListener {
  /** Whether the agent speaks from now on. */
  agent(isUp: boolean): void;
  state(agent: AgentState): void;
  caption(text: string): void;
  /** The agent's voice begins to be heard. */
  began(): void;
  /** All that the agent had to say was heard. */
  spoken(): void;
  /** All words of the answer so far. */
  transcript(question: number, text: string): void;
  /** A part of this answer was not listened to: only the recording has it. */
  missed(question: number): void;
  /** All words of the practice so far; `isOver` where no more will come. */
  practice(text: string, isOver: boolean): void;
  /** The answer's words are stored, so that it can be reviewed. */
  stored(question: number, text: string): void;
  /** They could not be. */
  notStored(): void;
  /** The conversation is over for this page: it does not come back. */
  dismissed(reason: Dismissal): void;
  /** Whether the connection is too slow for a conversation. */
  connection(isPoor: boolean): void;
}

/** Plays what it is given; AgentVoice does. */
export interface Voice {
  play(pcm: ArrayBuffer): void;
  flush(): void;
  finished(): Promise<void>;
}

export interface VoiceSocket {
  readonly isOpen: boolean;
  open(): void;
  send(data: string | ArrayBuffer): boolean;
  renew(): void;
  close(): void;
}

/** What the agent answers with its voice. */
const SPOKEN: ReadonlySet<VoiceRequest["type"]> = new Set(["greet", "ask", "speak_review", "practise", "goodbye"]);
const LOOK_MS = 500;
/** The last words of an answer take at most as long. */
const FINISHES_WITHIN_MS = 15_000;
/** A connection that was renewed is back within this, or away. */
const RENEWS_WITHIN_MS = 8_000;
/** What came while the last words were still awaited is said again. */
const AGAIN_AFTER_MS = 700;
const MOST_AGAIN = 8;
/** Of an answer, while the connection is away: the proxy takes a minute at once. */
const MOST_KEPT_FRAMES = 500;
/** Of 100 ms, between the microphone and a task that is about to restart. */
const MOST_UNDER_WAY_FRAMES = 100;
/** Of the microphone's sound: 16 kHz, 16 bit. */
const BYTES_A_MS = 32;

export class VoiceClient {
  private readonly socket: VoiceSocket;
  private isUp: boolean | null = null;
  private isSpeaking = false;
  private isReady = false;
  private looking: ReturnType<typeof setInterval> | null = null;
  private quality: Connection = FINE;
  private beatAt = -Infinity;
  /** Until when a connection that is just being renewed is no loss. */
  private renewing: ReturnType<typeof setTimeout> | null = null;
  /** Until when the last words of an answer are waited for: nothing else is understood meanwhile. */
  private finishing: ReturnType<typeof setTimeout> | null = null;
  private held: VoiceRequest[] = [];
  /** What ends the answer whose last words are waited for. */
  private ending: Finish | null = null;
  /** What the agent was asked to say last, until it is said, and how often anew. */
  private spoken: VoiceRequest | null = null;
  private again = 0;
  /** The answer that is being given: recognition goes on with it after a new connection, */
  private answering: Start | null = null;
  /** with the words of the connections before, */
  private before = "";
  private words = "";
  /** and with what was said meanwhile. */
  private kept: ArrayBuffer[] = [];
  /** The newest of its sound that this connection was given, and how much in all. */
  private passed: ArrayBuffer[] = [];
  private passedMs = 0;
  /** The answer whose end nobody was there to hear. */
  private unfinished: Finish | null = null;
  /** Whether words are recognised at all. */
  recognises = false;

  constructor(
    makeSocket: (listener: SocketListener) => VoiceSocket,
    private readonly voice: Voice,
    private readonly listener: VoiceListener,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.socket = makeSocket({
      opened: () => undefined,
      received: (data) => this.receive(data),
      lost: () => {
        // The next task may not be there yet.
        if (this.renewing === null) this.lose();
      },
    });
  }

  open(): void {
    this.looking = setInterval(() => this.look(), LOOK_MS);
    this.socket.open();
  }

  /** Whether it is said now, or as soon as it can be. */
  say(request: VoiceRequest): boolean {
    if (SPOKEN.has(request.type)) {
      // What was being said before is over.
      this.voice.flush();
      this.isSpeaking = false;
      this.again = 0;
    }
    if (isStart(request)) {
      this.answering = request;
      this.kept = [];
      this.before = this.words = "";
    }
    if (isFinish(request)) {
      this.answering = null;
      if (!this.isReady) this.unfinished = request;
    }
    if (this.isReady && this.isIdle) return this.send(request);
    const isHeld = this.isReady || (this.renewing !== null && SPOKEN.has(request.type));
    if (isHeld) this.held.push(request);
    return isHeld;
  }

  /** 100 ms of the microphone, 16 kHz. */
  hear(frame: ArrayBuffer): void {
    if (this.isReady && this.isIdle) this.pass(frame);
    else if (this.answering && this.kept.push(frame) > MOST_KEPT_FRAMES) {
      this.kept.shift();
      this.miss();
    }
  }

  close(): void {
    if (this.looking !== null) clearInterval(this.looking);
    if (this.renewing !== null) clearTimeout(this.renewing);
    if (this.finishing !== null) clearTimeout(this.finishing);
    this.socket.close();
    this.voice.flush();
  }

  private get isIdle(): boolean {
    return this.finishing === null;
  }

  private send(request: VoiceRequest): boolean {
    const isSent = this.socket.send(JSON.stringify(request));
    if (SPOKEN.has(request.type)) this.spoken = request;
    if (isStart(request)) {
      this.passed = [];
      this.passedMs = 0;
      for (const frame of this.kept.splice(0)) this.pass(frame);
    }
    if (isFinish(request)) {
      this.ending = request;
      this.finishing = setTimeout(() => this.goOn(), FINISHES_WITHIN_MS);
    }
    return isSent;
  }

  private pass(frame: ArrayBuffer): void {
    this.socket.send(frame);
    this.passedMs += frame.byteLength / BYTES_A_MS;
    if (this.passed.push(frame) > MOST_UNDER_WAY_FRAMES) this.passed.shift();
  }

  /** The sound that was under way when the task had heard so much. */
  private underWay(heardMs: number): ArrayBuffer[] {
    const unheard: ArrayBuffer[] = [];
    let endsAtMs = this.passedMs;
    for (const frame of [...this.passed].reverse()) {
      if (endsAtMs <= heardMs) break;
      unheard.unshift(frame);
      endsAtMs -= frame.byteLength / BYTES_A_MS;
    }
    return unheard;
  }

  /** The last words have come: what was held back is said now. */
  private goOn(): void {
    if (this.finishing !== null) clearTimeout(this.finishing);
    this.finishing = this.ending = null;
    const held = this.held.splice(0);
    for (const request of held) {
      // The end of an answer among them is waited for as well.
      if (this.isReady && this.isIdle) this.send(request);
      else this.held.push(request);
    }
  }

  /** The last words were not the last: soon they are. */
  private sayAgain(): void {
    const { spoken } = this;
    this.spoken = null;
    if (!spoken || this.again >= MOST_AGAIN) return;
    this.again++;
    setTimeout(() => {
      if (this.spoken === null && this.answering === null && this.isReady) this.send(spoken);
    }, AGAIN_AFTER_MS);
  }

  private receive(data: string | ArrayBuffer): void {
    if (typeof data === "string") {
      const answer = parse(data);
      if (answer) this.understand(answer);
      return;
    }
    this.begin();
    this.voice.play(data);
  }

  private understand(answer: VoiceAnswer): void {
    switch (answer.type) {
      case "ready":
        this.recognises = answer.recognition;
        this.takeUp();
        this.setUp(answer.agent);
        return;
      case "state":
        // Whether there is an agent at all, `ready` says; one that is just being called is neither.
        if (this.isReady && answer.agent !== "connecting") this.setUp(answer.agent !== "down");
        this.listener.state(answer.agent);
        return;
      case "caption":
        this.listener.caption(answer.text);
        return;
      case "speech_started":
        this.voice.flush();
        return;
      case "audio_done":
        this.spoken = null;
        this.isSpeaking = false;
        void this.voice.finished().then(() => {
          // Something else may have been begun meanwhile: then that is what is waited for.
          if (!this.isSpeaking) this.listener.spoken();
        });
        return;
      case "transcript":
        this.listener.transcript(answer.question, this.soFar(answer.text));
        return;
      case "practice_heard":
        this.listener.practice(this.soFar(answer.text), answer.final && this.finishing !== null);
        if (answer.final && this.finishing) this.goOn();
        return;
      case "answer_stored":
        if (!answer.complete) this.listener.missed(answer.question);
        this.listener.stored(answer.question, answer.text);
        this.goOn();
        return;
      case "error":
        if (answer.code === "wrong_order") this.sayAgain();
        if (answer.code !== "not_stored") return;
        this.listener.notStored();
        this.goOn();
        return;
      case "alive":
        this.measure(answered(this.quality, this.now()));
        return;
      case "restarting":
        this.moveOn(answer.heard_ms);
        return;
      case "closing":
        if (isDismissal(answer.reason)) this.dismiss(answer.reason);
        return;
      case "speech_ended":
        return;
    }
  }

  /** A new connection counts the words of the answer from its own start. */
  private soFar(text: string): string {
    this.words = text;
    return [this.before, text].filter((words) => words !== "").join(" ");
  }

  /** Goes on where the connection before left off. */
  private takeUp(): void {
    this.stopRenewing();
    this.isReady = true;
    this.beatAt = -Infinity;
    this.measure(FINE);
    this.before = this.soFar(this.words);
    this.words = "";
    const { answering, unfinished } = this;
    this.unfinished = null;
    if (unfinished) {
      this.send(startOf(unfinished));
      this.send(unfinished);
      if (answering) this.held.unshift(answering);
    } else if (answering) this.send(answering);
    if (this.isIdle) this.goOn();
  }

  private begin(): void {
    if (this.isSpeaking) return;
    this.isSpeaking = true;
    this.listener.began();
  }

  /** A round trip every few seconds: a connection that says nothing may be none. */
  private look(): void {
    const now = this.now();
    this.measure(waited(this.quality, now));
    if (this.quality.quality === "dead") {
      this.miss();
      this.renew();
      return;
    }
    if (!this.isReady || now - this.beatAt < BEAT_MS) return;
    this.beatAt = now;
    this.quality = asked(this.quality, now);
    this.send({ type: "keep_alive" });
  }

  private measure(next: Connection): void {
    const wasFine = this.quality.quality === "fine";
    this.quality = next;
    if (wasFine !== (next.quality === "fine")) this.listener.connection(wasFine);
  }

  /** Comes back at once, as if nothing had happened where that is soon. */
  private renew(): void {
    this.leave();
    this.renewing ??= setTimeout(() => this.lose(), RENEWS_WITHIN_MS);
    this.socket.renew();
  }

  /** The task took what it heard and answered: all else, the next one is told again. */
  private moveOn(heardMs: number): void {
    const { spoken, ending } = this;
    this.renew();
    if (this.answering ?? ending) this.kept.unshift(...this.underWay(heardMs));
    if (spoken) this.held.unshift(spoken);
    if (ending) this.unfinished = ending;
    this.spoken = this.ending = null;
  }

  private stopRenewing(): void {
    if (this.renewing !== null) clearTimeout(this.renewing);
    this.renewing = null;
  }

  private leave(): void {
    this.isReady = false;
    this.quality = { askedAt: null, quality: this.quality.quality === "fine" ? "fine" : "poor" };
    if (this.finishing !== null) clearTimeout(this.finishing);
    this.finishing = null;
    this.held = this.held.filter(({ type }) => SPOKEN.has(type));
  }

  /** A connection that dies takes with it what it had not passed on yet; a task that restarts loses nothing. */
  private miss(): void {
    if (this.answering?.type === "answer_started") this.listener.missed(this.answering.question);
  }

  private dismiss(reason: Dismissal): void {
    this.close();
    this.lose();
    this.listener.dismissed(reason);
  }

  private lose(): void {
    if (this.isReady) this.miss();
    this.stopRenewing();
    this.leave();
    this.measure(FINE);
    this.held = [];
    this.recognises = false;
    this.isSpeaking = false;
    this.voice.flush();
    this.listener.state("down");
    this.setUp(false);
  }

  private setUp(isUp: boolean): void {
    if (this.isUp === isUp) return;
    this.isUp = isUp;
    this.listener.agent(isUp);
  }
}

function isStart(request: VoiceRequest): request is Start {
  return request.type === "answer_started" || request.type === "practice_started";
}

function isDismissal(reason: string): reason is Dismissal {
  return DISMISSALS.has(reason);
}

function isFinish(request: VoiceRequest): request is Finish {
  return request.type === "answer_finished" || request.type === "practice_finished";
}

function startOf(finish: Finish): Start {
  if (finish.type === "practice_finished") return { type: "practice_started" };
  return { type: "answer_started", question: finish.question };
}

/** Unknown messages are passed over: a newer proxy may say more. */
function parse(text: string): VoiceAnswer | null {
  try {
    const answer = JSON.parse(text) as unknown;
    return answer !== null && typeof answer === "object" && "type" in answer ? (answer as VoiceAnswer) : null;
  } catch {
    return null;
  }
}
