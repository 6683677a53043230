import { expect, test } from "vitest";

import { words } from "../../../shared/words/en/mail-texts";
import { textProblem } from "./text-problem";

const PLACES = ["candidate", "company"];

test.each([
  ["Dear {candidate},\n\n{link}\n\n{company}", undefined],
  ["{link}\n \nBye {", undefined],
  ["  \n", words.missing],
  ["Dear {name}", words.unknown("name")],
  ["{}", words.unknown("")],
  ["Here: {link}", words.linkAlone],
  ["{link}\n\n{link}", words.linkAlone],
])("of %j is said %j", (text, said) => {
  expect(textProblem(text, PLACES, true)?.()).toBe(said);
});

test("a letter without a link has no place for one, and a subject never has", () => {
  expect(textProblem("{link}", PLACES, false)?.()).toBe(words.noLink);
  expect(textProblem("{link}", PLACES, true, true)?.()).toBe(words.linkAlone);
});
