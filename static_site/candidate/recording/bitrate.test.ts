import { expect, test } from "vitest";

import { isTooMuch, nextBitrate, videoBitrate } from "./bitrate";

test.each([
  ["untested", null, 700_000],
  ["fast", 20_000_000, 1_000_000],
  ["middling", 1_000_000, 600_000],
  ["slow", 300_000, 180_000],
  ["hardly there", 20_000, 150_000],
])("a connection that is %s", (_, uplink, bits) => {
  expect(videoBitrate(uplink)).toBe(bits);
});

test.each([
  ["the usual where nothing waits", null, 0, 700_000],
  ["the usual again once the queue is short", 350_000, 20_000, 700_000],
  ["half where recording waits", null, 20_001, 350_000],
  ["half of the half where it still waits", 350_000, 20_001, 175_000],
  ["never less than can be looked at", 175_000, 90_000, 150_000],
])("the next run records at %s", (_, last, behindMs, bits) => {
  expect(nextBitrate(700_000, last, behindMs)).toBe(bits);
});

test("a run is ended early only when it is long, far behind, and can be made smaller", () => {
  const run = { bitrate: 700_000, elapsedMs: 30_001, behindMs: 45_001, times: 1 };
  expect(isTooMuch(run)).toBe(true);
  expect(isTooMuch({ ...run, elapsedMs: 30_000 })).toBe(false);
  expect(isTooMuch({ ...run, behindMs: 45_000 })).toBe(false);
  expect(isTooMuch({ ...run, times: 2 })).toBe(false);
  expect(isTooMuch({ ...run, bitrate: 150_000 })).toBe(false);
});
