import { expect, test } from "vitest";

import { whyNotCompared } from "./comparing";

test("two to five of one template are compared, and those whose template is not known yet", () => {
  expect([whyNotCompared(2, ["a", "a"]), whyNotCompared(5, ["a"]), whyNotCompared(3, [])]).toEqual([null, null, null]);
});

test.each([
  [0, [], "tooFew"],
  [1, ["a"], "tooFew"],
  [6, ["a"], "tooMany"],
  [2, ["a", "b"], "severalTemplates"],
  [6, ["a", "b"], "tooMany"],
])("%i of the templates %j are not, and it is said why", (count, templates, why) => {
  expect(whyNotCompared(count, templates)).toBe(why);
});
