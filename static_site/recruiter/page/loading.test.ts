import { expect, test } from "vitest";

import { ApiError } from "../../shared/api";
import { pauseAfter } from "./loading";

const answered = (status: number, retryAfterMs: number | null = null): ApiError =>
  new ApiError(status, status === 0 ? "offline" : "code", "words", "id", [], retryAfterMs);

test.each([401, 403, 404, 410, 422])("after %d nobody asks again", (status) => {
  expect(pauseAfter(answered(status), 5000, 0)).toBeNull();
});

test.each([0, 500, 503])("after %d it is asked again later and later, a minute apart at most", (status) => {
  const pauses = [0, 1, 2, 3, 4, 50].map((before) => pauseAfter(answered(status), 5000, before));
  expect(pauses).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
});

test("who is asked to wait waits as long", () => {
  expect(pauseAfter(answered(429, 90_000), 5000, 0)).toBe(90_000);
  expect(pauseAfter(answered(429, 1000), 5000, 0)).toBe(5000);
});

test("what is not looked at again is not after an error either", () => {
  expect(pauseAfter(answered(503), null, 0)).toBeNull();
});
