import { expect, test } from "vitest";

import { ApiError, UNKNOWN } from "./api";
import { wordsOf } from "./error-notice";

function refused(status: number, retryAfterMs: number | null = null): ApiError {
  return new ApiError(status, "some_code", "The API’s own words.", "r-1", [], retryAfterMs);
}

test("what the API says to people is told as it is", () => {
  expect(wordsOf(refused(409))).toBe("The API’s own words.");
});

test("too many attempts are told with how long to wait", () => {
  expect(wordsOf(refused(429, 90_000))).toContain("Try again in 1 min 30 s.");
  expect(wordsOf(refused(429))).toContain("Try again in a while.");
});

test("what is asked for too often is named, and when to come back", () => {
  const ours = new ApiError(429, "too_many_attempts", "Too many. Wait a little.", "r-1", [], 86_399_000);
  expect(wordsOf(ours)).toBe("Too many. Try again in 23 h 59 min.");
  const gateway = new ApiError(429, UNKNOWN, "The server said nothing that can be read.", "");
  expect(wordsOf(gateway)).toBe("That was too many attempts. Try again in a while.");
});

test("what an interview has used up for good is told in the API's words", () => {
  const usedUp = new ApiError(429, "quota_exceeded", "That was all.", "r-1");
  expect(wordsOf(usedUp)).toBe("That was all.");
  expect(usedUp.isPassing).toBe(false);
});

test("a lost connection and a fault of the page are told without their inner words", () => {
  expect(wordsOf(refused(0))).toContain("no connection");
  expect(wordsOf(new TypeError("x is undefined"))).not.toContain("undefined");
});
