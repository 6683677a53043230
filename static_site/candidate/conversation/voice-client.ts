/** The page's side of /voice: what it may say, and what it hears. */

import { answered, asked, BEAT_MS, type Connection, FINE, waited } from "./connection";
import {
  finishOf,
  GivenAnswer,
  isFinish,
  isStart,
  makeRoom,
  questionOf,
  type Finish,
  type Start,
} from "./given-answer";
import { passOver, voiceMessage } from "../../shared/socket-messages";
import type { AgentState, AnswerResumed, Closing, Turn, VoiceCommand, VoiceMessage } from "../../shared/socket-types";
import type { SocketListener } from "../../shared/ticket-socket";

/** The interview is over, its link was replaced, or it goes on in another conversation. */
export type Dismissal = Extract<Closing["reason"], "closed" | "replaced" | "elsewhere">;
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
  /** How sure the recogniser is that this answer's turn is over. */
  turn(turn: Turn): void;
  /** Whether words are recognised from now on. */
  recognition(isAtWork: boolean): void;
  /** A part of this answer was not listened to: only the recording has it. */
  missed(question: number): void;
  /** All words of the practice so far; `isOver` where no more will come. */
  practice(text: string, isOver: boolean): void;
  /** The answer's words are stored, so that it can get feedback. */
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
const SPOKEN: ReadonlySet<VoiceCommand["type"]> = new Set(["greet", "ask", "speak_feedback", "practise", "goodbye"]);
/** What the proxy answers to an answer that it does not let go on. */
const REFUSALS: ReadonlySet<string> = new Set(["not_resumed", "wrong_order", "too_many", "unknown_message"]);
const LOOK_MS = 500;
/** The last words of an answer take at most as long. */
const FINISH_TIMEOUT_MS = 15_000;
/** A connection that was renewed is back within this, or away. */
const RENEWAL_TIMEOUT_MS = 8_000;
/** What came while the last words were still awaited is said again. */
const AGAIN_AFTER_MS = 700;
const MAX_AGAIN = 8;
/** Of all answers, while the connection is away: the proxy takes a minute at once. */
const MAX_KEPT_FRAMES = 500;
/** Of 100 ms, between the microphone and a task that is about to restart. */
const MAX_UNDER_WAY_FRAMES = 100;
/** Of 100 ms, since the end of an answer that may still go on. */
const MAX_SINCE_FRAMES = 100;
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
  /** What the proxy is told next, in this order: answers with their own sound, and their ends where they are over. */
  private held: (VoiceCommand | GivenAnswer)[] = [];
  /** The answer that this connection was told of last, */
  private told: GivenAnswer | null = null;
  /** and the one whose last words are waited for. */
  private ending: GivenAnswer | null = null;
  /** What the agent was asked to say last, until it is said, and how often anew. */
  private spoken: VoiceCommand | null = null;
  private again = 0;
  /** The answer that is being given: recognition goes on with it after a new connection. */
  private current: GivenAnswer | null = null;
  /** The answer that ended last. */
  private last: GivenAnswer | null = null;
  /** The newest of the sound that this connection was given of an answer, and how much in all. */
  private passed: ArrayBuffer[] = [];
  private passedMs = 0;
  /** The sound since the end of the last answer, which may still go on; null while none may. */
  private since: ArrayBuffer[] | null = null;
  /** How often the proxy refused to go on with it, until its words come; null where that was not asked for. */
  private refusals: number | null = null;
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

  /** Whether it is said now, or as soon as it can be. `begun`: the sound of an answer that began before it was asked for. */
  say(request: VoiceCommand, begun: readonly ArrayBuffer[] = []): boolean {
    if (SPOKEN.has(request.type)) {
      // What was being said before is over.
      this.voice.flush();
      this.isSpeaking = false;
      this.again = 0;
    }
    if (request.type === "answer_resumed") return this.resume(request);
    if (isStart(request)) return this.start(request, begun);
    if (isFinish(request)) return this.finish(request);
    return this.queue(request);
  }

  /** 100 ms of the microphone, 16 kHz. */
  hear(frame: ArrayBuffer): void {
    if (this.since && this.since.push(frame) > MAX_SINCE_FRAMES) this.since.shift();
    const { current } = this;
    if (current && this.isWaiting(current)) this.keep(current, [frame]);
    else if (this.isReady && this.isIdle) this.pass(frame);
    // No part of the answer yet: the proxy keeps it for the case that the answer goes on.
    else if (this.isReady && this.ending && !this.ending.isPractice) this.socket.send(frame);
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

  /** Whether this is the question that is being answered; null is the one to practise on. */
  private isAnswering(question: number | null): boolean {
    return this.current !== null && this.current.question === question;
  }

  /** Whether this connection was not told of it yet. */
  private isWaiting(answer: GivenAnswer): boolean {
    return this.held.includes(answer);
  }

  private get waiting(): GivenAnswer[] {
    return this.held.filter((item) => item instanceof GivenAnswer);
  }

  private start(request: Start, begun: readonly ArrayBuffer[]): boolean {
    if (this.isAnswering(questionOf(request))) return this.isReady;
    if (this.current) this.finish(finishOf(this.current.start));
    this.since = this.refusals = null;
    this.current = new GivenAnswer(request);
    this.keep(this.current, begun);
    return this.queue(this.current);
  }

  private finish(request: Finish): boolean {
    const answer = this.current;
    // It is over already.
    if (answer?.question !== questionOf(request)) return this.isReady;
    answer.end = request;
    [this.current, this.last] = [null, answer];
    this.since = request.type === "answer_finished" ? [] : null;
    this.refusals = null;
    return this.isWaiting(answer) ? this.isReady : this.tellEnd(answer);
  }

  private queue(request: VoiceCommand | GivenAnswer): boolean {
    if (this.isReady && this.isIdle) return this.send(request);
    const isAnswer = request instanceof GivenAnswer;
    const isSaidSoon = this.isReady || (this.renewing !== null && !isAnswer && SPOKEN.has(request.type));
    if (isAnswer || isSaidSoon) this.held.push(request);
    return isSaidSoon;
  }

  private send(request: VoiceCommand | GivenAnswer): boolean {
    if (request instanceof GivenAnswer) return this.tell(request);
    if (SPOKEN.has(request.type)) this.spoken = request;
    return this.socket.send(JSON.stringify(request));
  }

  /** The proxy hears this answer from here on, or all that is kept of it where it is over. */
  private tell(answer: GivenAnswer): boolean {
    this.told = answer;
    answer.beginTake();
    this.passed = [];
    this.passedMs = 0;
    const isSent = this.socket.send(JSON.stringify(answer.start));
    for (const frame of answer.kept.splice(0)) this.pass(frame);
    if (answer.end) {
      this.tellEnd(answer);
      // It may still go on.
      if (answer === this.last) for (const frame of this.since ?? []) this.socket.send(frame);
    }
    return isSent;
  }

  private tellEnd(answer: GivenAnswer): boolean {
    this.ending = answer;
    this.finishing = setTimeout(() => this.goOn(), FINISH_TIMEOUT_MS);
    return this.socket.send(JSON.stringify(answer.toldEnd));
  }

  /** For the next connection, or until the last words of the answer before have come. */
  private keep(answer: GivenAnswer, frames: readonly ArrayBuffer[]): void {
    answer.kept.push(...frames);
    for (const lacking of makeRoom(this.waiting, MAX_KEPT_FRAMES)) this.miss(lacking);
  }

  private pass(frame: ArrayBuffer): void {
    this.socket.send(frame);
    this.passedMs += frame.byteLength / BYTES_A_MS;
    if (this.passed.push(frame) > MAX_UNDER_WAY_FRAMES) this.passed.shift();
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

  /** The answer that was just finished goes on: what was to be said of it is not. */
  private resume(request: AnswerResumed): boolean {
    const { question } = request;
    this.voice.flush();
    this.isSpeaking = false;
    this.spoken = null;
    const answer = this.last?.question === question ? this.last : new GivenAnswer({ type: "answer_started", question });
    answer.end = null;
    this.current = answer;
    this.held = this.waiting;
    if (this.isReady && !this.isWaiting(answer)) {
      this.stopWaiting();
      this.refusals = 0;
      return this.send(request);
    }
    this.refusals = null;
    // What the next connection is told of it goes on; where that is nothing, another take of it begins.
    if (!this.isWaiting(answer)) this.held.push(answer);
    this.keep(answer, this.since ?? []);
    return this.isReady;
  }

  /** It is not let go on: another take of it begins, with all that was said since its end. */
  private beginAnew(): void {
    const answer = this.current;
    if (!answer || answer.isPractice || this.refusals === null) return;
    if (this.refusals++ > MAX_AGAIN) {
      this.miss(answer);
      return;
    }
    setTimeout(
      () => {
        if (this.current !== answer || !this.isReady || this.refusals === null) return;
        answer.kept = [...(this.since ?? [])];
        this.tell(answer);
      },
      this.refusals === 1 ? 0 : AGAIN_AFTER_MS,
    );
  }

  private stopWaiting(): void {
    if (this.finishing !== null) clearTimeout(this.finishing);
    this.finishing = this.ending = null;
  }

  /** The last words have come: what was held back is told now, up to the next end that is waited for. */
  private goOn(): void {
    this.stopWaiting();
    while (this.isReady && this.isIdle) {
      const next = this.held.shift();
      if (next === undefined) return;
      this.send(next);
    }
  }

  /** The last words were not the last: soon they are. */
  private sayAgain(): void {
    const { spoken } = this;
    this.spoken = null;
    if (!spoken || this.again >= MAX_AGAIN) return;
    this.again++;
    setTimeout(() => {
      if (this.spoken === null && this.current === null && this.isReady) this.send(spoken);
    }, AGAIN_AFTER_MS);
  }

  private receive(data: string | ArrayBuffer): void {
    if (typeof data === "string") {
      const message = voiceMessage(data);
      if (message) this.understand(message);
      return;
    }
    this.begin();
    this.voice.play(data);
  }

  private understand(answer: VoiceMessage): void {
    switch (answer.type) {
      case "ready":
        this.recognise(answer.recognition);
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
        if (!answer.final && this.isAnswering(answer.question)) this.since = this.refusals = null;
        // Without a question nobody is interviewed.
        if (answer.question !== null)
          this.listener.transcript(answer.question, this.soFar(answer.question, answer.text));
        return;
      case "turn":
        this.listener.recognition(true);
        if (this.isAnswering(answer.question)) this.listener.turn(answer);
        return;
      case "practice_heard":
        this.listener.practice(this.soFar(null, answer.text), answer.final && this.finishing !== null);
        if (answer.final && this.finishing) this.goOn();
        return;
      case "answer_stored":
        // It has gone on since.
        if (this.isAnswering(answer.question)) return;
        if (!answer.complete) this.listener.missed(answer.question);
        this.listener.stored(answer.question, answer.text);
        this.goOn();
        return;
      case "error":
        if (REFUSALS.has(answer.code) && this.refusals !== null) this.beginAnew();
        else if (answer.code === "wrong_order") this.sayAgain();
        // It is called back; until it is there nobody says that a turn is over.
        if (answer.code === "recognition_down" || answer.code === "recognition_full") this.listener.recognition(false);
        if (answer.code !== "not_stored") return;
        // Of one before nobody waits to know.
        if (this.ending === this.last) this.listener.notStored();
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
      default:
        passOver(answer);
    }
  }

  /** All words of the answer that this connection was told of. */
  private soFar(question: number | null, text: string): string {
    return this.told?.question === question ? this.told.soFar(text) : text;
  }

  /** Goes on where the connection before left off. */
  private takeUp(): void {
    this.stopRenewing();
    this.isReady = true;
    this.beatAt = -Infinity;
    this.measure(FINE);
    this.goOn();
  }

  private recognise(isAtWork: boolean): void {
    this.recognises = isAtWork;
    this.listener.recognition(isAtWork);
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
      this.missWhatWasUnderWay();
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
    this.renewing ??= setTimeout(() => this.lose(), RENEWAL_TIMEOUT_MS);
    this.socket.renew();
  }

  /** The task took what it heard and answered: all else, the next one is told again. */
  private moveOn(heardMs: number): void {
    const { spoken } = this;
    const answer = this.ending ?? this.beingHeard;
    const underWay = this.underWay(heardMs);
    this.renew();
    if (!answer) {
      if (spoken) this.held.unshift(spoken);
      return;
    }
    if (!this.isWaiting(answer)) this.held.unshift(answer);
    answer.kept.unshift(...underWay);
    this.keep(answer, []);
  }

  private stopRenewing(): void {
    if (this.renewing !== null) clearTimeout(this.renewing);
    this.renewing = null;
  }

  /** The answer whose sound this connection is given. */
  private get beingHeard(): GivenAnswer | null {
    return this.isReady && this.current && !this.isWaiting(this.current) ? this.current : null;
  }

  private leave(): void {
    const { beingHeard } = this;
    this.isReady = false;
    this.quality = { askedAt: null, quality: this.quality.quality === "fine" ? "fine" : "poor" };
    this.stopWaiting();
    this.spoken = null;
    this.held = this.held.filter((item) => item instanceof GivenAnswer || SPOKEN.has(item.type));
    if (beingHeard) this.held.unshift(beingHeard);
  }

  /** A connection that dies takes with it what it had not passed on yet; a task that restarts loses nothing. */
  private missWhatWasUnderWay(): void {
    if (this.beingHeard) this.miss(this.beingHeard);
  }

  private miss({ question }: GivenAnswer): void {
    if (question !== null) this.listener.missed(question);
  }

  private dismiss(reason: Dismissal): void {
    this.close();
    this.lose();
    this.listener.dismissed(reason);
  }

  private lose(): void {
    this.missWhatWasUnderWay();
    this.stopRenewing();
    this.leave();
    this.measure(FINE);
    this.held = this.waiting;
    this.recognise(false);
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

function isDismissal(reason: string): reason is Dismissal {
  return DISMISSALS.has(reason);
}
