/** Speech and silence in an answer: pure, fed with the level of each frame of the microphone. */

import { BEGUN_MS, USUAL_CAP_MS } from "./answer-end";

export interface Listening {
  /** The level of the room itself, learnt as the frames come. */
  readonly floor: number;
  readonly spokenMs: number;
  /** Speech since the last frame without, to tell a word from a click. */
  readonly burstMs: number;
  readonly quietMs: number;
  /** Zeros since the last sound: not even a room is heard, so that this is no silence. */
  readonly deadMs: number;
  /** How loud the candidate speaks. */
  readonly speechLevel: number;
  /** How long a silence ends the answer, Infinity where none does. */
  readonly patienceMs: number;
  /** The patience that this candidate is given once they speak again. */
  readonly usualMs: number;
}

/** After "More time", until the candidate speaks again. */
export const THINKING_PATIENCE_MS = 30_000;
const WORD_MS = 150;
/** A cough is shorter. */
const SPEAKS_ON_MS = 400;
/** Of a voice, "mm-hm" is less. */
const OVER_SPEECH_MS = 500;
/** What echo cancellation leaves of a loudspeaker is lower; half of somebody's own sounds are higher. */
export const OF_OWN_LEVEL = 1 / 3;
/** In an answer and after it, a voice that is softer than this is somebody else in the room. */
const OF_OTHER_VOICES = 1 / 5;
/** Of speech, after which it is known how loud the candidate is; so fast it follows them, too. */
const OWN_LEVEL_MS = 3_000;
const LOWEST_THRESHOLD = 0.008;
const ABOVE_FLOOR = 3;
/** A hum stays as loud as it is; a voice that is heard above it goes up and down. */
const ABOVE_NOISE = 1.5;

export function listen(patienceMs: number = USUAL_CAP_MS): Listening {
  return {
    floor: LOWEST_THRESHOLD / ABOVE_FLOOR,
    spokenMs: 0,
    burstMs: 0,
    quietMs: 0,
    deadMs: 0,
    speechLevel: 0,
    patienceMs,
    usualMs: patienceMs,
  };
}

/** `level` is the frame's root mean square, 0 to 1. */
export function hear(listening: Listening, level: number, frameMs: number): Listening {
  if (level < NO_SOUND) return { ...listening, burstMs: 0, deadMs: listening.deadMs + frameMs };
  const isSpeech = isLoud(listening, level);
  // Quick to fall, slow to rise: speech must not become the floor.
  const weight = level < listening.floor ? 0.2 : isSpeech ? 0.0005 : 0.02;
  const floor = listening.floor + (level - listening.floor) * weight;
  const quietMs = listening.quietMs + frameMs;
  if (!isSpeech) return { ...listening, floor, burstMs: 0, quietMs, deadMs: 0 };
  // Whoever leans back is known again after seconds: a short word from further away is none of theirs.
  if (isOthers(listening, level)) {
    const speechLevel = followed(listening, level, frameMs / OWN_LEVEL_MS);
    return { ...listening, floor, burstMs: 0, quietMs, deadMs: 0, speechLevel };
  }
  const burstMs = listening.burstMs + frameMs;
  const spokenMs = listening.spokenMs + frameMs;
  const speechLevel = followed(listening, level, frameMs / Math.min(spokenMs, OWN_LEVEL_MS));
  const heard = { ...listening, floor, burstMs, spokenMs, speechLevel, deadMs: 0 };
  if (burstMs < WORD_MS) return { ...heard, quietMs };
  return { ...heard, quietMs: 0, patienceMs: listening.usualMs };
}

function followed({ speechLevel }: Listening, level: number, weight: number): number {
  return speechLevel + (level - speechLevel) * weight;
}

/** Clearly softer than the candidate, as far as their voice is known. */
function isOthers({ spokenMs, speechLevel }: Listening, level: number): boolean {
  return spokenMs >= OWN_LEVEL_MS && level < OF_OTHER_VOICES * speechLevel;
}

/** Louder than the room. */
export function isLoud({ floor }: Listening, level: number): boolean {
  return level > Math.max(LOWEST_THRESHOLD, floor * ABOVE_FLOOR);
}

/** Somebody speaks, or something else is as loud for as long. */
export function isLoudNow({ burstMs, quietMs }: Listening): boolean {
  return burstMs > 0 && quietMs === 0;
}

/** The room is as loud as that: speech is louder still. */
export function inRoom(listening: Listening, level: number): Listening {
  return { ...listening, floor: Math.max(listening.floor, (level * ABOVE_NOISE) / ABOVE_FLOOR), burstMs: 0 };
}

/** Nobody is cut off who asked for time: the silence counts anew, and for longer. */
export function wait(listening: Listening): Listening {
  return { ...listening, quietMs: 0, deadMs: 0, patienceMs: Math.max(THINKING_PATIENCE_MS, listening.usualMs) };
}

export function hasBegun({ spokenMs }: Listening): boolean {
  return spokenMs >= BEGUN_MS;
}

/**
 * Whether this is the candidate's voice after their answer: others in the room are softer, and while the interviewer
 * speaks, so is what is left of its voice in the microphone, with the echo cancelled.
 */
export function isSpeakingOn(listening: Listening, level: number, isInterviewerHeard: boolean): boolean {
  if (!isLoud(listening, level) || isOthers(listening, level)) return false;
  return !isInterviewerHeard || level >= OF_OWN_LEVEL * listening.speechLevel;
}

/** How long the voice after an answer is by now: words have dips, clicks stand alone. */
export function voiceAfter(voiceMs: number, isVoice: boolean, frameMs: number): number {
  return isVoice ? voiceMs + frameMs : Math.max(0, voiceMs - frameMs / 2);
}

/** Whether so much voice is somebody who speaks on; into the interviewer's words it takes longer. */
export function speaksOn(voiceMs: number, isInterviewerHeard: boolean): boolean {
  return voiceMs >= (isInterviewerHeard ? OVER_SPEECH_MS : SPEAKS_ON_MS);
}

/** Time was asked for, and nothing was said since. */
export function isWaiting({ patienceMs, usualMs }: Listening): boolean {
  return patienceMs !== usualMs;
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
