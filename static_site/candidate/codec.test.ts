import { expect, test } from "vitest";

import { containerOf, recordingType, sustainsVp9 } from "./codec";

test("WebM comes first, VP9 only where it is sustained, MP4 where there is no WebM", () => {
  expect(recordingType(false, () => true)).toBe("video/webm;codecs=vp8,opus");
  expect(recordingType(true, () => true)).toBe("video/webm;codecs=vp9,opus");
  const mp4 = recordingType(true, (type) => type.startsWith("video/mp4;codecs=vp9"));
  expect(mp4).toBe("video/mp4;codecs=vp9,opus");
  expect(containerOf(mp4 ?? "")).toBe("video/mp4");
  expect(containerOf("video/webm;codecs=vp9,opus")).toBe("video/webm");
  expect(recordingType(true, () => false)).toBeNull();
});

test("a browser that knows one of the two records that one", () => {
  expect(recordingType(true, (type) => type.includes("vp8"))).toBe("video/webm;codecs=vp8,opus");
  expect(recordingType(false, (type) => type.includes("vp9"))).toBe("video/webm;codecs=vp9,opus");
});

test("VP9 is sustained where it is supported, smooth, and takes less than a third of a frame's time", () => {
  const trial = { supported: true, smooth: true, frameMs: 13 };
  expect(sustainsVp9(trial, 24)).toBe(true);
  expect(sustainsVp9(trial, 30)).toBe(false);
  expect(sustainsVp9({ ...trial, frameMs: null }, 24)).toBe(false);
  expect(sustainsVp9({ ...trial, supported: false }, 24)).toBe(false);
  expect(sustainsVp9({ ...trial, smooth: false }, 24)).toBe(false);
});
