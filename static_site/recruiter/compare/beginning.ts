import type { AnswerView } from "../../shared/api-types";

/** As much as is read at a glance. */
const MOST_LETTERS = 320;

export interface Beginning {
  text: string;
  language: string | null;
  isWhole: boolean;
}

/** How an answer begins, in the words that count; null where there are none. */
export function beginningOf({
  text_answer: written,
  correction,
  transcript,
  live_transcript: live,
  shown_transcript: shown,
}: Pick<
  AnswerView,
  "text_answer" | "correction" | "transcript" | "live_transcript" | "shown_transcript"
>): Beginning | null {
  const heard = shown === "transcript" ? transcript : shown === "live_transcript" ? live : null;
  const text = (written?.text ?? (correction?.counts ? correction.text : heard?.text))?.trim();
  if (!text) return null;
  const cut = excerpt(text);
  return { text: cut, language: written ? null : (heard?.language ?? null), isWhole: cut === text };
}

/** Up to the end of a word, where there is one. */
function excerpt(text: string): string {
  const letters = Array.from(text);
  if (letters.length <= MOST_LETTERS) return text;
  const cut = letters.slice(0, MOST_LETTERS).join("");
  const space = cut.search(/\s\S*$/u);
  return `${(space > 0 ? cut.slice(0, space) : cut).replace(/[\s,;:]+$/u, "")}…`;
}
