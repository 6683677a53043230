/** How the slices of a run become chunks: pure. */

/** The bucket takes nothing smaller. */
export const MIN_CHUNK_BYTES = 100;
export const SLICE_MS = 1_000;
export const CHUNK_MS = 5_000;
/** A recorder that was asleep hands over minutes at once: what is larger or longer than this is cut. */
const MAX_SLICE_BYTES = 2 * 1024 * 1024;
const MAX_SLICE_MS = 2 * CHUNK_MS;
/** A chunk is made as soon as it is so large, however short: the bucket takes five times as much. */
const FULL_CHUNK_BYTES = 4 * 1024 * 1024;

/** From here to there on a run's clock. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** A second of a run, as the recorder gave it. Times are on the recording's clock, from the start of its run. */
export interface Slice {
  /** Number in the run, from 0. */
  readonly position: number;
  readonly startMs: number;
  readonly durationMs: number;
  /** Where the picture was left out to spare the connection: what of it ends or goes on in this slice. */
  readonly withoutPicture?: readonly Span[];
}

/**
 * How many of the first slices make a chunk now; 0 while they wait for more. To be asked until there is none. A chunk
 * is made only once what follows it can stand alone, so that a last piece that is too small still finds its neighbour.
 */
export function chunkable(waiting: readonly (Slice & { readonly size: number })[], isLast: boolean): number {
  const total = waiting.reduce((sum, { size }) => sum + size, 0);
  if (isLast && total < MIN_CHUNK_BYTES) return 0;
  let [bytes, ms] = [0, 0];
  for (const [position, { size, durationMs }] of waiting.entries()) {
    bytes += size;
    ms += durationMs;
    // Slices are a little shorter or longer than they should be.
    const isFull = ms >= CHUNK_MS - SLICE_MS / 2 || bytes >= FULL_CHUNK_BYTES;
    if (!isFull || bytes < MIN_CHUNK_BYTES) continue;
    if (total - bytes >= MIN_CHUNK_BYTES) return position + 1;
    break;
  }
  return isLast ? waiting.length : 0;
}

/** A part of a slice: its bytes from `fromByte` until before `untilByte`. */
export interface Cut {
  readonly startMs: number;
  readonly durationMs: number;
  readonly fromByte: number;
  readonly untilByte: number;
}

/** A slice in parts of about a chunk's length each, where it is too large for one; its time is spread over its bytes. */
export function cut(startMs: number, durationMs: number, size: number): Cut[] {
  const isOrdinary = size <= MAX_SLICE_BYTES && durationMs <= MAX_SLICE_MS;
  const wanted = Math.max(Math.ceil(size / MAX_SLICE_BYTES), Math.ceil(durationMs / CHUNK_MS));
  // A part that is smaller than the bucket takes would be none.
  const count = isOrdinary ? 1 : Math.max(1, Math.min(wanted, Math.floor(size / MIN_CHUNK_BYTES)));
  const share = (whole: number, part: number): number => Math.round((whole * part) / count);
  return Array.from({ length: count }, (_, part) => ({
    startMs: startMs + share(durationMs, part),
    durationMs: share(durationMs, part + 1) - share(durationMs, part),
    fromByte: share(size, part),
    untilByte: share(size, part + 1),
  }));
}

/** Spans in order, those that touch as one. */
export function joined(spans: readonly Span[]): Span[] {
  return spans.reduce<Span[]>((done, span) => {
    const last = done.at(-1);
    if (!last || span.startMs > last.endMs) return [...done, span];
    return [...done.slice(0, -1), { startMs: last.startMs, endMs: Math.max(last.endMs, span.endMs) }];
  }, []);
}
