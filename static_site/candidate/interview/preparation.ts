/**
 * Has the feedback on an answer made while the candidate may still go on. It is told to nobody before the answer is
 * over, and is of no use where words came after it.
 */

import type { Turn } from "../../shared/socket-types";

/** The API makes no more: whoever pauses more often waits for the feedback at the end. */
export const MAX_PREPARATIONS = 10;

interface Asked {
  readonly words: string;
  readonly asking: AbortController;
  readonly done: Promise<void>;
}

export class Preparation {
  private question: number | null = null;
  private count = 0;
  private last: Asked | null = null;

  constructor(
    private readonly prepare: (question: number, signal: AbortSignal) => Promise<unknown>,
    /** All words of the answer so far. */
    private readonly words: () => string,
  ) {}

  /** Of the answer that is being given. */
  turned({ question, event }: Turn): void {
    if (event === "resumed") this.drop();
    if (event === "eager_end" && question !== null) this.begin(question);
  }

  /** Settled when what is being prepared of exactly these words is there: sooner than it could be made anew. */
  async ready(): Promise<void> {
    if (this.last?.words === bare(this.words())) await this.last.done;
  }

  drop(): void {
    this.last?.asking.abort();
    this.last = null;
  }

  private begin(question: number): void {
    const words = bare(this.words());
    if (question !== this.question) [this.question, this.count] = [question, 0];
    if (words === "" || words === this.last?.words || this.count >= MAX_PREPARATIONS) return;
    this.drop();
    this.count++;
    const asking = new AbortController();
    // It is a favour: where it fails, the feedback is made when the answer is over.
    const done = this.prepare(question, asking.signal).then(
      () => undefined,
      () => undefined,
    );
    this.last = { words, asking, done };
  }
}

/** Without the marks and capitals that the end of a turn may add. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, "")
    .trim();
}
