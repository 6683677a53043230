import { beforeEach, describe, expect, test } from "vitest";

import { begin, type Phase, type State } from "./interview-machine";
import { NOTHING_USED } from "./question-time";
import { QuestionClock } from "./question-clock";
import type { Standing } from "./times";

let now: number;
let kept: [number, number, Standing | undefined][];
let told: number;
let clock: QuestionClock;

const questions = [{ thinkingMs: 30_000, answerMs: 60_000 }];
const [first] = begin({
  begun: true,
  asked: true,
  questions,
  left: [0],
  given: [0],
  used: NOTHING_USED,
  isPatient: false,
});
const state = (phase: Phase, about: Partial<State> = {}): State => ({ ...first, phase, ...about });

beforeEach(() => {
  [now, kept, told] = [100_000, [], 0];
  clock = new QuestionClock(
    {
      keep: (question, used, standing) => kept.push([question, used.answerMs, standing]),
      tell: () => {
        told++;
        return Promise.resolve();
      },
    },
    () => now,
  );
});

function passes(ms: number, current: State): void {
  for (const until = now + ms; now < until; now += 250) clock.look(current);
}

describe("the time of a question", () => {
  test.each([
    ["thinking", "running"],
    ["answering", "running"],
    ["writing", "running"],
    ["awaiting_feedback", "ended"],
    ["asking", "waiting"],
  ] as const)("that something happened to is told at once: %s is %s", (phase, standing) => {
    clock.keep(state(phase));
    expect([kept, told]).toEqual([[[0, 0, standing]], 1]);
  });

  test("is kept every second while it runs, and told every fifteen", () => {
    clock.keep(state("answering"));
    passes(15_000, state("answering", { endsAt: now + 60_000 }));
    expect(kept.slice(1)).toHaveLength(15);
    expect(kept.at(-1)).toEqual([0, 14_000, "running"]);
    expect(told).toBe(1);
    clock.look(state("answering", { endsAt: now }));
    expect(told).toBe(2);
  });

  test("is not kept while it does not run, but told", () => {
    clock.keep(state("feedback"));
    passes(30_250, state("feedback"));
    expect([kept.length, told]).toEqual([1, 3]);
  });

  test("is told every three seconds while the question's words are waited for", () => {
    clock.keep(state("asking", { given: [] }));
    passes(9_250, state("asking", { given: [] }));
    expect(told).toBe(4);
    expect(kept).toEqual([
      [0, 0, "waiting"],
      [0, 0, undefined],
      [0, 0, undefined],
      [0, 0, undefined],
    ]);
  });
});
