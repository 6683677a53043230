import { describe, expect, test } from "vitest";

import {
  HEARD,
  hasBegun,
  hear,
  isSpeakingOn,
  isUnheard,
  isVoice,
  isWaiting,
  listen,
  listenFor,
  type Listening,
  THINKING_PATIENCE_MS,
  wait,
} from "./silence";

const FRAME_MS = 100;

function after(ms: number, level: number, listening: Listening): Listening {
  let now = listening;
  for (let at = 0; at < ms; at += FRAME_MS) now = hear(now, level, FRAME_MS);
  return now;
}

describe("silence", () => {
  test("is counted from the last word on, and anew with each", () => {
    const spoken = after(3_000, 0.1, listen());
    expect(hasBegun(spoken)).toBe(true);
    const paused = after(3_900, 0.001, spoken);
    expect(paused.quietMs).toBe(3_900);
    expect(after(500, 0.1, paused).quietMs).toBe(0);
  });

  test("is not broken by a click", () => {
    const paused = after(3_900, 0.001, after(3_000, 0.1, listen()));
    expect(after(FRAME_MS, 0.3, paused).quietMs).toBe(4_000);
  });

  test("is that of the room, however loud it is", () => {
    const inNoise = after(5_000, 0.006, listen());
    expect(hasBegun(inNoise)).toBe(false);
    expect(after(4_000, 0.006, after(3_000, 0.12, inNoise)).quietMs).toBe(4_000);
  });

  test("is none where not even the room is heard", () => {
    const paused = after(2_000, 0.001, after(3_000, 0.1, listen()));
    const muted = after(60_000, 0, paused);
    expect([muted.quietMs, muted.deadMs]).toEqual([2_000, 60_000]);
    const back = after(500, 0.001, muted);
    expect([back.quietMs, back.deadMs]).toEqual([2_500, 0]);
  });

  test("is not broken by a short word of somebody who is clearly softer than the candidate", () => {
    const paused = after(1_000, 0.001, after(5_000, 0.2, listen()));
    const interrupted = after(1_000, 0.03, paused);
    expect(interrupted.quietMs).toBe(2_000);
    expect(after(500, 0.08, interrupted).quietMs, "the candidate themselves, softly").toBe(0);
  });

  test("is over within seconds where the candidate has moved away from the microphone", () => {
    const spoken = after(5_000, 0.2, listen());
    const movedAway = after(2_000, 0.03, spoken);
    expect(movedAway.quietMs).toBeLessThan(500);
  });

  test("of somebody who has hardly spoken is not measured by how loud they were", () => {
    expect(after(500, 0.03, after(1_000, 0.2, listen())).quietMs).toBe(0);
  });

  test("after an answer is not broken by who is softer", () => {
    const answered = after(5_000, 0.2, listen());
    expect([0.03, 0.08].map((level) => isSpeakingOn(answered, level, false))).toEqual([false, true]);
    expect([0.05, 0.08].map((level) => isSpeakingOn(answered, level, true))).toEqual([false, true]);
  });

  test("may be longer for whoever asked for more time, until they speak again", () => {
    const waiting = wait(after(3_000, 0.1, listen()));
    expect(waiting).toMatchObject({ quietMs: 0, patienceMs: THINKING_PATIENCE_MS });
    expect(isWaiting(after(20_000, 0.001, waiting))).toBe(true);
    const spoken = after(500, 0.1, waiting);
    expect(isWaiting(spoken)).toBe(false);
    expect(spoken.patienceMs).toBe(4_000);
  });

  test("of whom no silence ends the answer stays so, asked for more time or not", () => {
    expect(wait(listen(Infinity)).patienceMs).toBe(Infinity);
  });
});

describe("a microphone that gives nothing", () => {
  const listened = (...levels: number[]) => levels.reduce((now, level) => listenFor(now, level, FRAME_MS), HEARD);
  const times = (count: number, level: number) => Array<number>(count).fill(level);

  test("is known before five seconds are over, and until it is heard", () => {
    expect(isUnheard(listened(...times(39, 0)))).toBe(false);
    expect(isUnheard(listened(...times(40, 0)))).toBe(true);
    expect(isUnheard(listened(...times(40, 0.0001), 0.2))).toBe(true);
    expect(isUnheard(listened(...times(40, 0), 0.2, 0.2))).toBe(false);
  });

  test("is not one in a room that is heard", () => {
    expect(isUnheard(listened(...times(600, 0.003)))).toBe(false);
  });

  test("is not one in the pauses of somebody who has spoken", () => {
    const pausing = (level: number) => times(600, level).reduce((now, each) => listenFor(now, each, 100, true), HEARD);
    expect(isUnheard(pausing(0.0005))).toBe(false);
    expect(isUnheard(pausing(0))).toBe(true);
  });

  test("a voice lasts, and is louder than a room", () => {
    expect(isVoice(listened(...times(9, 0), 0.5), 0.5)).toBe(false);
    expect(isVoice(listened(...times(99, 0.003)), 0.003)).toBe(false);
    expect(isVoice(listened(0, 0.05, 0.05), 0.05)).toBe(true);
  });
});
