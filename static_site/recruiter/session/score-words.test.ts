import { expect, test } from "vitest";

import { asExcerpt } from "./score-words";

test("a quote that breaks off, or begins within a sentence, says so", () => {
  expect(asExcerpt("We measured the load.")).toBe("We measured the load.");
  expect(asExcerpt("We measured the load,")).toBe("We measured the load…");
  expect(asExcerpt("and then we fixed it.")).toBe("…and then we fixed it.");
});
