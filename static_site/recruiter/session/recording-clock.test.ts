import { expect, test } from "vitest";

import { RecordingClock } from "./recording-clock";

test("of a whole recording both clocks agree", () => {
  const clock = new RecordingClock(10_000, 0);
  expect([clock.toVideo(4000), clock.toRecorded(4000)]).toEqual([4000, 4000]);
});

test("the video begins where the first picture is", () => {
  const clock = new RecordingClock(30_000, 5000);
  expect([2000, 5000, 12_000, 30_000].map((place) => clock.toVideo(place))).toEqual([0, 0, 7000, 25_000]);
});

test("a place in the video is found again on the recording", () => {
  const clock = new RecordingClock(30_000, 5000);
  for (const recorded of [5000, 12_000, 30_000]) expect(clock.toRecorded(clock.toVideo(recorded))).toBe(recorded);
});

test("a share stays within the picture", () => {
  const clock = new RecordingClock(8000, 0);
  expect([clock.share(1000), clock.share(9000), clock.share(-1)]).toEqual(["12.5%", "100%", "0%"]);
  expect(new RecordingClock(0, 0).share(5)).toBe("100%");
});
