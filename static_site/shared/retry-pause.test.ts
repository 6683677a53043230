import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { ApiError } from "./api";
import { pauseAfter } from "./retry-pause";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  ["the first failure", 0, 0, 3_000],
  ["the second", 1, 0, 6_000],
  ["many", 20, 0, 15_000],
  ["one with a wish", 0, 40_000, 40_000],
])("after %s it takes so long", async (_, failures, wishMs, pauseMs) => {
  let isOver = false;
  const error = new ApiError(503, "unavailable", "Busy.", "r1", [], wishMs);
  void pauseAfter(error, failures).then(() => (isOver = true));
  await vi.advanceTimersByTimeAsync(pauseMs - 1);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isOver).toBe(true);
});
