import { beforeEach, describe, expect, test } from "vitest";

import { Endpointer } from "./endpointer";

const FRAME_MS = 100;
/** A quiet one: a microphone that works gives no zeros. */
const ROOM = 0.001;

let now: number;
let ends: number;
let goings: number;

beforeEach(() => ([now, ends, goings] = [0, 0, 0]));

function begin(silenceS: number | null): Endpointer {
  const endpointer = new Endpointer(
    silenceS,
    () => ends++,
    () => goings++,
    () => now,
  );
  endpointer.open();
  endpointer.begin();
  return endpointer;
}
/** All frames of the microphone are those of an answer. */
function give(endpointer: Endpointer, level: number, seconds: number): void {
  for (let frame = 0; frame < 10 * seconds; frame++) {
    now += FRAME_MS;
    endpointer.hear(level, FRAME_MS);
    endpointer.hearAnswer(level, FRAME_MS);
  }
}

describe("an answer", () => {
  test.each([
    [2, 1.9, false],
    [2, 2, true],
    [15, 14.9, false],
    [15, 15, true],
    [null, 600, false],
  ])("of a candidate whose silence is %s s: after %s s it is over: %s", (silenceS, seconds, isOver) => {
    const endpointer = begin(silenceS);
    give(endpointer, 0.2, 2);
    give(endpointer, ROOM, seconds);
    expect(ends > 0).toBe(isOver);
  });

  test("that begins is not unheard for the silence before it", () => {
    const endpointer = begin(2);
    for (let frame = 0; frame < 50; frame++) endpointer.hear(0.001, FRAME_MS);
    expect(endpointer.isUnheard.value).toBe(true);
    endpointer.begin();
    expect(endpointer.isUnheard.value).toBe(false);
  });

  test("that begins has nothing of the one before", () => {
    const endpointer = begin(2);
    give(endpointer, 0.2, 2);
    give(endpointer, ROOM, 1.9);
    endpointer.begin();
    give(endpointer, ROOM, 60);
    expect(ends).toBe(0);
  });

  test("waits longer for a candidate who asked for time", () => {
    const endpointer = begin(2);
    give(endpointer, 0.2, 2);
    endpointer.wait();
    give(endpointer, ROOM, 29.9);
    expect(ends).toBe(0);
    give(endpointer, ROOM, 0.1);
    expect(ends).toBe(1);
  });
});

