import { expect, test } from "vitest";

import { sentencesOf, wordAt } from "./sentences";

function words(text: string, everyMs = 500) {
  return text.split(" ").map((each, index) => ({
    text: each,
    start_ms: index * everyMs,
    end_ms: index * everyMs + 300,
    confidence: 1,
  }));
}

const texts = (found: ReturnType<typeof sentencesOf>) =>
  found.map((each) => each.words.map(({ text }) => text).join(" "));

test("sentences end with their marks and begin where their first word does", () => {
  const found = sentencesOf(words("We moved. Why? “Because.” And then"));
  expect(texts(found)).toEqual(["We moved.", "Why?", "“Because.”", "And then"]);
  expect(found.map(({ startMs }) => startMs)).toEqual([0, 1000, 1500, 2000]);
});

test("without marks a long pause ends one, and so does too many words", () => {
  const [one, two] = [words("so I went"), words("so I went and came back").slice(3)];
  const later = two.map((word) => ({ ...word, start_ms: word.start_ms + 9000, end_ms: word.end_ms + 9000 }));
  expect(texts(sentencesOf([...one, ...later]))).toEqual(["so I went", "and came back"]);
  expect(sentencesOf(words("word ".repeat(90).trim())).map((each) => each.words.length)).toEqual([40, 40, 10]);
});

test("no words are no sentences", () => {
  expect(sentencesOf([])).toEqual([]);
});

test("the word at a place is the last that has begun", () => {
  const spoken = words("a b c");
  expect([
    wordAt(spoken, 0)?.text,
    wordAt(spoken, 499)?.text,
    wordAt(spoken, 500)?.text,
    wordAt(spoken, 99_999)?.text,
  ]).toEqual(["a", "a", "b", "c"]);
  expect(wordAt([], 5)).toBeNull();
  expect(
    wordAt(
      words("x").map((word) => ({ ...word, start_ms: 100 })),
      50,
    ),
  ).toBeNull();
});
