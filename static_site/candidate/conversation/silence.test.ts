import { describe, expect, test } from "vitest";

import {
  HEARD,
  hasBegun,
  hear,
  isOver,
  isUnheard,
  isVoice,
  listen,
  listenFor,
  type Listening,
  PATIENCE_MS,
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
  test("never ends an answer that has not begun", () => {
    expect(isOver(after(60_000, 0.001, listen()))).toBe(false);
  });

  test("ends it four seconds after the last word", () => {
    const spoken = after(3_000, 0.1, listen());
    expect(hasBegun(spoken)).toBe(true);
    expect(isOver(after(PATIENCE_MS - FRAME_MS, 0.001, spoken))).toBe(false);
    expect(isOver(after(PATIENCE_MS, 0.001, spoken))).toBe(true);
  });

  test("begins to count anew with each word", () => {
    const paused = after(3_900, 0.001, after(3_000, 0.1, listen()));
    const resumed = after(500, 0.1, paused);
    expect(resumed.quietMs).toBe(0);
    expect(isOver(after(3_900, 0.001, resumed))).toBe(false);
  });

  test("takes a click for no word", () => {
    const paused = after(3_900, 0.001, after(3_000, 0.1, listen()));
    expect(isOver(after(FRAME_MS, 0.3, paused))).toBe(true);
  });

  test("learns how loud the room is", () => {
    const inNoise = after(5_000, 0.006, listen());
    const spoken = after(3_000, 0.12, inNoise);
    expect(isOver(after(PATIENCE_MS, 0.006, spoken))).toBe(true);
    expect(hasBegun(inNoise)).toBe(false);
  });

  test("waits longer for whoever asked for more time, until they speak again", () => {
    const waiting = wait(after(3_000, 0.1, listen()));
    expect(isOver(after(THINKING_PATIENCE_MS - FRAME_MS, 0.001, waiting))).toBe(false);
    expect(isOver(after(THINKING_PATIENCE_MS, 0.001, waiting))).toBe(true);
    expect(isOver(after(PATIENCE_MS, 0.001, after(500, 0.1, waiting)))).toBe(true);
  });

  test.each([2_000, 15_000])("is as patient as it is told to be: %d ms", (patienceMs) => {
    const spoken = after(3_000, 0.1, listen(patienceMs));
    expect(isOver(after(patienceMs - FRAME_MS, 0.001, spoken))).toBe(false);
    expect(isOver(after(patienceMs, 0.001, spoken))).toBe(true);
  });

  test("never ends the answer of whoever needs it so", () => {
    expect(isOver(after(600_000, 0.001, after(3_000, 0.1, listen(Infinity))))).toBe(false);
    expect(isOver(after(600_000, 0.001, wait(after(3_000, 0.1, listen(Infinity)))))).toBe(false);
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
