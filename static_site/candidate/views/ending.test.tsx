// @vitest-environment jsdom

import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";

import type { InterviewController } from "../interview/interview-controller";
import type { Progress, Recorded } from "../interview/delivery";
import { stillResult } from "../../stills/controller";
import { Delivering, Done, Expired } from "./ending";

const QUESTION = { text: "?", thinking_time_s: 1, answer_time_s: 60, follows: null, recorded: false, written: false };
const SOME_MS = 10_000;
type Question = typeof QUESTION | (Omit<typeof QUESTION, "follows"> & { follows: number });
const WHOLE: Recorded = { ms: 31_000, lostMs: 0, isDoubtful: false };
const NOTHING_LEFT = { chunks: 0, bytes: 0, totalBytes: 9, behindMs: 0, msLeft: null, answers: 0, isOffline: false };

async function shown(
  View: typeof Done,
  recorded: [number, Recorded][],
  questions: readonly Question[] = [QUESTION, QUESTION],
  elsewhere: readonly number[] = [],
  elsewhereMs: readonly number[] = [],
): Promise<{ words: string; list: (string | null)[] }> {
  const controller = {
    interview: { title: "Interview" },
    questions: signal(questions),
    isDurable: signal(true),
    result: stillResult(null),
    awaitedElsewhere: elsewhere,
    recordedElsewhereMs: elsewhereMs,
    delivery: { recorded: signal(new Map(recorded)), progress: signal(NOTHING_LEFT) },
  } as unknown as InterviewController;
  const place = document.createElement("div");
  await act(() => render(<View controller={controller} />, place));
  return { words: place.textContent, list: [...place.querySelectorAll("li")].map(({ textContent }) => textContent) };
}

test("each answer is named with what was recorded of it, in the order of the questions", async () => {
  const { words, list } = await shown(Done, [
    [1, { ...WHOLE, ms: 95_000 }],
    [0, WHOLE],
  ]);
  expect(list).toEqual(["Question 1 of 2: 31 seconds recorded.", "Question 2 of 2: 1 min 35 s recorded."]);
  expect(words).toContain("Your interview has arrived. You can close");
});

test("what was not delivered, and what may be missing, is said", async () => {
  const { words, list } = await shown(Done, [
    [0, { ...WHOLE, lostMs: 5_000 }],
    [1, { ...WHOLE, isDoubtful: true }],
  ]);
  expect(list).toEqual([
    "Question 1 of 2: 31 seconds recorded, of which 5 seconds could not be delivered.",
    "Question 2 of 2: 31 seconds recorded; a part of it may be missing.",
  ]);
  expect(words).toContain("but for what is named below");
});

test("a recorder that gave nothing is not thanked for an interview that has arrived", async () => {
  const { words, list } = await shown(Done, []);
  expect(list).toEqual(["Question 1 of 2: nothing was recorded.", "Question 2 of 2: nothing was recorded."]);
  expect(words).toContain("but for what is named below");
});

test("written answers, and those that an earlier page brought, are answers", async () => {
  const { words, list } = await shown(
    Done,
    [[2, WHOLE]],
    [
      { ...QUESTION, recorded: true },
      { ...QUESTION, written: true },
      { ...QUESTION, follows: 0, written: true },
    ],
    [],
    [SOME_MS, 0, 0],
  );
  expect(list).toEqual([
    "Question 1 of 2: 10 seconds recorded.",
    "Follow-up to question 1 of 2: in writing; 31 seconds recorded.",
    "Question 2 of 2: in writing.",
  ]);
  expect(words).toContain("Your interview has arrived. You can close");
});

test("what could not be sent is not called everything", async () => {
  expect((await shown(Delivering, [[0, WHOLE]])).words).toContain("All that was recorded has arrived.");
  const { words } = await shown(Delivering, [[0, { ...WHOLE, lostMs: 5_000 }]]);
  expect(words).toContain("All that could be sent has arrived.");
  expect(words).not.toContain("All that was recorded");
});

test("what another device has is neither promised nor called missing", async () => {
  const { words, list } = await shown(Done, [[0, WHOLE]], [QUESTION, QUESTION], [1]);
  expect(list).toEqual([
    "Question 1 of 2: 31 seconds recorded.",
    "Question 2 of 2: another device may have more of it than has arrived.",
  ]);
  expect(words).toContain("as far as this device has it");
});

test("who comes back after the link's end is told what is being sent, and what can still be done", async () => {
  const place = document.createElement("div");
  const words = async (progress?: Progress): Promise<string> => {
    await act(() => render(<Expired progress={progress} />, place));
    return place.textContent;
  };
  expect(await words({ ...NOTHING_LEFT, chunks: 1, bytes: 5 })).toContain("is being sent");
  expect(await words(NOTHING_LEFT)).toContain("All that was on this device has arrived.");
  expect(await words({ ...NOTHING_LEFT, totalBytes: 0, answers: 1 })).toContain("is being sent");
  const nothing = await words();
  expect(nothing).toContain("Nothing on this device is waiting to be sent.");
  expect(nothing).toContain("Ask your recruiter for a new link");
});

test("what was recorded on an earlier device counts", async () => {
  const { list } = await shown(Done, [[0, { ...WHOLE, ms: 4_000 }]], [QUESTION, QUESTION], [1], [SOME_MS, SOME_MS]);
  expect(list).toEqual([
    "Question 1 of 2: 14 seconds recorded.",
    "Question 2 of 2: 10 seconds recorded; another device may have more of it than has arrived.",
  ]);
});
