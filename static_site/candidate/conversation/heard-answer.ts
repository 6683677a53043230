/** The words of the answer that is being given, as the recogniser hears them, until they are stored. */

import { signal } from "@preact/signals";

const STORE_TIMEOUT_MS = 15_000;

export class HeardAnswer {
  readonly text = signal("");
  /** Some of this answer was not listened to: only the recording has it. */
  readonly isInPart = signal(false);
  /** The words are stored, so that they may be corrected. */
  readonly isStored = signal(false);
  private question: number | null = null;
  private stored: ((isStored: boolean) => void) | null = null;

  /** To another question. */
  begin(question: number, isInPart: boolean): void {
    this.question = question;
    this.text.value = "";
    this.isInPart.value = isInPart;
    this.isStored.value = false;
  }

  /** All words of it so far. What comes late, of another question, does not count: so everywhere here. */
  hear(question: number, text: string): void {
    if (question === this.question) this.text.value = text;
  }

  /** It goes on, so that what was stored of it is not all. */
  resume(): void {
    this.isStored.value = false;
    this.stored = null;
  }

  miss(question: number): void {
    if (question === this.question) this.isInPart.value = true;
  }

  store(question: number, text: string): void {
    if (question !== this.question) return;
    this.text.value = text;
    this.isStored.value = text !== "";
    this.stored?.(true);
  }

  fail(): void {
    this.stored?.(false);
  }

  /** Whether what was heard is stored, once that is known; false where nobody says so in time. */
  untilStored(): Promise<boolean> {
    return new Promise((resolve) => {
      this.stored = resolve;
      setTimeout(() => resolve(false), STORE_TIMEOUT_MS);
    });
  }
}
