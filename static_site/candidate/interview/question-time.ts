/**
 * How much time a question has, and how much of it is used and left: pure. Who comes back to a question whose time is
 * used has a minimum, and at most half of what it had; who writes, more: people type about a third of the words that
 * they speak.
 */

import { MAX_EXTENSIONS, MIN_ANSWER_MS, MIN_THINKING_MS, MORE_ANSWER_MS, MORE_THINKING_MS } from "../../shared/limits";
import type { Accommodations } from "../../shared/api-types";

export interface Timing {
  readonly thinkingMs: number;
  readonly answerMs: number;
}

/**
 * What of a question's time is used. It only grows, and survives a reload: `answerMs` counts a third of the time of
 * writing, `moreThinking` and `moreAnswer` how often more time was asked for.
 */
export interface TimeUsed {
  readonly thinkingMs: number;
  readonly answerMs: number;
  readonly moreThinking: number;
  readonly moreAnswer: number;
}

/** After which an answer ends where nothing was arranged. */
const USUAL_SILENCE_S = 4;
export const NOTHING_USED: TimeUsed = { thinkingMs: 0, answerMs: 0, moreThinking: 0, moreAnswer: 0 };

/** Whether more time was arranged for this candidate, of whatever kind: then nothing hurries them. */
export function isGivenTime({ answer_time_factor, silence_s, captions, text_answers }: Accommodations): boolean {
  return answer_time_factor > 1 || silence_s === null || silence_s > USUAL_SILENCE_S || captions || text_answers;
}

/** Whether more time can be asked for, for this question. */
export function mayExtend({ moreThinking, moreAnswer }: TimeUsed): boolean {
  return moreThinking + moreAnswer < MAX_EXTENSIONS;
}

/** With what was asked for more. */
export function givenTime(
  { thinkingMs, answerMs }: Timing,
  { moreThinking, moreAnswer }: Pick<TimeUsed, "moreThinking" | "moreAnswer">,
): Timing {
  return { thinkingMs: thinkingMs + MORE_THINKING_MS * moreThinking, answerMs: answerMs + MORE_ANSWER_MS * moreAnswer };
}

export function thinkingLeftMs(timing: Timing, used: TimeUsed): number {
  const leftMs = givenTime(timing, used).thinkingMs - used.thinkingMs;
  return Math.max(leftMs, Math.min(MIN_THINKING_MS, timing.thinkingMs / 2));
}

export function answerLeftMs(timing: Timing, used: TimeUsed): number {
  const leftMs = givenTime(timing, used).answerMs - used.answerMs;
  return Math.max(leftMs, Math.min(MIN_ANSWER_MS, timing.answerMs / 2));
}
