/**
 * Whether an answer is over: pure. Silence alone is the worst sign of it, so how sure the recogniser is says how long a
 * pause must be; the silence of the candidate's link is the longest, and where it is none, no pause ends an answer.
 */

export interface Moment {
  /** How long the candidate has been silent in a room that is heard. */
  readonly quietMs: number;
  /** How long the microphone has given zeros: it cuts out silence, or it is dead. */
  readonly deadMs: number;
  /** How long somebody has spoken in this answer. */
  readonly voiceMs: number;
  /** Words of this answer were recognised. */
  readonly hasWords: boolean;
  /** Words are being recognised; else nobody is there to be sure. */
  readonly recognises: boolean;
  /** How sure the recogniser is that the turn is over, 0 to 1; null where it says nothing. */
  readonly confidence: number | null;
  /** Something was heard since that was told, which may have been a cough. */
  readonly isStale: boolean;
  /** How long it was loud since, without a new word. */
  readonly noiseMs: number;
  /** The silence that ends an answer whatever the recogniser says, Infinity where none does. */
  readonly capMs: number;
}

/** Where the link says nothing. */
export const USUAL_CAP_MS = 4_000;
/** The vendor's own threshold of a turn that is over; a pause in mid-sentence stays below it. */
export const SURE = 0.7;
/** More sure than not. */
export const LIKELY = 0.5;
/** People wait so long for one another; a breath is shorter. */
export const SURE_PAUSE_MS = 700;
/** Whoever spoke on is known to have done so by then: words come within a second, and cross a network. */
export const STALE_PAUSE_MS = 2_000;
/** No pause in mid-sentence of up to three seconds ends here: the microphone knows a word 0.2 s after it began. */
export const LIKELY_PAUSE_MS = 3_300;
/** A room so loud that it hides the pause: then the words decide, which have stayed away for so long. */
export const NOISY_PAUSE_MS = 2_500;
/** A candidate who has said less than this has not begun. */
export const BEGUN_MS = 400;
/** So much voice without a word is not understood, and yet an answer; less may be the keyboard. */
export const BEGUN_UNRECOGNISED_MS = 3_000;
/** Zeros that last are a microphone that is muted or dead, and no pause. */
export const MAX_DEAD_MS = 2_000;

export function isOver(moment: Moment): boolean {
  const { quietMs, deadMs, noiseMs, capMs } = moment;
  if (capMs === Infinity || !hasBegun(moment)) return false;
  const neededMs = pauseNeededMs(moment);
  if (quietMs >= neededMs) return true;
  if (!isSure(moment)) return false;
  const isGated = deadMs > 0 && deadMs <= MAX_DEAD_MS && quietMs + deadMs >= neededMs;
  return isGated || noiseMs >= Math.max(NOISY_PAUSE_MS, neededMs);
}

/** How long the pause must last. Whoever was given a longer silence is given longer pauses throughout. */
export function pauseNeededMs({ confidence, isStale, capMs }: Moment): number {
  const scale = Math.max(1, capMs / USUAL_CAP_MS);
  if (confidence === null || confidence < LIKELY) return capMs;
  if (confidence < SURE) return Math.min(capMs, LIKELY_PAUSE_MS * scale);
  return Math.min(capMs, (isStale ? STALE_PAUSE_MS : SURE_PAUSE_MS) * scale);
}

/** Whether anything was said. */
export function hasBegun({ hasWords, recognises, voiceMs }: Moment): boolean {
  return hasWords || voiceMs >= (recognises ? BEGUN_UNRECOGNISED_MS : BEGUN_MS);
}

function isSure({ confidence }: Moment): boolean {
  return confidence !== null && confidence >= SURE;
}
