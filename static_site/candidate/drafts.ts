/** Written answers as far as they have got, on this device: a reload loses no word of them. */

import { EXPIRES_AFTER_MS } from "./chunk-store";

const PREFIX = "draft/";

interface Draft {
  text: string;
  /** When it was last written at. */
  at: number;
}

export class Drafts {
  /** Where the browser keeps nothing, this page does. */
  private readonly kept = new Map<string, string>();

  constructor(
    private readonly sessionId: string,
    private readonly storage: () => Storage = () => localStorage,
    private readonly now: () => number = Date.now,
  ) {
    this.expire();
  }

  get(question: number): string {
    const key = this.key(question);
    try {
      return parsed(this.storage().getItem(key))?.text ?? this.kept.get(key) ?? "";
    } catch {
      return this.kept.get(key) ?? "";
    }
  }

  keep(question: number, text: string): void {
    const key = this.key(question);
    this.kept.set(key, text);
    const draft: Draft = { text, at: this.now() };
    try {
      this.storage().setItem(key, JSON.stringify(draft));
    } catch {
      // Full or refused: the page has it.
    }
  }

  /** What has arrived, or is awaited by nobody, does not stay. */
  forget(question: number): void {
    const key = this.key(question);
    this.kept.delete(key);
    try {
      this.storage().removeItem(key);
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

  private key(question: number): string {
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
