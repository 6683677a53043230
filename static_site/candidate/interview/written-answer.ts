/** The answer to the current question as it is written: kept on this device with every letter, until the API has it. */

import { signal } from "@preact/signals";

import { ApiError } from "../../shared/api";
import { pauseAfter } from "../../shared/retry-pause";
import type { Drafts } from "./drafts";

/** The part of the API that takes what is written. It throws ApiError. */
export interface WritingApi {
  writeAnswer(question: number, text: string, agoMs: number): Promise<unknown>;
}

export class WrittenAnswer {
  readonly text = signal("");
  /** Why it has not arrived. */
  readonly fault = signal<unknown>(null);
  private question = 0;

  constructor(
    private readonly drafts: Drafts,
    private readonly api: WritingApi,
    /** The page ends: nobody waits any longer. */
    private readonly ending: AbortSignal,
  ) {}

  get isBlank(): boolean {
    return isBlank(this.text.value);
  }

  /** Whether something was written to that question, by this page or an earlier one. */
  isBegun(question: number): boolean {
    return !isBlank(this.drafts.get(question));
  }

  /** To another question, as far as it has got. */
  begin(question: number): void {
    this.question = question;
    this.text.value = this.drafts.get(question);
    this.fault.value = null;
  }

  write(text: string): void {
    this.text.value = text;
    this.fault.value = null;
    this.drafts.keep(this.question, text);
  }

  /** Null when the API has it, however long that takes; else why it does not take it. */
  async send(): Promise<unknown> {
    const { question } = this;
    this.fault.value = await this.deliver(question, this.text.value);
    if (this.fault.value === null) this.drafts.forget(question);
    return this.fault.value;
  }

  private async deliver(question: number, text: string): Promise<unknown> {
    const finishedAt = Date.now();
    for (let failures = 0; ; failures++) {
      try {
        await this.api.writeAnswer(question, text, Date.now() - finishedAt);
        return null;
      } catch (error) {
        if (!(error instanceof ApiError) || !error.isPassing || this.ending.aborted) return error;
        this.fault.value = error;
        await pauseAfter(error, failures);
      }
    }
  }
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}
