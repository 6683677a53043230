import { expect, test } from "vitest";

import { nextPlayback, playbackOf } from "./playback";

function video(url: string, size = 100) {
  return { playback_url: url, size, duration_ms: 1, recorded_ms: 1, offset_ms: 0, gaps: [], transcoded: false };
}

const signed = (signature: string, key = "a.webm") => `https://merged.example/${key}?X-Amz-Signature=${signature}`;

test("a new signature of the same recording does not restart the video", () => {
  const inUse = playbackOf(video(signed("1")));
  expect(nextPlayback(inUse, video(signed("2")), false)).toBe(inUse);
});

test("a new signature is taken when the one in use no longer works", () => {
  const inUse = playbackOf(video(signed("1")));
  expect(nextPlayback(inUse, video(signed("2")), true).url).toBe(signed("2"));
});

test("a recording that was merged again is taken at once", () => {
  const inUse = playbackOf(video(signed("1")));
  expect(nextPlayback(inUse, video(signed("2", "b.webm")), false).url).toBe(signed("2", "b.webm"));
});
