import { expect, test } from "vitest";

import { containerOf, recordingType, recordingTypes, sustainsVp9, turnsWebm } from "./codec";

test("WebM comes first, VP9 only where it is sustained, MP4 where there is no WebM", () => {
  expect(recordingType(false, () => true, "")).toBe("video/webm;codecs=vp8,opus");
  expect(recordingType(true, () => true, "")).toBe("video/webm;codecs=vp9,opus");
  const mp4 = recordingType(true, (type) => type.startsWith("video/mp4;codecs=vp9"), "");
  expect(mp4).toBe("video/mp4;codecs=vp9,opus");
  expect(containerOf(mp4 ?? "")).toBe("video/mp4");
  expect(containerOf("video/webm;codecs=vp9,opus")).toBe("video/webm");
  expect(recordingType(true, () => false, "")).toBeNull();
});

test("a browser that knows one of the two records that one", () => {
  expect(recordingType(true, (type) => type.includes("vp8"), "")).toBe("video/webm;codecs=vp8,opus");
  expect(recordingType(false, (type) => type.includes("vp9"), "")).toBe("video/webm;codecs=vp9,opus");
});

test("VP9 is sustained where it is supported, smooth, and takes less than a third of a frame's time", () => {
  const trial = { supported: true, smooth: true, frameMs: 13 };
  expect(sustainsVp9(trial, 24)).toBe(true);
  expect(sustainsVp9(trial, 30)).toBe(false);
  expect(sustainsVp9({ ...trial, frameMs: null }, 24)).toBe(false);
  expect(sustainsVp9({ ...trial, supported: false }, 24)).toBe(false);
  expect(sustainsVp9({ ...trial, smooth: false }, 24)).toBe(false);
});

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";

test.each([
  [`${IPHONE} Version/18.4 Mobile/15E148 Safari/604.1`, true],
  [`${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`, true],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.4.1 Safari/605.1.15", true],
  [`${IPHONE} CriOS/135.0.7049.83 Mobile/15E148 Safari/604.1`, true],
  [`${IPHONE.replace("18_4", "18_5_1")} FxiOS/138.0 Mobile/15E148 Safari/605.1.15`, true],
  [`${IPHONE.replace("18_4", "18_6")} CriOS/139.0.7258.76 Mobile/15E148 Safari/604.1`, false],
  [`${IPHONE.replace("18_4", "18_6")} Version/18.6 Mobile/15E148 Safari/604.1`, false],
  [`${IPHONE.replace("18_4", "18_6")} Version/26.0 Mobile/15E148 Safari/604.1`, false],
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36", false],
])("%s turns its WebM: %s", (userAgent, turns) => {
  expect(turnsWebm(userAgent)).toBe(turns);
  const type = recordingType(false, () => true, userAgent);
  expect(containerOf(type ?? "")).toBe(turns ? "video/mp4" : "video/webm");
});

test("a Safari that turns its WebM and records nothing else records that", () => {
  const type = recordingType(false, (type) => type.includes("vp8"), `${IPHONE} Version/18.4 Safari/604.1`);
  expect(type).toBe("video/webm;codecs=vp8,opus");
});

test("after the best type come the others that the browser knows, each once", () => {
  const known = (type: string): boolean => type !== "video/webm" && !type.includes("avc1");
  const mp4 = ["video/mp4;codecs=vp9,opus", "video/mp4"];
  const webm = ["video/webm;codecs=vp8,opus", "video/webm;codecs=vp9,opus"];
  expect(recordingTypes(false, known, "")).toEqual([...webm, ...mp4]);
  expect(recordingTypes(false, known, `${IPHONE} Version/18.4 Safari/604.1`)).toEqual([...mp4, ...webm]);
});