describe("what the recogniser says of the turn", () => {
  const spoken = (words = "I like tea."): Endpointer => {
    const endpointer = begin(4);
    endpointer.recognise(true);
    give(endpointer, 0.2, 2);
    endpointer.hearWords(words);
    return endpointer;
  };

  test("ends the answer long before silence alone would", () => {
    const endpointer = spoken();
    give(endpointer, ROOM, 0.6);
    endpointer.judge(0.8);
    expect(ends).toBe(0);
    give(endpointer, ROOM, 0.1);
    expect(ends).toBe(1);
  });

  test("waits in mid-sentence, and then silence alone ends it", () => {
    const endpointer = spoken("I like tea and");
    endpointer.judge(0.2);
    give(endpointer, ROOM, 3.9);
    expect(ends).toBe(0);
    give(endpointer, ROOM, 0.1);
    expect(ends).toBe(1);
  });

  test("falls with a turn that goes on", () => {
    const endpointer = spoken();
    endpointer.judge(0.75);
    endpointer.judge(0.1);
    give(endpointer, ROOM, 3.9);
    expect(ends).toBe(0);
  });

  test("counts for less once something else was heard", () => {
    const endpointer = spoken();
    endpointer.judge(0.8);
    give(endpointer, 0.2, 0.3);
    give(endpointer, ROOM, 1.9);
    expect(ends).toBe(0);
    give(endpointer, ROOM, 0.1);
    expect(ends).toBe(1);
  });

  test("is nothing for whoever asked for time, until they speak again", () => {
    const endpointer = spoken();
    endpointer.wait();
    endpointer.judge(0.9);
    give(endpointer, ROOM, 20);
    expect(ends).toBe(0);
    give(endpointer, 0.2, 1);
    give(endpointer, ROOM, 0.3);
    endpointer.judge(0.9);
    give(endpointer, ROOM, 0.4);
    expect(ends).toBe(1);
  });

  test("is void where it is down, and of the answer before", () => {
    const endpointer = spoken();
    endpointer.judge(0.8);
    endpointer.recognise(false);
    give(endpointer, ROOM, 3.9);
    expect(ends).toBe(0);
    endpointer.judge(0.8);
    endpointer.begin();
    give(endpointer, ROOM, 60);
    expect(ends).toBe(0);
  });

  test("is about what was said before, where it comes while somebody speaks", () => {
    const endpointer = spoken();
    endpointer.judge(0.8);
    give(endpointer, 0.2, 0.5);
    give(endpointer, ROOM, 1);
    expect(ends).toBe(0);
  });

  test("ends the answer in a hum, which is then nobody who speaks on", () => {
    const HUM = 0.045;
    const endpointer = spoken();
    give(endpointer, HUM, 0.5);
    endpointer.judge(0.8);
    give(endpointer, HUM, 3);
    expect(ends).toBeGreaterThan(0);
    endpointer.end();
    for (let frame = 0; frame < 30; frame++) endpointer.hearAfter(HUM * (frame % 2 ? 1.1 : 0.9), FRAME_MS, false);
    expect(goings).toBe(0);
    for (let frame = 0; frame < 5; frame++) endpointer.hearAfter(0.2, FRAME_MS, false);
    expect(goings).toBeGreaterThan(0);
    endpointer.resume(true);
    ends = 0;
    give(endpointer, 0.2, 1);
    give(endpointer, HUM, 3.9);
    expect(ends).toBe(0);
    give(endpointer, HUM, 0.2);
    expect(ends, "the hum hides no pause any more").toBeGreaterThan(0);
  });

  test("decides in a room that is too loud to hear a pause", () => {
    const endpointer = spoken();
    endpointer.judge(0.8);
    give(endpointer, 0.2, 2);
    endpointer.hearWords("I like tea. And");
    give(endpointer, 0.2, 2.4);
    expect(ends).toBe(0);
    give(endpointer, 0.2, 0.1);
    expect(ends).toBe(1);
  });
});

describe("an answer that has just ended", () => {
  const after = (endpointer: Endpointer, level: number, frames: number, isInterviewerHeard = false): void => {
    for (let frame = 0; frame < frames; frame++) endpointer.hearAfter(level, FRAME_MS, isInterviewerHeard);
  };
  const ended = (level = 0.2): Endpointer => {
    const endpointer = begin(4);
    give(endpointer, level, 2);
    give(endpointer, ROOM, 4);
    endpointer.end();
    return endpointer;
  };

  test.each([
    ["a voice", 0.2, 4, true],
    ["a voice that is too short", 0.2, 3, false],
    ["a soft voice", 0.03, 4, true],
    ["the room", ROOM, 100, false],
    ["zeros", 0, 100, false],
  ])("goes on by %s", (_, level, frames, goesOn) => {
    after(ended(), level, frames);
    expect(goings > 0).toBe(goesOn);
  });

  test("goes on by words with dips between them, and by no clicks", () => {
    const speaking = ended();
    for (const level of [0.2, 0.2, ROOM, 0.2, 0.2, 0.2]) after(speaking, level, 1);
    expect(goings).toBe(1);
    const clicking = ended();
    for (let clicks = 0; clicks < 20; clicks++) {
      after(clicking, 0.3, 1);
      after(clicking, ROOM, 2);
    }
    expect(goings).toBe(1);
  });

  test("does not go on by what is left of the interviewer's own voice, nor by a sound between its words", () => {
    const endpointer = ended();
    after(endpointer, 0.05, 30, true);
    after(endpointer, 0.2, 4, true);
    expect(goings).toBe(0);
    after(endpointer, ROOM, 10, true);
    after(endpointer, 0.1, 5, true);
    expect(goings).toBe(1);
  });

  test("that goes on waits as for each answer, and longer for a candidate who wants to think", () => {
    const speaking = ended();
    speaking.judge(0.9);
    speaking.resume(true);
    ends = 0;
    give(speaking, ROOM, 3.9);
    expect(ends).toBe(0);
    give(speaking, ROOM, 0.1);
    expect(ends).toBe(1);
    const thinking = ended();
    thinking.resume(false);
    ends = 0;
    give(thinking, ROOM, 20);
    expect(ends).toBe(0);
    give(thinking, 0.2, 1);
    give(thinking, ROOM, 4);
    expect(ends).toBe(1);
  });
});

