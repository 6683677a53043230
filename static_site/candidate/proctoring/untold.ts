/** What this page noticed and nobody has taken yet, on this device: neither a reload nor the link's end loses any of it. */

import type { FlagType } from "../../shared/api-types";
import { EXPIRES_AFTER_MS } from "../keeping";

/** As it is kept: `at` is by this device's clock. */
export interface FlagEvent {
  readonly id: string;
  readonly type: FlagType;
  readonly question_index: number | null;
  readonly at: string;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

/** As it is told: how long ago that was, for no server can know how far this device's clock is off. */
export interface ToldEvent extends Omit<FlagEvent, "at"> {
  readonly ago_ms: number;
}

const PREFIX = "flag/";
/** More than this would be noise; the newest are kept. */
const MAX_KEPT = 500;

export class Untold {
  /** By id, in the order in which it happened. Where the browser keeps nothing, this page does. */
  private readonly kept = new Map<string, FlagEvent>();
  /** When this page noticed it, by a clock that nobody sets. Of an earlier page's events it says nothing. */
  private readonly noticedAt = new Map<string, number>();

  constructor(
    private readonly sessionId: string,
    private readonly storage: () => Storage = () => localStorage,
    private readonly now: () => number = Date.now,
    private readonly steadyNow: () => number = () => performance.now(),
  ) {
    this.load();
  }

  all(): FlagEvent[] {
    return [...this.kept.values()];
  }

  keep(event: FlagEvent): void {
    this.kept.set(event.id, event);
    this.noticedAt.set(event.id, this.steadyNow());
    const [oldest] = this.kept.keys();
    if (this.kept.size > MAX_KEPT && oldest !== undefined) this.forget(oldest);
    try {
      this.storage().setItem(this.key(event.id), JSON.stringify(event));
    } catch {
      // Full or refused: the page has it.
    }
  }

  /**
   * To be sent at once, and made anew with each try. The device's clock may have been set back since, and the steady one
   * stands still while the machine sleeps: the longer of both is right.
   */
  told({ at, ...event }: FlagEvent): ToldEvent {
    const steadyAgoMs = this.steadyNow() - (this.noticedAt.get(event.id) ?? this.steadyNow());
    const agoMs = Math.max(0, steadyAgoMs, this.now() - Date.parse(at));
    return { ...event, ago_ms: Math.min(EXPIRES_AFTER_MS, Math.round(agoMs)) };
  }

  /** Taken, or refused for good. */
  forget(id: string): void {
    this.kept.delete(id);
    this.noticedAt.delete(id);
    try {
      this.storage().removeItem(this.key(id));
    } catch {
      // Then it never was there.
    }
  }

  /** Nobody awaits any of it. */
  forgetAll(): void {
    for (const id of [...this.kept.keys()]) this.forget(id);
  }

  /** Of this interview; of any other, what nobody came back for goes. */
  private load(): void {
    try {
      const storage = this.storage();
      const own: FlagEvent[] = [];
      for (const key of Object.keys(storage).filter((key) => key.startsWith(PREFIX))) {
        const event = parsed(storage.getItem(key));
        if (event === null || this.now() - Date.parse(event.at) > EXPIRES_AFTER_MS) storage.removeItem(key);
        else if (key === this.key(event.id)) own.push(event);
      }
      own.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
      for (const event of own) this.kept.set(event.id, event);
    } catch {
      // Nothing is kept here.
    }
  }

  private key(id: string): string {
    return `${PREFIX}${this.sessionId}/${id}`;
  }
}

/** What stands in the storage, where it is an event. */
function parsed(stored: string | null): FlagEvent | null {
  try {
    const event = JSON.parse(stored ?? "null") as Partial<FlagEvent> | null;
    const isEvent = [event?.id, event?.type, event?.at].every((word) => typeof word === "string");
    return isEvent && Number.isFinite(Date.parse(event?.at ?? "")) ? (event as FlagEvent) : null;
  } catch {
    return null;
  }
}
