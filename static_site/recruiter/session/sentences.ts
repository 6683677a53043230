import type { Word } from "../../shared/api-types";

export interface Sentence {
  startMs: number;
  words: readonly Word[];
}

const MAX_WORDS = 40;
const PAUSE_MS = 1500;

/** The words in pieces that can be jumped to: a sentence each, or what lies between long pauses. */
export function sentencesOf(words: readonly Word[]): Sentence[] {
  const found: Sentence[] = [];
  let current: Word[] = [];
  words.forEach((word, index) => {
    current.push(word);
    const next = words[index + 1];
    const ends = /[.?!…]["”’)]?$/.test(word.text) || current.length >= MAX_WORDS;
    if (!next || ends || next.start_ms - word.end_ms >= PAUSE_MS) {
      found.push({ startMs: current[0]?.start_ms ?? 0, words: current });
      current = [];
    }
  });
  return found;
}

/** The word spoken at a place, or the last one before it. */
export function wordAt(words: readonly Word[], ms: number): Word | null {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.start_ms ?? Infinity) <= ms) low = middle + 1;
    else high = middle;
  }
  return words[low - 1] ?? null;
}
