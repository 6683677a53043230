/** What the candidate should know while the interview goes on: which of it holds, the gravest first. */

import type { Phase } from "../interview/interview-machine";
import type { Kind } from "../recording/devices";

/** From nothing being recorded, over what keeps the interview from going on, to what is good to know. */
const GRAVEST_FIRST = [
  "unplugged_both",
  "unrecorded",
  "unplugged_audio",
  "unheard",
  "not_recorded",
  "question_awaited",
  "answer_awaited",
  "unsent",
  "unplugged_video",
  "offline",
  "begun_by_speaking",
  "sound_only",
  "nothing_kept",
  "voiceless",
] as const;

export type Notice = (typeof GRAVEST_FIRST)[number];

export interface Situation {
  readonly phase: Phase;
  /** What was unplugged. */
  readonly lost: ReadonlySet<Kind>;
  /** Nothing comes from the recorder. */
  readonly isUnrecorded: boolean;
  /** The microphone gives no sound at all. */
  readonly isUnheard: boolean;
  /** Somebody speaks of whom nothing is recorded. */
  readonly isOverheard: boolean;
  /** The answer has just begun, because its candidate spoke. */
  readonly isBegunBySpeaking: boolean;
  /** What the connection has to bring before the interview goes on. */
  readonly awaited: "question" | "answer" | null;
  /** A written answer has not arrived. */
  readonly isUnsent: boolean;
  readonly isOffline: boolean;
  readonly isPictureOn: boolean;
  /** What is recorded outlasts the page. */
  readonly isDurable: boolean;
  /** The interviewer does not speak. */
  readonly isVoiceless: boolean;
}

export function noticesOf(now: Situation): readonly Notice[] {
  const { phase, lost, awaited } = now;
  const isSpoken = phase === "answering" || phase === "practising";
  const holds: Readonly<Record<Notice, boolean>> = {
    unplugged_both: lost.size > 1,
    unrecorded: phase === "answering" && now.isUnrecorded && lost.size < 2,
    unplugged_audio: lost.size === 1 && lost.has("audio"),
    unheard: isSpoken && now.isUnheard && !lost.has("audio"),
    not_recorded: isUnrecorded(phase) && now.isOverheard && awaited === null,
    question_awaited: awaited === "question",
    answer_awaited: awaited === "answer",
    unsent: phase === "awaiting_feedback" && now.isUnsent,
    unplugged_video: lost.size === 1 && lost.has("video"),
    // Whoever waits for the connection knows that it is away.
    offline: now.isOffline && awaited === null,
    begun_by_speaking: phase === "answering" && now.isBegunBySpeaking,
    sound_only: !now.isPictureOn && !lost.has("video"),
    nothing_kept: !now.isDurable,
    voiceless: now.isVoiceless,
  };
  return GRAVEST_FIRST.filter((notice) => holds[notice]);
}

function isUnrecorded(phase: Phase): boolean {
  return phase === "asking" || phase === "thinking" || phase === "awaiting_feedback" || phase === "feedback";
}
