import { expect, test } from "vitest";

import { RecordingClock } from "./recording-clock";

const gap = (start_ms: number, end_ms: number) => ({ start_ms, end_ms, reason: "missing" });

test("without gaps both clocks agree", () => {
  const clock = new RecordingClock(10_000, []);
  expect([clock.toVideo(4000), clock.toRecorded(4000)]).toEqual([4000, 4000]);
});

test("the video lacks the gaps", () => {
  const clock = new RecordingClock(30_000, [gap(20_000, 25_000), gap(0, 5000)]);
  expect(clock.toVideo(5000)).toBe(0);
  expect(clock.toVideo(12_000)).toBe(7000);
  expect(clock.toVideo(22_000)).toBe(15_000);
  expect(clock.toVideo(30_000)).toBe(20_000);
});

test("a place in the video is found again on the recording", () => {
  const clock = new RecordingClock(30_000, [gap(0, 5000), gap(20_000, 25_000)]);
  for (const recorded of [5000, 12_000, 19_999, 25_000, 30_000]) {
    expect(clock.toRecorded(clock.toVideo(recorded))).toBe(recorded);
  }
});

test("a share stays within the picture", () => {
  const clock = new RecordingClock(8000, []);
  expect([clock.share(1000), clock.share(9000), clock.share(-1)]).toEqual(["12.5%", "100%", "0%"]);
  expect(new RecordingClock(0, []).share(5)).toBe("100%");
});
