import type { Difference, Word } from "../../shared/api-types";

/** A word as it was heard, with what the candidate made of it. */
export interface MarkedWord {
  word: Word;
  /** Part of a stretch that was corrected away. */
  misheard: boolean;
  /** What the candidate put in the place of the stretch that ends here, or behind this word. */
  corrected: string;
}

/**
 * The words with their corrections. Differences cover the words in order, so each takes as many of them as its text
 * has; null where they do not fit these words. What was added before the first word is shown behind it.
 */
export function markedWords(words: readonly Word[], differences: readonly Difference[]): MarkedWord[] | null {
  const marked: MarkedWord[] = [];
  let before = "";
  for (const { heard, corrected, changed } of differences) {
    const stretch: MarkedWord[] = [];
    while (stretch.map(({ word }) => word.text).join(" ").length < heard.length) {
      const word = words[marked.length + stretch.length];
      if (!word) return null;
      stretch.push({ word, misheard: changed, corrected: "" });
    }
    if (stretch.map(({ word }) => word.text).join(" ") !== heard) return null;
    marked.push(...stretch);
    const last = marked.at(-1);
    if (changed && last) last.corrected = joined(last.corrected, corrected);
    else if (changed) before = joined(before, corrected);
  }
  const [first] = marked;
  if (first && before) first.corrected = joined(before, first.corrected);
  return marked.length === words.length ? marked : null;
}

function joined(one: string, other: string): string {
  return [one, other].filter(Boolean).join(" ");
}
