/** What the candidate is told when it is over, and what they say to it. */

import { signal } from "@preact/signals";

import { ApiError } from "../../shared/api";
import type {
  CandidateResultView,
  ContestView,
  SaidView,
  SatisfactionView,
  SelfIdentificationRequest,
} from "../../shared/api-types";
import { AGAIN_AFTER_MS, pauseAfter } from "../../shared/retry-pause";

/** From then on it is said that it takes long. */
export const SLOW_AFTER_MS = 30_000;
const RARELY_MS = 15_000;

export type Said = Required<SelfIdentificationRequest>;

/** The part of the API that this needs. It throws ApiError. */
export interface ResultApi {
  result(): Promise<CandidateResultView>;
  contest(text: string): Promise<ContestView>;
  rate(rating: number, comment: string): Promise<SatisfactionView>;
  identify(sex: Said["sex"], race: Said["race_ethnicity"]): Promise<SaidView>;
}

export class Result {
  /** Null until it is known. */
  readonly shown = signal<CandidateResultView | null>(null);
  /** Its time is over, or there is none. */
  readonly isGone = signal(false);
  readonly isSlow = signal(false);

  constructor(
    private readonly api: ResultApi,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** Look until nothing is being processed any more, more rarely when it takes long. */
  async watch(wanted: AbortSignal): Promise<void> {
    const began = this.clock();
    const isOver = (): boolean => wanted.aborted;
    let failures = 0;
    while (!isOver()) {
      try {
        const shown = await this.api.result();
        if (isOver()) return;
        this.shown.value = shown;
        failures = 0;
        if (shown.ready) return;
      } catch (error) {
        // Before the lock has arrived everywhere there is nothing to read: that passes, too.
        if (error instanceof ApiError && !error.isPassing && error.code !== "not_over") {
          this.isGone.value = true;
          return;
        }
        await pauseAfter(error, failures++);
        continue;
      }
      this.isSlow.value = this.clock() - began > SLOW_AFTER_MS;
      await new Promise((resolve) => setTimeout(resolve, this.isSlow.peek() ? RARELY_MS : AGAIN_AFTER_MS));
    }
  }

  /** Raises ApiError. */
  async contest(text: string): Promise<void> {
    const contest = await this.api.contest(text);
    if (this.shown.value) this.shown.value = { ...this.shown.value, contest };
  }

  /** Raises ApiError. */
  async rate(rating: number, comment: string): Promise<void> {
    const satisfaction = await this.api.rate(rating, comment);
    if (this.shown.value) this.shown.value = { ...this.shown.value, satisfaction };
  }

  /** Neither takes back what was said. Raises ApiError. */
  async identify(sex: Said["sex"], race: Said["race_ethnicity"]): Promise<void> {
    const { has_self_identified } = await this.api.identify(sex, race);
    if (this.shown.value) this.shown.value = { ...this.shown.value, has_self_identified };
  }
}
