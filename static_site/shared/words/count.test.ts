import { expect, test } from "vitest";

import { countingIn } from "./count";

test("what is counted has its form, and its number is written as the language writes it", () => {
  const [english, german] = [countingIn("en"), countingIn("de")];
  expect(english(1, "letter", "letters")).toBe("1 letter");
  expect(english(8000, "letter", "letters")).toBe("8,000 letters");
  expect(german(8000, "Zeichen", "Zeichen")).toBe("8.000 Zeichen");
  expect(german(0, "Wort", "Wörter")).toBe("0 Wörter");
});
