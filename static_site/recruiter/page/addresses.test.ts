import { expect, test } from "vitest";

import { isAddress, isMailable } from "./addresses";

test.each([
  ["grace@example.com", true, true],
  ["grace@köln.example", true, true],
  ["anna.köhler@example.com", true, false],
  ["grace @example.com", false, false],
  ["grace@example", false, false],
  ["grace@ada@example.com", false, false],
  ["grace@example.com(1)", false, false],
  ["Grace<grace@example.com>", false, false],
  ["ada,grace@example.com", false, false],
  ["grace@example.com.", false, false],
  ["o'brien+jobs@mail.example.com", true, true],
])("%s is an address (%s) to which letters go (%s)", (text, address, mailable) => {
  expect([isAddress(text), isMailable(text)]).toEqual([address, mailable]);
});
