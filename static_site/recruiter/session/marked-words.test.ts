import { expect, test } from "vitest";

import type { Difference, Word } from "../../shared/api-types";
import { markedWords } from "./marked-words";

function wordsOf(text: string): Word[] {
  return text.split(" ").map((word, at) => ({ text: word, start_ms: at * 400, end_ms: at * 400 + 300, confidence: 1 }));
}

function same(text: string): Difference {
  return { heard: text, corrected: text, changed: false, reversed: false, start_ms: 0 };
}

function changed(heard: string, corrected: string): Difference {
  return { heard, corrected, changed: true, reversed: false, start_ms: heard ? 0 : null };
}

function shown(words: Word[], differences: Difference[]): string[] | undefined {
  return markedWords(words, differences)?.map(
    ({ word, misheard, corrected }) => `${misheard ? "-" : ""}${word.text}${corrected ? `+${corrected}` : ""}`,
  );
}

test("a misheard stretch is followed by what was meant", () => {
  const words = wordsOf("we moved the key you of orders");
  expect(shown(words, [same("we moved the"), changed("key you", "queue"), same("of orders")])).toEqual([
    "we",
    "moved",
    "the",
    "-key",
    "-you+queue",
    "of",
    "orders",
  ]);
});

test("words may be added and removed, also at the ends", () => {
  const words = wordsOf("we moved it");
  expect(shown(words, [changed("", "Then"), same("we moved"), changed("it", "")])).toEqual(["we+Then", "moved", "-it"]);
  expect(shown(words, [same("we moved it"), changed("", "at last")])).toEqual(["we", "moved", "it+at last"]);
});

test("differences of other words mark nothing", () => {
  expect(markedWords(wordsOf("we moved it"), [same("we moved")])).toBeNull();
  expect(markedWords(wordsOf("we moved it"), [same("we shifted it")])).toBeNull();
  expect(markedWords(wordsOf("we moved"), [same("we moved it all")])).toBeNull();
});
