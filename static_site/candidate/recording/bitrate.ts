/** How many bits a second the next run records, and when a run is too much for the connection: pure. */

export const MIN_BITS_PER_SECOND = 150_000;
export const MAX_BITS_PER_SECOND = 1_000_000;
/** Where nobody knows how fast the connection is. */
export const USUAL_BITS_PER_SECOND = 700_000;
export const AUDIO_BITS_PER_SECOND = 48_000;
/** Of the connection; the rest is for the conversation, and for its worse moments. */
const SHARE = 0.6;
/** How much recording may wait to be sent before the next run is made smaller. */
const BEHIND_MS = 20_000;
/** How much before a run that goes on is ended for that. */
const FAR_BEHIND_MS = 45_000;
const MIN_RUN_MS = 30_000;
const MAX_TIMES = 2;

/** For the picture, by the measured uplink in bits a second; null where it was not measured. */
export function videoBitrate(uplink: number | null): number {
  if (uplink === null) return USUAL_BITS_PER_SECOND;
  return Math.round(Math.min(MAX_BITS_PER_SECOND, Math.max(MIN_BITS_PER_SECOND, SHARE * uplink)));
}

/** Of a run that begins while `behindMs` of recording wait to be sent; `last` is the run before it, if there was one. */
export function nextBitrate(usual: number, last: number | null, behindMs: number): number {
  return behindMs > BEHIND_MS ? Math.max(MIN_BITS_PER_SECOND, Math.round((last ?? usual) / 2)) : usual;
}

export interface RunUnderWay {
  readonly bitrate: number;
  readonly elapsedMs: number;
  readonly behindMs: number;
  /** How often a run of this answer was ended for this reason. */
  readonly times: number;
}

/** Whether to end this run, and go on in a smaller one. */
export function isTooMuch({ bitrate, elapsedMs, behindMs, times }: RunUnderWay): boolean {
  const mayBeSmaller = bitrate > MIN_BITS_PER_SECOND && times < MAX_TIMES;
  return mayBeSmaller && behindMs > FAR_BEHIND_MS && elapsedMs > MIN_RUN_MS;
}
