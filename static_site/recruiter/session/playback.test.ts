// @vitest-environment jsdom

import { expect, test, vi } from "vitest";

import { nextPlayback, playOneAtATime, playbackOf, rateBeside, rateInWords } from "./playback";

function video(url: string, size = 100) {
  return {
    playback_url: url,
    download_url: url,
    size,
    duration_ms: 1,
    recorded_ms: 1,
    offset_ms: 0,
    gaps: [],
    transcoded: false,
  };
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

test("one video plays at a time, wherever on the page they are", () => {
  const paused: Element[] = [];
  vi.spyOn(HTMLMediaElement.prototype, "pause").mockImplementation(function (this: HTMLMediaElement) {
    paused.push(this);
  });
  document.body.innerHTML = "<article><video></video></article><article><video></video></article>";
  const [first, second] = document.querySelectorAll("video");
  playOneAtATime(document);
  second?.dispatchEvent(new Event("play"));
  expect(paused).toEqual([first]);
  first?.dispatchEvent(new Event("play"));
  expect(paused).toEqual([first, second]);
});

test("a recording is played slower and faster in steps, and no further than they go", () => {
  expect([rateBeside(1, 1), rateBeside(1, -1), rateBeside(2, 1), rateBeside(0.75, -1)]).toEqual([1.25, 0.75, 2, 0.75]);
  expect(rateInWords(1.5)).toBe("1.5×");
});