describe("a microphone that was muted in the answer", () => {
  test("is no silence that ends it, and is noticed within five seconds", () => {
    const endpointer = begin(2);
    endpointer.recognise(true);
    give(endpointer, 0.2, 2);
    endpointer.hearWords("I like tea and");
    give(endpointer, 0, 4.9);
    expect(endpointer.isUnheard.value).toBe(true);
    endpointer.judge(1);
    give(endpointer, 0, 600);
    expect(ends).toBe(0);
    give(endpointer, ROOM, 2);
    expect([endpointer.isUnheard.value, ends > 0]).toEqual([false, true]);
  });
});

describe("a pause", () => {
  test("is pointed out after two seconds, with what is left of it, and no more once the answer goes on", () => {
    const endpointer = begin(4);
    give(endpointer, 0.2, 2);
    give(endpointer, ROOM, 1.9);
    expect(endpointer.pauseMs.value).toBeNull();
    give(endpointer, ROOM, 0.1);
    expect(endpointer.pauseMs.value).toBe(2_000);
    give(endpointer, ROOM, 1);
    expect(endpointer.pauseMs.value).toBe(1_000);
    give(endpointer, 0.2, 0.5);
    expect(endpointer.pauseMs.value).toBeNull();
  });

  test("that is short is pointed out in its middle", () => {
    const endpointer = begin(2);
    give(endpointer, 0.2, 2);
    give(endpointer, ROOM, 1);
    expect(endpointer.pauseMs.value).toBe(1_000);
  });

  test("is none before the first word, where no silence ends the answer, and after it", () => {
    const endpointer = begin(4);
    give(endpointer, ROOM, 3);
    expect(endpointer.pauseMs.value).toBeNull();
    const endless = begin(null);
    give(endless, 0.2, 2);
    give(endless, ROOM, 60);
    expect(endless.pauseMs.value).toBeNull();
    give(endpointer, 0.2, 2);
    give(endpointer, ROOM, 3);
    expect(endpointer.pauseMs.value).toBe(1_000);
    endpointer.end();
    expect(endpointer.pauseMs.value).toBeNull();
  });
});

describe("a microphone that gives nothing", () => {
  test("is known before five seconds are over, by its silence and by frames that stay away, until it is heard", () => {
    const endpointer = begin(4);
    give(endpointer, 0, 3.9);
    expect(endpointer.isUnheard.value).toBe(false);
    give(endpointer, 0, 1);
    expect([endpointer.isUnheard.value, endpointer.wasHeard.value]).toEqual([true, false]);
    give(endpointer, 0.2, 1);
    expect([endpointer.isUnheard.value, endpointer.wasHeard.value]).toEqual([false, true]);
    now += 4_900;
    endpointer.look();
    expect(endpointer.isUnheard.value).toBe(true);
  });

  test("is dead where after a voice not even the room is heard", () => {
    const endpointer = begin(4);
    give(endpointer, 0.2, 1);
    give(endpointer, 0.0005, 10);
    expect(endpointer.isDead.value, "a quiet room").toBe(false);
    give(endpointer, 0, 5);
    expect(endpointer.isDead.value).toBe(true);
    give(endpointer, 0.2, 1);
    expect(endpointer.isDead.value).toBe(false);
  });

  test("is not one whose next frame is on its way, or which was opened just now", () => {
    const endpointer = begin(4);
    for (let looks = 0; looks < 100; looks++) {
      give(endpointer, 0.2, 0.1);
      now += 400;
      endpointer.look();
    }
    expect(endpointer.isUnheard.value).toBe(false);
    now += 60_000;
    endpointer.open();
    endpointer.look();
    expect(endpointer.isUnheard.value).toBe(false);
  });
});
