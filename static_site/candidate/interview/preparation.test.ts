import { beforeEach, describe, expect, test } from "vitest";

import { MAX_PREPARATIONS, Preparation } from "./preparation";

let words: string;
let asked: { question: number; signal: AbortSignal; finish: () => void }[];
let preparation: Preparation;

beforeEach(() => {
  [words, asked] = ["I like tea", []];
  preparation = new Preparation(
    (question, signal) => new Promise<void>((finish) => void asked.push({ question, signal, finish })),
    () => words,
  );
});

const turn = (event: "update" | "eager_end" | "resumed" | "end", question = 0): void =>
  preparation.turned({ type: "turn", question, event, confidence: 0.5 });
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe("feedback is prepared", () => {
  test("when the turn seems to be over, and at no other time", () => {
    for (const event of ["update", "end", "resumed"] as const) turn(event);
    expect(asked).toEqual([]);
    turn("eager_end", 3);
    expect(asked.map(({ question }) => question)).toEqual([3]);
  });

  test("of nothing where nothing was said", () => {
    words = " ";
    turn("eager_end");
    expect(asked).toEqual([]);
  });

  test("once of the same words", () => {
    turn("eager_end");
    words = "I like tea.";
    turn("eager_end");
    expect(asked).toHaveLength(1);
  });

  test("for no more than some pauses of one answer", () => {
    for (let pause = 0; pause < 2 * MAX_PREPARATIONS; pause++) {
      words += " and tea";
      turn("eager_end");
    }
    expect(asked).toHaveLength(MAX_PREPARATIONS);
    turn("eager_end", 1);
    expect(asked).toHaveLength(MAX_PREPARATIONS + 1);
  });

  test("in vain where the candidate goes on", () => {
    turn("eager_end");
    turn("resumed");
    expect(asked[0]!.signal.aborted).toBe(true);
  });
});

describe("the feedback waits", () => {
  const waits = async (): Promise<boolean> => {
    let isReady = false;
    void preparation.ready().then(() => (isReady = true));
    await settled();
    return !isReady;
  };

  test("for what is being prepared of the same words, marks aside", async () => {
    turn("eager_end");
    words = "I like tea.";
    expect(await waits()).toBe(true);
    asked[0]!.finish();
    await settled();
    expect(await waits()).toBe(false);
  });

  test("for nothing of other words, nor of what was thrown away", async () => {
    expect(await waits()).toBe(false);
    turn("eager_end");
    words = "I like tea and coffee.";
    expect(await waits()).toBe(false);
    words = "I like tea";
    turn("resumed");
    expect(await waits()).toBe(false);
  });

  test("no longer where it fails", async () => {
    const failing = new Preparation(
      () => Promise.reject(new Error("full")),
      () => "tea",
    );
    failing.turned({ type: "turn", question: 0, event: "eager_end", confidence: 0.5 });
    await failing.ready();
  });
});
