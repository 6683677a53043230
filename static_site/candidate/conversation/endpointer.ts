/**
 * Listens to the microphone and to what the recogniser makes of it: ends the answer, points a pause out before, and
 * notices a microphone that gives nothing. What counts as speech and as silence, silence.ts decides, what ends an
 * answer, answer-end.ts.
 */

import { signal } from "@preact/signals";

import { wordCount } from "../../shared/word-count";
import { hasBegun as hasSaidAnything, isOver, type Moment, NOISY_PAUSE_MS, pauseNeededMs } from "./answer-end";
import {
  HEARD,
  hasBegun,
  hear,
  inRoom,
  isLoudNow,
  isSpeakingOn,
  isUnheard,
  isVoice,
  isWaiting,
  listen,
  listenFor,
  speaksOn,
  UNHEARD_AFTER_MS,
  voiceAfter,
  wait,
} from "./silence";

/** From here on a pause is pointed out. */
const HINT_AFTER_MS = 2_000;
/** Frames come ten times a second: after so long without one they stay away. */
const LATE_AFTER_MS = 500;

/** What the recogniser says of the turn. */
interface Told {
  readonly confidence: number;
  /** Something was heard since. */
  readonly isStale: boolean;
}

/** What has been loud since the last word or verdict. */
interface Noise {
  readonly ms: number;
  /** Of the last of it, 0 to 1. */
  readonly level: number;
}

const NOISE_KNOWN_MS = 500;
const NO_NOISE: Noise = { ms: 0, level: 0 };

export class Endpointer {
  /** How long a silence after speech may last until it ends the answer; null while none is to be pointed out. */
  readonly pauseMs = signal<number | null>(null);
  /** The microphone is there, and gives no sound. */
  readonly isUnheard = signal(false);
  /** A voice was heard on this page, so that the microphone works. */
  readonly wasHeard = signal(false);
  /** Not even a room is heard for a while: it is muted, cut off, or cuts silence out itself. */
  readonly isDead = signal(false);
  private readonly patienceMs: number;
  private listening = listen();
  private unheard = HEARD;
  private dead = HEARD;
  private heardAt = 0;
  private recognises = false;
  private told: Told | null = null;
  private words = 0;
  private noise = NO_NOISE;
  /** Of the candidate, since the answer ended. */
  private voiceMs = 0;

  constructor(
    /** So long a silence ends an answer; null where none does. */
    silenceS: number | null,
    private readonly onOver: () => void,
    /** An answer that has just ended goes on. */
    private readonly onSpokeOn: () => void = () => undefined,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.patienceMs = silenceS === null ? Infinity : 1000 * silenceS;
  }

  /** The microphone is open: its frames are due from now on. */
  open(): void {
    this.heardAt = this.now();
  }

  /** An answer begins. */
  begin(): void {
    this.listening = listen(this.patienceMs);
    this.unheard = HEARD;
    this.isUnheard.value = false;
    this.told = null;
    this.words = 0;
    this.noise = NO_NOISE;
  }

  /** Time to think was asked for. */
  wait(): void {
    this.listening = wait(this.listening);
  }

  /** Time to think was asked for, and nothing was said since. */
  get isWaiting(): boolean {
    return isWaiting(this.listening);
  }

  /** How loud the candidate was in their last answer; 0 where that is not known. */
  get ownLevel(): number {
    return this.listening.speechLevel;
  }

  /** The answer is over, for whatever reason. */
  end(): void {
    this.pauseMs.value = null;
    this.voiceMs = 0;
    // What hid the pause at the end is the room, and speaks on for nobody.
    if (this.recognises && this.noise.ms >= NOISY_PAUSE_MS) this.listening = inRoom(this.listening, this.noise.level);
  }

  /** It is not: the candidate speaks on, or wants to and is given time for that. */
  resume(isSpeaking: boolean): void {
    this.told = null;
    this.noise = NO_NOISE;
    this.listening = isSpeaking ? { ...this.listening, quietMs: 0 } : wait(this.listening);
  }

  /** Whether words are recognised; where they are not any more, what was told of the turn does not hold. */
  recognise(isAtWork: boolean): void {
    this.recognises = isAtWork;
    if (!isAtWork) this.told = null;
  }

  /** All words of the answer so far. */
  hearWords(text: string): void {
    const words = wordCount(text);
    if (words > this.words) this.noise = NO_NOISE;
    this.words = words;
  }

  /** How sure the recogniser is that the turn is over, 0 to 1. Who speaks while that is told has gone on since. */
  judge(confidence: number): void {
    this.told = { confidence, isStale: isLoudNow(this.listening) };
    this.noise = NO_NOISE;
  }

  /** Of every frame of the microphone, with its level from 0 to 1. */
  hear(level: number, ms: number): void {
    this.heardAt = this.now();
    this.unheard = listenFor(this.unheard, level, ms, hasBegun(this.listening));
    this.isUnheard.value = isUnheard(this.unheard);
    this.dead = listenFor(this.dead, level, ms, true);
    this.isDead.value = isUnheard(this.dead);
    if (isVoice(this.unheard, level)) this.wasHeard.value = true;
  }

  /** Of the frames of an answer, besides. */
  hearAnswer(level: number, ms: number): void {
    this.listening = hear(this.listening, level, ms);
    const { quietMs } = this.listening;
    if (isLoudNow(this.listening)) {
      if (this.told) this.told = { ...this.told, isStale: true };
      const { ms: loudMs, level: before } = this.noise;
      this.noise = { ms: loudMs + ms, level: before + (level - before) * Math.min(1, ms / NOISE_KNOWN_MS) };
    }
    const moment = this.moment();
    const neededMs = pauseNeededMs(moment);
    const isPause = hasSaidAnything(moment) && quietMs >= Math.min(HINT_AFTER_MS, moment.capMs / 2);
    this.pauseMs.value = isPause && neededMs !== Infinity ? Math.max(0, neededMs - quietMs) : null;
    if (isOver(moment)) this.onOver();
  }

  /** Of the frames after an answer that may still go on. */
  hearAfter(level: number, ms: number, isInterviewerHeard: boolean): void {
    const isVoice = isSpeakingOn(this.listening, level, isInterviewerHeard);
    this.voiceMs = voiceAfter(this.voiceMs, isVoice, ms);
    if (speaksOn(this.voiceMs, isInterviewerHeard)) this.onSpokeOn();
  }

  /** Called now and then while the microphone is open: one whose frames stay away is as silent as one of zeros. */
  look(): void {
    const silentMs = this.now() - this.heardAt;
    if (silentMs > LATE_AFTER_MS) this.hear(0, Math.min(silentMs, UNHEARD_AFTER_MS));
  }

  private moment(): Moment {
    const { quietMs, deadMs, spokenMs, patienceMs } = this.listening;
    const { told } = this;
    // Who asked for time is waited for, however complete what they said may sound.
    const confidence = isWaiting(this.listening) ? null : (told?.confidence ?? null);
    return {
      ...{ quietMs, deadMs, voiceMs: spokenMs, capMs: patienceMs, confidence },
      ...{ hasWords: this.words > 0, recognises: this.recognises },
      ...{ isStale: told?.isStale ?? false, noiseMs: this.noise.ms },
    };
  }
}
