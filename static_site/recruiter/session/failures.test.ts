import { expect, test } from "vitest";

import { answerFailureInWords, failureInWords } from "./failures";

test("a failed interview says why", () => {
  expect(failureInWords({ code: "nothing_recorded", params: {} })).toBe("Nothing was recorded.");
  expect(failureInWords({ code: "questions_failed", params: { questions: [1] } })).toBe(
    "1 answer could not be processed.",
  );
  expect(failureInWords({ code: "stopped", params: { error: "States.Timeout" } })).toContain("States.Timeout");
});

test("a sentence that was stored before there were codes is shown as it is", () => {
  expect(failureInWords({ code: "other", params: { text: "Not processed: question 2." } })).toBe(
    "Not processed: question 2.",
  );
});

test("a failed answer says why, and the error's name for support", () => {
  const failure = { code: "quota_exceeded", error: "QuotaExceededError" } as const;
  expect(answerFailureInWords(failure)).toMatch(/^More was recorded .* \(QuotaExceededError\)$/);
});

test("a code that is newer than this page names the error", () => {
  const failure = { code: "of_tomorrow" as "media_error", error: "TomorrowsError" };
  expect(answerFailureInWords(failure)).toContain("TomorrowsError");
});
