/** The end of an answer by silence: pure, fed with the level of each frame of the microphone. */

export interface Listening {
  /** The level of the room itself, learnt as the frames come. */
  readonly floor: number;
  readonly spokenMs: number;
  /** Speech since the last frame without, to tell a word from a click. */
  readonly burstMs: number;
  readonly quietMs: number;
  /** How long a silence ends the answer, Infinity where none does. */
  readonly patienceMs: number;
  /** The patience that this candidate is given once they speak again. */
  readonly usualMs: number;
}

export const PATIENCE_MS = 4_000;
/** After "More time", until the candidate speaks again. */
export const THINKING_PATIENCE_MS = 30_000;
/** A candidate who has said less than this has not begun. */
const BEGUN_MS = 400;
const WORD_MS = 150;
const LOWEST_THRESHOLD = 0.008;
const ABOVE_FLOOR = 3;

export function listen(patienceMs: number = PATIENCE_MS): Listening {
  return {
    floor: LOWEST_THRESHOLD / ABOVE_FLOOR,
    spokenMs: 0,
    burstMs: 0,
    quietMs: 0,
    patienceMs,
    usualMs: patienceMs,
  };
}

/** `level` is the frame's root mean square, 0 to 1. */
export function hear(listening: Listening, level: number, frameMs: number): Listening {
  const isSpeech = level > Math.max(LOWEST_THRESHOLD, listening.floor * ABOVE_FLOOR);
  // Quick to fall, slow to rise: speech must not become the floor.
  const weight = level < listening.floor ? 0.2 : isSpeech ? 0.0005 : 0.02;
  const floor = listening.floor + (level - listening.floor) * weight;
  if (!isSpeech) return { ...listening, floor, burstMs: 0, quietMs: listening.quietMs + frameMs };
  const burstMs = listening.burstMs + frameMs;
  const spokenMs = listening.spokenMs + frameMs;
  if (burstMs < WORD_MS) return { ...listening, floor, burstMs, spokenMs, quietMs: listening.quietMs + frameMs };
  return { ...listening, floor, burstMs, spokenMs, quietMs: 0, patienceMs: listening.usualMs };
}

/** Nobody is cut off who asked for time: the silence counts anew, and for longer. */
export function wait(listening: Listening): Listening {
  return { ...listening, quietMs: 0, patienceMs: Math.max(THINKING_PATIENCE_MS, listening.usualMs) };
}

export function hasBegun({ spokenMs }: Listening): boolean {
  return spokenMs >= BEGUN_MS;
}

/** The candidate has spoken, and then been silent for as long as patience goes. */
export function isOver(listening: Listening): boolean {
  return hasBegun(listening) && listening.quietMs >= listening.patienceMs;
}

/** A voice, however low, is above this. */
export const INAUDIBLE = 0.002;
/** Not even a room: digital silence. */
const NO_SOUND = 0.000_02;
const VOICE = 0.01;
/** After so long without a sound the candidate is told. */
export const UNHEARD_AFTER_MS = 4_000;

/** How long nothing was heard: frames below the floor, or no frames at all. */
export interface Unheard {
  readonly ms: number;
  readonly loudMs: number;
}

export const HEARD: Unheard = { ms: 0, loudMs: 0 };

/**
 * A click is no voice: what is heard lasts. `hasSpoken`: the microphone is known to work, so that a silence is a pause
 * unless it is a digital one.
 */
export function listenFor(unheard: Unheard, level: number, frameMs: number, hasSpoken = false): Unheard {
  if (level < (hasSpoken ? NO_SOUND : INAUDIBLE)) return { ms: unheard.ms + frameMs, loudMs: 0 };
  const loudMs = unheard.loudMs + frameMs;
  return loudMs >= WORD_MS ? { ms: 0, loudMs } : { ms: unheard.ms + frameMs, loudMs };
}

/** So loud for so long is somebody who speaks into it. */
export function isVoice({ loudMs }: Unheard, level: number): boolean {
  return loudMs >= WORD_MS && level > VOICE;
}

export function isUnheard({ ms }: Unheard): boolean {
  return ms >= UNHEARD_AFTER_MS;
}
