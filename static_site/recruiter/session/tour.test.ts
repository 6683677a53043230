import { expect, test } from "vitest";

import { standing } from "./tour";

const CLIP = { startMs: 10_000, endMs: 14_000, quote: "" };

test("a clip goes on to its end, and is left where somebody goes elsewhere", () => {
  expect([9_500, 10_000, 13_999].map((ms) => standing(CLIP, ms))).toEqual(["on", "on", "on"]);
  expect([14_000, 15_000].map((ms) => standing(CLIP, ms))).toEqual(["over", "over"]);
  expect([0, 60_000].map((ms) => standing(CLIP, ms))).toEqual(["left", "left"]);
});
