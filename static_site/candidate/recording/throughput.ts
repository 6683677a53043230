/** How fast chunks arrive, from the uploads of the last minute: pure. */

export interface Transfer {
  readonly bytes: number;
  readonly from: number;
  readonly until: number;
}

const LOOKS_BACK_MS = 60_000;
const MIN_BYTES = 20_000;

/** The transfers that still say something about now. */
export function recent(transfers: readonly Transfer[], now: number): Transfer[] {
  return transfers.filter(({ until }) => until > now - LOOKS_BACK_MS);
}

/** Bytes a second while anything was under way; null where too little arrived to tell. */
export function bytesPerSecond(transfers: readonly Transfer[], now: number): number | null {
  const last = recent(transfers, now).sort((a, b) => a.from - b.from);
  const bytes = last.reduce((sum, transfer) => sum + transfer.bytes, 0);
  let [busyMs, end] = [0, -Infinity];
  for (const { from, until } of last) {
    // Several at once share the connection: their time counts once.
    busyMs += Math.max(0, until - Math.max(from, end));
    end = Math.max(end, until);
  }
  return bytes >= MIN_BYTES && busyMs > 0 ? (1000 * bytes) / busyMs : null;
}

/** How long the rest takes at that pace. */
export function msLeft(bytes: number, pace: number | null): number | null {
  return pace === null ? null : (1000 * bytes) / pace;
}
