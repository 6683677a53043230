/** How good the connection to the interviewer is, by round trips; pure, fed with the times of `keep_alive` and `alive`. */

export interface Connection {
  /** When the oldest question that has no answer yet was sent; null where none is open. */
  readonly askedAt: number | null;
  readonly quality: "fine" | "poor" | "dead";
}

/** A round trip is made as often. */
export const BEAT_MS = 5_000;
/** Slower than this, words and voice no longer fit a conversation. */
export const SLOW_MS = 1_500;
/** A socket that answers nothing for so long is open in name only. */
export const DEAD_MS = 20_000;

export const FINE: Connection = { askedAt: null, quality: "fine" };

export function asked(connection: Connection, now: number): Connection {
  return { ...connection, askedAt: connection.askedAt ?? now };
}

/** An answer came. A slow one is no recovery: the next round trip says more. */
export function answered({ askedAt, quality }: Connection, now: number): Connection {
  if (askedAt === null) return { askedAt, quality };
  return { askedAt: null, quality: now - askedAt > SLOW_MS ? "poor" : "fine" };
}

/** To be called now and then: an answer that does not come tells as much. */
export function waited(connection: Connection, now: number): Connection {
  const ms = connection.askedAt === null ? 0 : now - connection.askedAt;
  if (ms <= SLOW_MS) return connection;
  return { ...connection, quality: ms > DEAD_MS ? "dead" : "poor" };
}
