/** Whether the picture is recorded: where the connection stays poor, sound alone arrives. Pure. */

export interface Picture {
  readonly isOn: boolean;
  /** Since when the connection has been as it is now. */
  readonly since: number;
  readonly isPoor: boolean;
  /** How much recording waited when the connection became as it is now. */
  readonly behindMs: number;
}

export interface Look {
  readonly isPoor: boolean;
  /** How much recording waits to be sent. */
  readonly behindMs: number;
}

/** Poor for so long, and so far behind and falling further: only sound. */
export const POOR_FOR_MS = 15_000;
export const BEHIND_MS = 10_000;
/** Fine for so long, and nearly all arrived: the picture again. */
export const FINE_FOR_MS = 10_000;
export const CAUGHT_UP_MS = 6_000;

export const SHOWN: Picture = { isOn: true, since: 0, isPoor: false, behindMs: 0 };

export function look(before: Picture, { isPoor, behindMs }: Look, now: number): Picture {
  const picture = isPoor === before.isPoor ? before : { ...before, isPoor, since: now, behindMs };
  const forMs = now - picture.since;
  if (picture.isOn) {
    const falls = isPoor && forMs >= POOR_FOR_MS && behindMs >= BEHIND_MS && behindMs > picture.behindMs;
    return falls ? { ...picture, isOn: false } : picture;
  }
  const recovered = !isPoor && forMs >= FINE_FOR_MS && behindMs <= CAUGHT_UP_MS;
  return recovered ? { ...picture, isOn: true } : picture;
}
