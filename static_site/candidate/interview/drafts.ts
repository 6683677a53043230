/** Written answers as far as they have got, on this device: a reload loses no word of them. */

import { EXPIRES_AFTER_MS } from "../keeping";

const PREFIX = "draft/";

export interface Draft {
  readonly text: string;
  /** When it was last written at. */
  readonly at: number;
}

export class Drafts {
  /** Where the browser keeps nothing, this page does. */
  private readonly kept = new Map<number, Draft>();

  constructor(
    private readonly sessionId: string,
    private readonly storage: () => Storage = () => localStorage,
    private readonly now: () => number = Date.now,
  ) {
    this.expire();
  }

  get(question: number): string {
    return this.draft(question)?.text ?? "";
  }

  /** Of this interview, by question. */
  all(): Map<number, Draft> {
    const questions = new Set(this.kept.keys());
    try {
      for (const key of Object.keys(this.storage()))
        if (key.startsWith(this.key(""))) questions.add(Number(key.slice(this.key("").length)));
    } catch {
      // Nothing is kept here.
    }
    return new Map(
      [...questions].flatMap((question) => {
        const draft = this.draft(question);
        return draft ? [[question, draft]] : [];
      }),
    );
  }

  keep(question: number, text: string): void {
    const draft: Draft = { text, at: this.now() };
    this.kept.set(question, draft);
    try {
      this.storage().setItem(this.key(question), JSON.stringify(draft));
    } catch {
      // Full or refused: the page has it.
    }
  }

  /** What has arrived, or is awaited by nobody, does not stay. */
  forget(question: number): void {
    this.kept.delete(question);
    try {
      this.storage().removeItem(this.key(question));
    } catch {
      // Then it never was there.
    }
  }

  /** Of any interview: who left one for good leaves no words on a device that others may use. */
  private expire(): void {
    try {
      const storage = this.storage();
      for (const key of Object.keys(storage)) {
        if (!key.startsWith(PREFIX)) continue;
        const draft = parsed(storage.getItem(key));
        if (draft === null || this.now() - draft.at > EXPIRES_AFTER_MS) storage.removeItem(key);
      }
    } catch {
      // Nothing is kept here.
    }
  }

  private draft(question: number): Draft | null {
    try {
      return parsed(this.storage().getItem(this.key(question))) ?? this.kept.get(question) ?? null;
    } catch {
      return this.kept.get(question) ?? null;
    }
  }

  private key(question: number | ""): string {
    return `${PREFIX}${this.sessionId}/${question}`;
  }
}

/** What stands in the storage, where it is a draft. */
function parsed(stored: string | null): Draft | null {
  if (stored === null) return null;
  try {
    const draft = JSON.parse(stored) as Partial<Draft> | null;
    return typeof draft?.text === "string" && typeof draft.at === "number" ? (draft as Draft) : null;
  } catch {
    return null;
  }
}
