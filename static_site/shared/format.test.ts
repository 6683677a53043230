// @vitest-environment jsdom

import { afterEach, expect, test } from "vitest";

import { ago, clock, roughSpan, spanInWords } from "./format";
import { speak } from "./words/languages";

afterEach(() => speak("en"));

test.each([
  [0, "0:00"],
  [-5, "0:00"],
  [65_400, "1:05"],
  [3_725_000, "1:02:05"],
])("%d ms is shown as %s", (ms, shown) => {
  expect(clock(ms)).toBe(shown);
});

test.each([
  [0, "1 second"],
  [45_000, "45 seconds"],
  [7_200_000, "2 hours"],
  [86_399_000, "23 h 59 min"],
  [60_000, "1 minute"],
  [150_000, "2 min 30 s"],
  [601_000, "10 minutes"],
])("%d ms is told as %s", (ms, told) => {
  expect(spanInWords(ms)).toBe(told);
});

test.each([
  [5_000, "less than a minute"],
  [61_000, "about 2 minutes"],
  [3_600_000, "about 1 hour"],
  [7_300_000, "about 2 hours"],
])("%d ms that are estimated are told as %s", (ms, told) => {
  expect(roughSpan(ms)).toBe(told);
});

test("a distance in time is told in its largest whole unit", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  expect(ago("2026-11-21T11:55:30Z", now)).toBe("4 minutes ago");
  expect(ago("2026-11-24T12:00:00Z", now)).toBe("in 3 days");
  expect(ago("2026-11-21T11:59:30Z", now)).toBe("now");
});

test("in German no unit ends with a stop, which would meet that of the sentence", async () => {
  await speak("de");
  expect([spanInWords(320_000), spanInWords(7_500_000)]).toEqual(["5 min 20 s", "2 h 5 min"]);
  expect(ago(new Date().toISOString())).toBe("gerade eben");
});
