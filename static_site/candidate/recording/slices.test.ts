import { expect, test } from "vitest";

import { chunkable, cut } from "./slices";

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

const MIB = 1024 * 1024;

test("what is too large for a chunk is cut into parts that lie end to end, in bytes and in time", () => {
  for (const [ms, size] of [
    [240_000, 25 * MIB],
    [1_000, 25 * MIB + 1],
    [3_600_000, 7_777],
  ] as const) {
    const parts = cut(5_000, ms, size);
    expect(parts[0]).toMatchObject({ startMs: 5_000, fromByte: 0 });
    for (const [place, part] of parts.entries()) {
      const next = parts[place + 1];
      expect(part.startMs + part.durationMs).toBe(next?.startMs ?? 5_000 + ms);
      expect(part.untilByte).toBe(next?.fromByte ?? size);
      expect(part.untilByte - part.fromByte).toBeGreaterThanOrEqual(100);
      expect(part.untilByte - part.fromByte).toBeLessThanOrEqual(2 * MIB);
    }
  }
});

test("an ordinary slice, a late one too, is left as it is", () => {
  expect(cut(0, 9_000, 900_000)).toEqual([{ startMs: 0, durationMs: 9_000, fromByte: 0, untilByte: 900_000 }]);
  expect(cut(0, 60_000, 20)).toHaveLength(1);
});

test("large slices make a chunk before five seconds are over, and small ones at the end of a run several", () => {
  expect(chunkable(waiting(2 * MIB, 2 * MIB, 2 * MIB), false)).toBe(2);
  expect(chunkable(waiting(...Array<number>(12).fill(900)), true)).toBe(5);
});
