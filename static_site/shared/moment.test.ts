// @vitest-environment jsdom

import { afterEach, expect, test } from "vitest";

import { moment } from "./moment";
import { speak } from "./words/languages";

afterEach(() => speak("en"));

test.each([
  ["en", "2026-12-01T13:05:00Z", "Europe/Berlin", ["Tue", "1", "Dec", "2026", "GMT+1"]],
  ["de", "2026-12-01T13:05:00Z", "Europe/Berlin", ["Di", "1.", "Dez", "2026", "14:05", "MEZ"]],
  ["de", "2026-12-31T23:30:00Z", "Asia/Tokyo", ["Fr", "1.", "Jan", "2027", "08:30", "GMT+9"]],
] as const)("a moment in %s has day, date, time and zone", async (spoken, iso, zone, parts) => {
  await speak(spoken);
  const said = moment(iso, zone);
  for (const part of parts) expect(said).toContain(part);
});

test("an hour that comes twice is told apart", async () => {
  await speak("de");
  const [first, second] = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"].map((iso) => moment(iso, "Europe/Berlin"));
  expect(first).toContain("02:30 MESZ");
  expect(second).toContain("02:30 MEZ");
});
