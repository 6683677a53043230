import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";

/** A secret that is shown this once, to copy: a word, or several in lines of their own. */
export function Secret({
  value,
  words,
  onDone,
}: {
  value: string;
  words: { secret: string; copy: string; copied: string; copyByHand: string; once: string; done: string };
  onDone: () => void;
}): JSX.Element {
  const id = useId();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<"" | "copied" | "by-hand">("");
  // In sight, and read out: the control that led here is gone.
  useLayoutEffect(() => field.current?.focus(), []);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(value);
      setCopied("copied");
    } catch {
      // Not every browser lets a page write to the clipboard.
      field.current?.select();
      setCopied("by-hand");
    }
  }

  const shown = {
    id,
    ref: field,
    readOnly: true,
    value,
    "aria-describedby": `${id}-once`,
    onFocus: () => field.current?.select(),
  };
  return (
    <div class="stack">
      <div class="field">
        <label for={id}>{words.secret}</label>
        {value.includes("\n") ? (
          <textarea class="input secret-lines" rows={value.split("\n").length} {...shown} />
        ) : (
          <input class="input" {...shown} />
        )}
        <p class="hint" id={`${id}-once`}>
          {words.once}
        </p>
      </div>
      <div class="actions">
        <button type="button" class="button" onClick={() => void copy()}>
          {words.copy}
        </button>
        <button type="button" class="button button-quiet" onClick={onDone}>
          {words.done}
        </button>
        <span role="status" class="small">
          {copied === "copied" && words.copied}
          {copied === "by-hand" && words.copyByHand}
        </span>
      </div>
    </div>
  );
}
