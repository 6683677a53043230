import type { Choice } from "../../../shared/api-types";

const CHOICES: Partial<Record<string, Choice>> = { a: "advance", h: "hold", r: "reject" };
/** Where keys write, or already mean something. */
const FILLED_IN = "input, textarea, select, [contenteditable], dialog, video, summary";

/** What a key chooses; null where it writes into a field, is held down, or goes with another one. */
export function choiceOf(event: KeyboardEvent): Choice | null {
  const { target, key, ctrlKey, metaKey, altKey, repeat, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || repeat || defaultPrevented) return null;
  if (target instanceof Element && target.closest(FILLED_IN)) return null;
  if (document.querySelector("dialog[open]")) return null;
  return CHOICES[key.toLowerCase()] ?? null;
}
