import { expect, test } from "vitest";

import { type Place, placeAfter } from "./transcript-keys";

const LENGTHS = [2, 3];

function walk(keys: string[], from: Place = { sentence: 0, word: null }): Place {
  return keys.reduce((place, key) => placeAfter(key, place, LENGTHS) ?? place, from);
}

test("down and up go from sentence to sentence and stop at the ends", () => {
  expect(walk(["ArrowDown", "ArrowDown"])).toEqual({ sentence: 1, word: null });
  expect(walk(["ArrowDown", "ArrowUp", "ArrowUp"])).toEqual({ sentence: 0, word: null });
  expect(walk(["End"])).toEqual({ sentence: 1, word: null });
  expect(walk(["End", "Home"])).toEqual({ sentence: 0, word: null });
});

test("right and left go from word to word, over the end of a sentence", () => {
  expect(walk(["ArrowRight"])).toEqual({ sentence: 0, word: 0 });
  expect(walk(["ArrowRight", "ArrowRight", "ArrowRight"])).toEqual({ sentence: 1, word: 0 });
  expect(walk(["ArrowLeft"], { sentence: 1, word: 0 })).toEqual({ sentence: 0, word: 1 });
  expect(walk(Array<string>(9).fill("ArrowRight"))).toEqual({ sentence: 1, word: 2 });
});

test("up from a word leads to its own sentence; other keys lead nowhere", () => {
  expect(walk(["ArrowUp"], { sentence: 1, word: 2 })).toEqual({ sentence: 1, word: null });
  expect(placeAfter("a", { sentence: 0, word: null }, LENGTHS)).toBeNull();
});
