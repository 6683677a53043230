// @vitest-environment jsdom
import { expect, test } from "vitest";

import type { Gap } from "../../shared/api-types";
import { speak } from "../../shared/words/languages";
import { darkInWords, lossInWords, placeInWords, reasonInWords } from "./gaps";

const NEVER_ARRIVED = { code: "never_arrived", params: { first: 3, last: 3 } } as const;
const gap = (start_ms: number, end_ms: number) => ({ start_ms, end_ms, reason: NEVER_ARRIVED });

test("a gap says where it is, also where its length is not known", () => {
  expect(placeInWords(gap(20_000, 25_400))).toBe("0:20 to 0:25");
  expect(placeInWords(gap(20_000, 20_000))).toBe("at 0:20");
});

test("all gaps together say how much is missing", () => {
  expect(lossInWords([])).toBeNull();
  expect(lossInWords([gap(0, 5000)])).toBe("5 seconds missing, at one place");
  expect(lossInWords([gap(0, 5000), gap(9000, 9000)])).toBe("5 seconds missing, at 2 places");
  expect(lossInWords([gap(9000, 9000)])).toBe("a moment missing, at one place");
});

test("a picture that was left out is named, with its places in all runs", () => {
  const run = (...spans: [number, number][]) => ({
    ...{ started_at: null, start_ms: 0, length_ms: 60_000 },
    without_picture: spans.map(([start_ms, end_ms]) => ({ start_ms, end_ms })),
  });
  expect(darkInWords([run(), run()])).toBeNull();
  expect(darkInWords([run([20_000, 50_000]), run([65_000, 70_000])])).toBe(
    "Sound only from 0:20 to 0:50, from 1:05 to 1:10: the page left the picture out, to spare the candidate's connection.",
  );
});

const REASONS: [Gap["reason"], string, string][] = [
  [NEVER_ARRIVED, "this part never arrived", "dieser Teil ist nie angekommen"],
  [
    { code: "summed_up", params: { count: 3 } },
    "3 gaps from here on, as long as this one together",
    "3 Lücken ab hier, zusammen so lang wie diese",
  ],
  [
    { code: "left_out", params: { count: 2, track: "audio", problem: "of another format" } },
    "2 pieces of the sound could not be used",
    "2 Stücke des Tons waren nicht zu verwenden",
  ],
  [
    { code: "unreadable", params: { problem: "a keyframe that is none" } },
    "this part could not be read",
    "dieser Teil ließ sich nicht lesen",
  ],
  [{ code: "of_tomorrow", params: {} } as unknown as Gap["reason"], "this part is missing", "dieser Teil fehlt"],
];

test.each(REASONS)("%j is said in the reader's language", async (reason, english, german) => {
  await speak("de");
  expect(reasonInWords({ reason })).toBe(german);
  await speak("en");
  expect(reasonInWords({ reason })).toBe(english);
});
