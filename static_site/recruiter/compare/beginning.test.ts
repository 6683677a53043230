import { expect, test } from "vitest";

import type { AnswerView } from "../../shared/api-types";
import { beginningOf } from "./beginning";

const answer = (more: object): AnswerView =>
  ({
    ...{ text_answer: null, correction: null, transcript: null, live_transcript: null, shown_transcript: null },
    ...more,
  }) as AnswerView;
const heard = (text: string): object => ({ transcript: { text, language: "en" }, shown_transcript: "transcript" });

test("a short answer is whole, in its language", () => {
  expect(beginningOf(answer(heard(" We stopped. ")))).toEqual({ text: "We stopped.", language: "en", isWhole: true });
});

test("a long one is cut behind a word, and one without a space where it is full, between letters", () => {
  const cut = beginningOf(answer(heard("word, ".repeat(100))));
  expect(cut).toMatchObject({ isWhole: false });
  expect(cut?.text).toMatch(/^(word, )+word…$/);
  expect(beginningOf(answer(heard("👩".repeat(400))))?.text).toBe(`${"👩".repeat(320)}…`);
});

test("what counts is shown: a correction that holds, and what was written", () => {
  const corrected = { ...heard("the teem"), correction: { text: "the team", counts: true } };
  expect(beginningOf(answer(corrected))?.text).toBe("the team");
  const outdated = { ...heard("the team"), correction: { text: "the teem", counts: false } };
  expect(beginningOf(answer(outdated))?.text).toBe("the team");
  expect(beginningOf(answer({ ...heard("spoken"), text_answer: { text: "written" } }))?.text).toBe("written");
  expect(beginningOf(answer({ live_transcript: { text: "live" }, shown_transcript: "live_transcript" }))?.text).toBe(
    "live",
  );
});

test("where nothing was said there is no beginning", () => {
  expect([beginningOf(answer({})), beginningOf(answer(heard("  ")))]).toEqual([null, null]);
});
