/** How the slices of a run become chunks: pure. */

/** The bucket takes nothing smaller. */
export const MIN_CHUNK_BYTES = 100;
export const SLICE_MS = 1_000;
export const CHUNK_MS = 5_000;

/** A second of a run, as the recorder gave it. Times are on the recording's clock, from the start of its run. */
export interface Slice {
  /** Number in the run, from 0. */
  readonly position: number;
  readonly startMs: number;
  readonly durationMs: number;
}

/**
 * How many of the first slices make a chunk now; 0 while they wait for more. A chunk is made only once what follows it
 * can stand alone, so that a last piece that is too small still finds its neighbour.
 */
export function chunkable(waiting: readonly (Slice & { readonly size: number })[], isLast: boolean): number {
  const total = waiting.reduce((sum, { size }) => sum + size, 0);
  if (isLast) return total >= MIN_CHUNK_BYTES ? waiting.length : 0;
  let [bytes, ms] = [0, 0];
  for (const [position, { size, durationMs }] of waiting.entries()) {
    bytes += size;
    ms += durationMs;
    // Slices are a little shorter or longer than they should be.
    const isLong = ms >= CHUNK_MS - SLICE_MS / 2;
    if (isLong && bytes >= MIN_CHUNK_BYTES) return total - bytes >= MIN_CHUNK_BYTES ? position + 1 : 0;
  }
  return 0;
}
