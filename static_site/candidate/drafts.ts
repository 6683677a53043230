/** Written answers as far as they have got, on this device: a reload loses no word of them. */

export class Drafts {
  /** Where the browser keeps nothing, this page does. */
  private readonly kept = new Map<string, string>();

  constructor(
    private readonly sessionId: string,
    private readonly storage: () => Storage = () => localStorage,
  ) {}

  get(question: number): string {
    const key = this.key(question);
    try {
      return this.storage().getItem(key) ?? this.kept.get(key) ?? "";
    } catch {
      return this.kept.get(key) ?? "";
    }
  }

  keep(question: number, text: string): void {
    const key = this.key(question);
    this.kept.set(key, text);
    try {
      this.storage().setItem(key, text);
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

  private key(question: number): string {
    return `draft/${this.sessionId}/${question}`;
  }
}
