import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { HeardAnswer } from "./heard-answer";

let heard: HeardAnswer;

beforeEach(() => {
  vi.useFakeTimers();
  heard = new HeardAnswer();
  heard.begin(0, false);
});
afterEach(() => void vi.useRealTimers());

test("what comes late, of another question, changes nothing", async () => {
  heard.begin(1, false);
  const stored = heard.untilStored();
  heard.hear(0, "I like it.");
  heard.miss(0);
  heard.store(0, "I like it.");
  expect([heard.text.value, heard.isInPart.value, heard.isStored.value]).toEqual(["", false, false]);
  heard.store(1, "And that.");
  expect(await stored).toBe(true);
  expect([heard.text.value, heard.isStored.value]).toEqual(["And that.", true]);
});

test("a question begins with nothing of the one before, but may have been heard in part already", () => {
  heard.hear(0, "I like it.");
  heard.miss(0);
  heard.store(0, "I like it.");
  heard.begin(1, false);
  expect([heard.text.value, heard.isInPart.value, heard.isStored.value]).toEqual(["", false, false]);
  heard.begin(2, true);
  expect(heard.isInPart.value).toBe(true);
});

test("an answer without words is stored, and has nothing to correct", async () => {
  const stored = heard.untilStored();
  heard.store(0, "");
  expect(await stored).toBe(true);
  expect(heard.isStored.value).toBe(false);
});

describe("whether it is stored", () => {
  test("is no where it could not be", async () => {
    const stored = heard.untilStored();
    heard.fail();
    expect(await stored).toBe(false);
  });

  test("is waited for no longer than fifteen seconds", async () => {
    let isStored: boolean | null = null;
    void heard.untilStored().then((is) => (isStored = is));
    await vi.advanceTimersByTimeAsync(14_900);
    expect(isStored).toBeNull();
    await vi.advanceTimersByTimeAsync(100);
    expect(isStored).toBe(false);
  });
});
