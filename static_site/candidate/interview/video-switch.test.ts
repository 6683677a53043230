// @vitest-environment jsdom

import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Progress } from "./delivery";
import { VideoSwitch } from "./video-switch";

const NOTHING: Progress = {
  ...{ chunks: 0, bytes: 0, totalBytes: 0, behindMs: 0, msLeft: null, answers: 0, isOffline: false },
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  ["poor", { isOffline: false, unansweredMs: 0 }, false],
  ["known to be away", { isOffline: true, unansweredMs: 0 }, true],
  ["dead without a word", { isOffline: false, unansweredMs: 20_000 }, true],
])("the picture of a connection that is %s", (_, { isOffline, unansweredMs }, isOn) => {
  const isPictureOn = signal(true);
  const progress = signal({ ...NOTHING, isOffline });
  const capture = { isPictureOn, showPicture: (is: boolean) => void (isPictureOn.value = is) };
  const video = new VideoSwitch(capture, { progress, unansweredMs }, signal(true));
  video.look();
  progress.value = { ...progress.value, behindMs: 20_000 };
  for (let ms = 0; ms < 20_000; ms += 250) {
    video.look();
    vi.advanceTimersByTime(250);
  }
  expect(isPictureOn.value).toBe(isOn);
});
