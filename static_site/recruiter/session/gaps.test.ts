import { expect, test } from "vitest";

import { darkInWords, lossInWords, placeInWords, reasonInWords } from "./gaps";

const gap = (start_ms: number, end_ms: number) => ({ start_ms, end_ms, reason: "chunk 3 never arrived" });

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

test.each([
  ["chunks 3 to 5 never arrived", "this part never arrived"],
  ["chunk 3 is gone from the bucket", "this part was deleted from where recordings are kept"],
  ["the bytes break off inside a frame", "the recording breaks off here in the middle of a picture"],
  ["the bytes break off inside a fragment", "the recording breaks off here in the middle of a picture"],
  ["a keyframe that is none", "this part could not be read"],
  ["the recorder's clock counted 4.2 s more than its chunks hold", "the device recorded more than arrived"],
  [
    "the recording broke off here; up to two seconds are missing",
    "the recording broke off here; up to two seconds are missing",
  ],
  ["3 gaps from here on, as long as this one together", "3 gaps from here on, as long as this one together"],
])("of “%s” a recruiter reads “%s”", (reason, words) => expect(reasonInWords({ reason })).toBe(words));
