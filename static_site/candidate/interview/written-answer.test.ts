// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { ApiError } from "../../shared/api";
import { Drafts } from "./drafts";
import { WrittenAnswer } from "./written-answer";

let writeAnswer: ReturnType<typeof vi.fn<(question: number, text: string, agoMs: number) => Promise<unknown>>>;
let ending: AbortController;
let answer: WrittenAnswer;

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
  writeAnswer = vi.fn(() => Promise.resolve());
  ending = new AbortController();
  answer = new WrittenAnswer(new Drafts("s1"), { writeAnswer }, ending.signal);
  answer.begin(0);
});
afterEach(() => void vi.useRealTimers());

describe("what is written", () => {
  test("is there for a page that is opened later, until it has arrived", async () => {
    answer.write("I like it.");
    const later = new WrittenAnswer(new Drafts("s1"), { writeAnswer }, ending.signal);
    expect([later.isBegun(0), later.isBegun(1)]).toEqual([true, false]);
    later.begin(0);
    expect(later.text.value).toBe("I like it.");
    expect(await later.send()).toBeNull();
    expect(writeAnswer).toHaveBeenCalledWith(0, "I like it.", 0);
    expect(new Drafts("s1").all().size).toBe(0);
  });

  test("belongs to one question", () => {
    answer.write("I like it.");
    answer.begin(1);
    expect(answer.text.value).toBe("");
    answer.begin(0);
    expect(answer.text.value).toBe("I like it.");
  });

  test("is blank without a letter", () => {
    expect(answer.isBlank).toBe(true);
    answer.write(" \n");
    expect(answer.isBlank).toBe(true);
    answer.write("I");
    expect(answer.isBlank).toBe(false);
  });
});

describe("the way to the API", () => {
  test("ends where it refuses, and the words stay", async () => {
    const fault = new ApiError(422, "invalid", "Too long.", "r1");
    writeAnswer.mockRejectedValue(fault);
    answer.write("I like it.");
    expect(await answer.send()).toBe(fault);
    expect(answer.fault.value).toBe(fault);
    expect(new Drafts("s1").get(0)).toBe("I like it.");
    answer.write("I like");
    expect(answer.fault.value).toBeNull();
  });

  test("is tried later and later, and no sooner than a busy cloud wishes", async () => {
    const busy = new ApiError(503, "unavailable", "Busy.", "r1");
    writeAnswer.mockRejectedValue(busy);
    answer.write("I like it.");
    const sending = answer.send();
    await vi.advanceTimersByTimeAsync(0);
    expect(writeAnswer).toHaveBeenCalledTimes(1);
    expect(answer.fault.value).toBe(busy);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(writeAnswer).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(writeAnswer).toHaveBeenCalledTimes(2);
    writeAnswer.mockRejectedValue(new ApiError(429, "too_many_attempts", "Too many.", "r1", [], 60_000));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(writeAnswer).toHaveBeenCalledTimes(3);
    await vi.advanceTimersByTimeAsync(58_000);
    expect(writeAnswer).toHaveBeenCalledTimes(3);
    writeAnswer.mockResolvedValue(undefined);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await sending).toBeNull();
    expect(answer.fault.value).toBeNull();
    const [, , agoMs] = writeAnswer.mock.lastCall!;
    expect(agoMs, "it was finished when it was sent first").toBe(69_000);
  });

  test("is given up by a page that ends, and the words stay for the next one", async () => {
    writeAnswer.mockRejectedValue(new ApiError(0, "offline", "Nobody is there.", "r1"));
    answer.write("I like it.");
    ending.abort();
    expect(await answer.send()).toBeInstanceOf(ApiError);
    expect(writeAnswer).toHaveBeenCalledTimes(1);
    expect(new Drafts("s1").get(0)).toBe("I like it.");
  });
});
