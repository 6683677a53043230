import type { AnswerView } from "../../shared/api-types";

/** Listening and recording do not stop in one moment. */
const APART_AT_MOST_MS = 3000;

/**
 * How much longer the candidate was listened to than recorded; 0 where what was heard is shown as the transcript, or
 * nothing was said.
 */
export function heardBeyondMs({
  transcript,
  transcript_is_live,
  live_transcript,
  video,
}: Pick<AnswerView, "transcript" | "transcript_is_live" | "live_transcript" | "video">): number {
  if (!transcript || transcript_is_live || !live_transcript?.text.trim()) return 0;
  const beyondMs = live_transcript.duration_ms - (video?.recorded_ms ?? 0);
  return beyondMs > APART_AT_MOST_MS ? beyondMs : 0;
}
