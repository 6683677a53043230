import { expect, test } from "vitest";

import { addressOf, questionOf, whyNotAsked } from "./query";

const ID = "7b0c2bb4-6f0e-4a0e-9f0c-0b6ad2f3f0a1";

test("an address asks what it says, and comes back as it was", () => {
  const address = `q=Who+has+run+a+migration%3F&template_id=${ID}&state=failed&from=2026-11-01`;
  const question = { q: "Who has run a migration?", template_id: ID, state: "failed", from: "2026-11-01", to: "" };
  expect(questionOf(address)).toEqual(question);
  expect(addressOf(questionOf(address))).toBe(address);
});

test("what means nothing is left out", () => {
  expect(addressOf(questionOf("q=abc&template_id=1&state=pending&from=2026-13-45&more=1"))).toBe("q=abc");
});

test.each([
  ["ab", "tooShort"],
  ["  ab  ", "tooShort"],
  ["数据库", null],
  ["🦊".repeat(300), null],
  ["x".repeat(301), "tooLong"],
])("%s: %s", (q, why) => {
  expect(whyNotAsked(q)).toBe(why);
});
