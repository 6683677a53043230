import type { JSX, TargetedEvent } from "preact";
import { useState } from "preact/hooks";

import { t } from "./words/shared";

const NEAR = 0.9;

type Field = HTMLInputElement | HTMLTextAreaElement;

export interface Room {
  /** For the field: what is pasted may be longer than what fits, and the browser cuts it without a word. */
  onPaste: (event: TargetedEvent<Field, ClipboardEvent>) => void;
  /** Of what was pasted last, as many characters did not fit. */
  cut: number;
}

export function useRoom(most: number): Room {
  const [cut, setCut] = useState(0);
  const onPaste = (event: TargetedEvent<Field, ClipboardEvent>): void => {
    const field = event.currentTarget;
    const selected = (field.selectionEnd ?? 0) - (field.selectionStart ?? 0);
    const pasted = event.clipboardData?.getData("text").length ?? 0;
    setCut(Math.max(0, field.value.length - selected + pasted - most));
  };
  return { onPaste, cut };
}

/** What still fits into a field of limited length, once it matters; said aloud, too. */
export function RoomLeft({ length, most, cut }: { length: number; most: number; cut: number }): JSX.Element {
  return (
    <p role="status" class="hint">
      {wordsOf(length, most, cut)}
    </p>
  );
}

export function wordsOf(length: number, most: number, cut: number): string {
  const { fields } = t.value;
  if (cut > 0 && length >= most) return fields.cut(cut, most);
  if (length >= most) return fields.full(most);
  return length >= NEAR * most ? fields.left(most - length) : "";
}
