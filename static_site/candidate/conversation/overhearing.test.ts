import { beforeEach, describe, expect, test } from "vitest";

import { Overhearing } from "./overhearing";

const ROOM = 0.001;
/** Levels of 100 ms as speech has them, with its dips. */
const SPEECH = [0.076, 0.103, 0.029, 0.087, 0.058, 0.068, 0.061, 0.002, 0.087, 0.086, 0.045, 0.073, 0.008, 0.077, 0.1];

let overhearing: Overhearing;
let heard: number;

beforeEach(() => {
  overhearing = new Overhearing();
  heard = 0;
  give(Array<number>(30).fill(ROOM));
});

/** Frames that hold their own number. */
function give(levels: readonly number[], own = 0, isInterviewerHeard = false): void {
  for (const level of levels) overhearing.hear(new Uint16Array([heard++]).buffer, level, own, isInterviewerHeard);
}
const seconds = (count: number, level: (frame: number) => number): number[] =>
  Array.from({ length: 10 * count }, (_, frame) => level(frame));
const found = (): [boolean, boolean] => [overhearing.isSpeaking.value, overhearing.isAnswer];

describe("somebody who speaks", () => {
  test("is noticed within a second, and answers within two", () => {
    give(SPEECH.slice(0, 8));
    expect(found()).toEqual([true, false]);
    give(SPEECH.slice(8));
    expect(found()).toEqual([true, true]);
  });

  test("has stopped two seconds after", () => {
    give(SPEECH);
    give(seconds(2, () => ROOM));
    expect(found()).toEqual([false, false]);
  });

  test("is heard above a room that hums", () => {
    give(seconds(5, (frame) => 0.018 + 0.001 * (frame % 3)));
    give(SPEECH);
    expect(found()).toEqual([true, true]);
  });
});

test.each([
  ["a cough", [0.1, 0.3, 0.15, 0.05]],
  ["a hum that begins", seconds(20, (frame) => (frame === 0 ? 0.009 : 0.018 + 0.001 * (frame % 3)))],
  ["keys", seconds(20, (frame) => [ROOM, 0.011, ROOM, 0.011, 0.011][frame % 5]!)],
  ["a room", seconds(20, () => 0.004)],
  ["zeros", seconds(20, () => 0)],
])("%s is nobody", (_, levels) => {
  for (const level of levels) {
    give([level]);
    expect(found()).toEqual([false, false]);
  }
});

test("a voice that is much lower than the candidate's is somebody else's", () => {
  give(
    SPEECH.map((level) => level / 4),
    0.07,
  );
  expect(found()).toEqual([false, false]);
});

test("the interviewer's own voice is nobody, and whoever speaks over it is noticed by how loud they are", () => {
  give(SPEECH, 0, true);
  expect(found()).toEqual([false, false]);
  give(SPEECH, 0.07, true);
  expect(found()).toEqual([true, true]);
});

describe("the sound of what is being said", () => {
  const taken = (): number[] => overhearing.take().map((frame) => new Uint16Array(frame)[0]!);

  test("is there from a little before its beginning, once", () => {
    give(SPEECH);
    expect(taken()).toEqual(Array.from({ length: 3 + SPEECH.length }, (_, at) => 27 + at));
    expect([taken(), ...found()]).toEqual([[], false, false]);
  });

  test("is nothing where nobody speaks", () => expect(taken()).toEqual([]));
});
