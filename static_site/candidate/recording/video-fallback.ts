/** Whether the picture is recorded: where the connection stays poor, sound alone arrives. Pure. */

export interface Picture {
  readonly isOn: boolean;
  /** Since when the connection has been as it is now. */
  readonly since: number;
  readonly isPoor: boolean;
  /** How much recording waited when the connection became as it is now. */
  readonly behindMs: number;
  /** Since when nobody can be reached at all; null while somebody can. */
  readonly awaySince: number | null;
}

export interface Look {
  readonly isPoor: boolean;
  /** Nobody can be reached: what is recorded waits on the disk, and leaving anything out would spare nothing. */
  readonly isAway: boolean;
  /** How much recording waits to be sent. */
  readonly behindMs: number;
}

/** Poor for so long, and so far behind and falling further: only sound. */
export const POOR_FOR_MS = 15_000;
export const BEHIND_MS = 10_000;
/** Fine for so long, and nearly all arrived: the picture again. */
export const FINE_FOR_MS = 10_000;
export const CAUGHT_UP_MS = 6_000;

/** Nobody who answered nothing for so long is there. */
export const AWAY_AFTER_MS = 15_000;

export const SHOWN: Picture = { isOn: true, since: 0, isPoor: false, behindMs: 0, awaySince: null };

export function look(before: Picture, { isPoor, isAway, behindMs }: Look, now: number): Picture {
  const awaySince = isAway ? (before.awaySince ?? now) : null;
  const changed = isPoor === before.isPoor ? before : { ...before, isPoor, since: now, behindMs };
  const picture = { ...changed, awaySince };
  const forMs = now - picture.since;
  if (picture.isOn) {
    const falls = isPoor && !isAway && forMs >= POOR_FOR_MS && behindMs >= BEHIND_MS && behindMs > picture.behindMs;
    return falls ? { ...picture, isOn: false } : picture;
  }
  const recovered = !isPoor && forMs >= FINE_FOR_MS && behindMs <= CAUGHT_UP_MS;
  const isSpared = awaySince !== null && now - awaySince >= FINE_FOR_MS;
  return recovered || isSpared ? { ...picture, isOn: true } : picture;
}
