import { expect, test } from "vitest";

import type { TranscriptView, VideoView } from "../../shared/api-types";
import { heardBeyondMs } from "./heard-beyond";

const transcript = (duration_ms: number, text = "words"): TranscriptView => ({
  ...{ text, request_id: null, language: "en", source: "", made_at: "" },
  duration_ms,
});
const video = (recorded_ms: number): VideoView => ({ recorded_ms }) as VideoView;
const anew = { transcript: transcript(40_000), transcript_is_live: false, video: video(45_000) };

test("what was heard after the recording broke off is measured", () => {
  expect(heardBeyondMs({ ...anew, live_transcript: transcript(80_000) })).toBe(35_000);
  expect(heardBeyondMs({ ...anew, live_transcript: transcript(80_000), video: null })).toBe(80_000);
});

test("where both end together nothing is said", () => {
  expect(heardBeyondMs({ ...anew, live_transcript: transcript(47_900) })).toBe(0);
  expect(heardBeyondMs({ ...anew, live_transcript: transcript(20_000) })).toBe(0);
});

test("nor where nobody spoke, or what was heard is the transcript", () => {
  expect(heardBeyondMs({ ...anew, live_transcript: transcript(80_000, " ") })).toBe(0);
  expect(heardBeyondMs({ ...anew, live_transcript: null })).toBe(0);
  expect(heardBeyondMs({ ...anew, transcript_is_live: true, live_transcript: transcript(80_000) })).toBe(0);
  expect(heardBeyondMs({ ...anew, transcript: null, live_transcript: transcript(80_000) })).toBe(0);
});
