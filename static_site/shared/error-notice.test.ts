// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";

import { ApiError, UNKNOWN } from "./api";
import { wordsOf } from "./error-notice";
import { fieldErrorsOf } from "./field-errors";
import { speak } from "./words/languages";
import "./words/recruiter-problems";

type Params = ApiError["params"];

function refused(status: number, code: string, params: Params = {}, retryAfterMs: number | null = null): ApiError {
  return new ApiError(status, code, "For developers.", "r-1", [], retryAfterMs, params);
}

afterEach(() => speak("en"));

test("what the API refuses is told by its code, in the reader's language", async () => {
  const error = refused(409, "consent_changed");
  expect(wordsOf(error)).toContain("Reload the page and read it again.");
  await speak("de");
  expect(wordsOf(error)).toContain("Bitte laden Sie die Seite neu");
});

test("words name what the API names", () => {
  const words = wordsOf(refused(422, "correction_too_large", { most: 6, changed: 9 }));
  expect(words).toContain("up to 6 words may change, and 9 did");
  expect(wordsOf(refused(429, "quota_exceeded", { limit: "open_interviews", most: 30_000 }))).toContain("30,000 open");
});

test.each([
  [409, "of_tomorrow"],
  [500, "internal_error"],
  [502, UNKNOWN],
])("nobody reads what the server says to developers (%i %s)", (status, code) => {
  expect(wordsOf(refused(status, code))).not.toContain("developers");
  expect(wordsOf(refused(status, code))).toMatch(/^[A-Z].+\.$/);
});

test("too many attempts are told with how long to wait", () => {
  const attempts = refused(429, "too_many_attempts", { limit: "sign_ins" }, 90_000);
  expect(wordsOf(attempts)).toBe("That was too many attempts. Try again in 1 min 30 s.");
  expect(wordsOf(refused(429, "too_many_attempts", { limit: "watching_tickets" }))).toBe(
    "The live connection was opened too often. Try again in a while.",
  );
  expect(wordsOf(refused(429, UNKNOWN))).toBe("That was too many attempts. Try again in a while.");
});

test("what an interview has used up for good is told with what helps", () => {
  const usedUp = refused(429, "quota_exceeded", { limit: "upload_tests" });
  expect(wordsOf(usedUp)).toBe("The connection was tested too often. Go on without the test.");
  expect(usedUp.isPassing).toBe(false);
});

test("a lost connection and a fault of the page are told without their inner words", () => {
  expect(wordsOf(refused(0, "offline"))).toContain("no connection");
  expect(wordsOf(new TypeError("x is undefined"))).not.toContain("undefined");
});

test("what is wrong with a field is told by its code", async () => {
  const params = { least: null, most: 200, choices: null };
  const detail = { field: "title", code: "too_long", params, problem: "For developers." } as const;
  const error = new ApiError(400, "malformed_request", "For developers.", "r-1", [detail]);
  const { title } = fieldErrorsOf(error);
  expect(title?.()).toBe("At most 200 characters, please.");
  await speak("de");
  expect(title?.()).toBe("Bitte höchstens 200 Zeichen.");
});
