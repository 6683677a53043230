/** What a candidate puts right of what was heard in an answer, until it is saved. */

import { computed, signal } from "@preact/signals";

import type { CorrectionView } from "../../shared/api-types";

export class Correcting {
  /** As it was typed and is not saved yet; null where it is as it was heard, or saved. */
  readonly text = signal<string | null>(null);
  readonly isUnsaved = computed(() => (this.text.value ?? "").trim() !== "");
  readonly isSaving = signal(false);
  /** How many words the saved correction changes; null where none is saved. */
  readonly wordsChanged = signal<number | null>(null);
  readonly fault = signal<unknown>(null);
  private saving: Promise<boolean> | null = null;

  constructor(private readonly send: (text: string) => Promise<CorrectionView>) {}

  /** Of another answer. */
  begin(): void {
    this.text.value = null;
    this.wordsChanged.value = null;
    this.fault.value = null;
  }

  type(text: string): void {
    this.text.value = text;
    this.wordsChanged.value = null;
  }

  /** Whether all that was typed is saved by then. */
  save(): Promise<boolean> {
    this.saving ??= this.put().finally(() => (this.saving = null));
    return this.saving;
  }

  private async put(): Promise<boolean> {
    const { value } = this.text;
    this.fault.value = null;
    if (value === null || !this.isUnsaved.value) return true;
    this.isSaving.value = true;
    try {
      const { words_changed } = await this.send(value);
      this.text.value = null;
      this.wordsChanged.value = words_changed;
      return true;
    } catch (fault) {
      this.fault.value = fault;
      return false;
    } finally {
      this.isSaving.value = false;
    }
  }
}
