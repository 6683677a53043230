import { expect, test } from "vitest";

import type { AnswerProgressView } from "../../shared/api-types";
import { followUpsOf, rowsOf } from "./questions";

const asked = (...questions: (string | [text: string, follows: number])[]): AnswerProgressView[] =>
  questions.map((question, question_index) => {
    const [text, follows] = typeof question === "string" ? [question, null] : question;
    return { question_index, question: { text, follows } } as unknown as AnswerProgressView;
  });

/** `Why?: a0 b1`: in a it is the first question, in b the second; `!` where it is worded differently. */
function shown(interviews: Record<string, AnswerProgressView[]>): string[] {
  return rowsOf(Object.entries(interviews)).map(({ text, differs, asked }) => {
    const where = [...asked].map(([id, { answer }]) => `${id}${answer.question_index}`).join(" ");
    return `${text}${differs ? "!" : ""} ${where}`;
  });
}

test("the same questions stand side by side, in their order", () => {
  expect(shown({ a: asked("Why?", "How?"), b: asked("Why?", "how? ") })).toEqual(["Why? a0 b0", "How? a1 b1"]);
});

test("a question that another version lacks, or has besides, is a row of its own where it was asked", () => {
  expect(shown({ a: asked("Why?", "How?", "When?"), b: asked("Why?", "When?", "Where?") })).toEqual([
    ...["Why? a0 b0", "How? a1", "When? a2 b1", "Where? b2"],
  ]);
  expect(shown({ a: asked("Why?"), b: asked("First?", "Why?") })).toEqual(["First? b0", "Why? a0 b1"]);
});

test("one that was reworded in its place is the same, and the page says so", () => {
  expect(shown({ a: asked("Why?", "How?", "When?"), b: asked("Why?", "How exactly?", "When?") })).toEqual([
    ...["Why? a0 b0", "How?! a1 b1", "When? a2 b2"],
  ]);
});

test("questions that changed places are still the same", () => {
  expect(shown({ a: asked("Why?", "How?"), b: asked("How?", "Why?") })).toEqual(["Why? a0 b1", "How? a1 b0"]);
});

test("what is asked twice is compared twice", () => {
  expect(shown({ a: asked("Why?", "Why?"), b: asked("Why?", "Why?") })).toEqual(["Why? a0 b0", "Why? a1 b1"]);
});

test("nobody stands in a row twice, and nothing that was asked is left out, whatever the versions", () => {
  const versions = [["1", "2", "3"], ["3", "1"], ["4", "2", "5", "6"], [], ["6", "5", "4", "3", "2", "1", "1"]];
  for (const one of versions)
    for (const other of versions)
      for (const third of versions) {
        const given = { a: asked(...one), b: asked(...other), c: asked(...third) };
        const rows = rowsOf(Object.entries(given));
        for (const [id, answers] of Object.entries(given)) {
          const found = rows.flatMap((row) => row.asked.get(id)?.answer.question_index ?? []);
          expect(found.sort()).toEqual(answers.map(({ question_index }) => question_index));
        }
      }
});

test("follow-ups belong to one person's answer", () => {
  const answers = asked("Why?", "How?", ["And then?", 0], ["What else?", 0]);
  const [why, how] = rowsOf([["a", answers]]).map((row) => row.asked.get("a")!);
  expect(followUpsOf(answers, why!).map(({ answer, followUp }) => [answer.question.text, followUp])).toEqual([
    ["And then?", 1],
    ["What else?", 2],
  ]);
  expect(followUpsOf(answers, how!)).toEqual([]);
});
