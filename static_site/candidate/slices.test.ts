import { expect, test } from "vitest";

import { chunkable } from "./slices";

const waiting = (...sizes: number[]) =>
  sizes.map((size, position) => ({ position, startMs: 1_000 * position, durationMs: 1_000, size }));

test.each([
  ["nothing", [], 0],
  ["five seconds with nothing behind them", [900, 900, 900, 900, 900], 0],
  ["five seconds and more behind them", [900, 900, 900, 900, 900, 900], 5],
  ["five seconds and a crumb behind them", [900, 900, 900, 900, 900, 99], 0],
  ["crumbs behind them that make enough together", [900, 900, 900, 900, 900, 50, 50], 5],
  ["too little at the beginning", [10, 10, 10, 10, 10, 900, 900], 6],
])("while the run goes on: %s", (_, sizes, count) => {
  expect(chunkable(waiting(...sizes), false)).toBe(count);
});

test.each([
  ["everything that is left", [900, 900, 40], 3],
  ["a single small slice that is big enough", [100], 1],
  ["nothing that the bucket would refuse", [50, 49], 0],
  ["nothing at all", [], 0],
])("at the end of the run: %s", (_, sizes, count) => {
  expect(chunkable(waiting(...sizes), true)).toBe(count);
});

test("slices that are a little short still make a chunk of five", () => {
  const short = waiting(900, 900, 900, 900, 900, 900).map((slice) => ({ ...slice, durationMs: 990 }));
  expect(chunkable(short, false)).toBe(5);
});
