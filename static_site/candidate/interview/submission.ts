/** Brings to the cloud what is still here when an interview ends, and locks it. */

import { ApiError } from "../../shared/api";
import { pauseAfter } from "../../shared/retry-pause";
import type { Proctoring } from "../proctoring/proctoring";
import type { Untold } from "../proctoring/untold";
import type { Delivery } from "./delivery";
import type { Drafts } from "./drafts";
import { linkEnd } from "./link-end";
import type { Times } from "./times";

/** How long the lock waits for what the live socket could not tell: it is worth no candidate's end. */
const EVENTS_TIMEOUT_MS = 15_000;

/** All that is kept on this device. */
export interface KeptHere {
  readonly delivery: Pick<Delivery, "complete" | "bringTexts" | "bringEvents" | "settled" | "forget">;
  readonly times: Pick<Times, "tell" | "forget">;
  readonly drafts: Drafts;
  readonly untold: Untold;
}

/** The part of the API that locks. It throws ApiError. */
export interface LockApi {
  finish(): Promise<unknown>;
}

export class Submission {
  constructor(
    private readonly api: LockApi,
    private readonly kept: KeptHere,
    private readonly proctoring: Pick<Proctoring, "recover">,
  ) {}

  /** All is answered: settled when it has arrived. */
  async deliver(): Promise<void> {
    const { delivery, times, untold } = this.kept;
    await delivery.settled();
    await times.tell();
    this.proctoring.recover();
    const isLate = new Promise((resolve) => setTimeout(resolve, EVENTS_TIMEOUT_MS));
    await Promise.race([delivery.bringEvents(untold), isLate]);
  }

  /** How that ended; null where the page did before, which `isWanted` says. */
  async lock(isWanted: () => boolean, failures = 0): Promise<"locked" | "link_closed" | "cancelled" | null> {
    try {
      await this.api.finish();
      await this.kept.delivery.forget();
      this.forgetAllElse();
      return "locked";
    } catch (error) {
      if (linkEnd(error) === "cancelled") return "cancelled";
      if (error instanceof ApiError && !error.isPassing) return "link_closed";
      await pauseAfter(error, failures);
      return isWanted() ? this.lock(isWanted, failures + 1) : null;
    }
  }

  /** The link's time is over: what was recorded, written and noticed before is still taken. */
  async bringLeft(recorded: number | null): Promise<void> {
    const { delivery, times, drafts, untold } = this.kept;
    if (recorded !== null) await delivery.complete(recorded);
    await delivery.bringTexts(drafts);
    await delivery.settled();
    await times.tell();
    await delivery.bringEvents(untold);
  }

  /** The link is closed: only recordings that are awaited still are. */
  async dropLeft(): Promise<void> {
    this.forgetAllElse();
    await this.kept.delivery.settled();
    await this.kept.delivery.forget();
  }

  private forgetAllElse(): void {
    const { times, drafts, untold } = this.kept;
    times.forget();
    untold.forgetAll();
    for (const question of drafts.all().keys()) drafts.forget(question);
  }
}
