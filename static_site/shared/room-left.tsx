import type { JSX, TargetedEvent } from "preact";
import { useState } from "preact/hooks";

import { count } from "./format";

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
  const longest = `at most ${count(most, "character")} fit`;
  if (cut > 0 && length >= most)
    return `The last ${count(cut, "character")} of what you pasted are not in it: ${longest}.`;
  if (length >= most) return `That is all there is room for: ${longest}.`;
  return length >= NEAR * most ? `${count(most - length, "character")} left.` : "";
}
