/** Speech that nobody records: before an answer, and after it. */

import { signal } from "@preact/signals";

import { OF_OWN_LEVEL } from "./silence";

/** Of 100 ms: so far back the room is known, */
const KEPT_FRAMES = 30;
/** and so far back somebody has spoken a moment ago. */
const RECENT_FRAMES = 20;
/** A cough is shorter. */
const SPEAKING_FRAMES = 5;
/** Of the last two seconds, more than half: a "hm" or a word to oneself is less. */
const ANSWERING_FRAMES = 11;
/** Kept in front of the first loud frame, which a soft beginning comes before. */
const ONSET_FRAMES = 3;
const LOUD = 0.01;
const ABOVE_THE_ROOM = 3;
/** From its first to its third quarter: speech rises and falls, machines and keys do not. */
const VARIES = 1.35;

/** The loud ones of the last two seconds; `levels` are of the frames, the newest last, `own` how loud the candidate is. */
export function loudFrames(levels: readonly number[], own: number): readonly number[] {
  const least = Math.max(LOUD, ABOVE_THE_ROOM * Math.min(...levels), OF_OWN_LEVEL * own);
  return levels.slice(-RECENT_FRAMES).filter((level) => level > least);
}

/** Whether so many loud frames are speech at all. */
export function isSpeech(loud: readonly number[], atLeast = SPEAKING_FRAMES): boolean {
  if (loud.length < atLeast) return false;
  const sorted = [...loud].sort((one, other) => one - other);
  const quarter = (part: number): number => sorted[Math.floor((part * sorted.length) / 4)] ?? 0;
  return quarter(3) >= VARIES * quarter(1);
}

/** Whether it is so much that it is meant as an answer. */
export function isAnswer(loud: readonly number[]): boolean {
  return isSpeech(loud, ANSWERING_FRAMES);
}

export class Overhearing {
  /** Somebody speaks, or did a moment ago, and it is not recorded. */
  readonly isSpeaking = signal(false);
  private levels: number[] = [];
  private frames: ArrayBuffer[] = [];
  private loud: readonly number[] = [];

  /** A frame of 100 ms with its level; of what sounds while the interviewer does, only what is surely the candidate. */
  hear(frame: ArrayBuffer, level: number, own: number, isInterviewerHeard: boolean): void {
    const isTheirs = !isInterviewerHeard || (own > 0 && level >= OF_OWN_LEVEL * own);
    this.levels = [...this.levels, isTheirs ? level : 0].slice(-KEPT_FRAMES);
    this.frames = [...this.frames, frame].slice(-KEPT_FRAMES);
    this.loud = loudFrames(this.levels, own);
    this.isSpeaking.value = isSpeech(this.loud);
  }

  /** What is being said is meant as an answer. */
  get isAnswer(): boolean {
    return isAnswer(this.loud);
  }

  /** The sound of what is being said, from its beginning, 2.3 s at most; nothing where nobody speaks. */
  take(): readonly ArrayBuffer[] {
    const begun = this.isSpeaking.value ? this.sinceTheFirstLoud() : [];
    this.forget();
    return begun;
  }

  /** From here on it is recorded. */
  forget(): void {
    this.levels = [];
    this.frames = [];
    this.loud = [];
    this.isSpeaking.value = false;
  }

  private sinceTheFirstLoud(): readonly ArrayBuffer[] {
    const least = Math.min(...this.loud);
    const first = this.levels.findIndex((level, at) => at >= this.levels.length - RECENT_FRAMES && level >= least);
    return this.frames.slice(Math.max(0, first - ONSET_FRAMES));
  }
}
