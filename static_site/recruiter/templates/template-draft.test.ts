import { expect, test } from "vitest";

import type { FieldErrors } from "../../shared/field-errors";
import { usualRubric, withCriterion, withCriterionChange } from "./rubric-draft";
import {
  type Draft,
  draftOf,
  emptyDraft,
  pointsProblem,
  problemsOf,
  requestOf,
  stillTrue,
  withChange,
  withMoved,
  withQuestion,
  withQuestions,
  withoutQuestion,
} from "./template-draft";

function draftAsking(...texts: string[]): Draft {
  return texts.reduce<Draft>(
    (draft, text) => {
      const next = withQuestion(draft);
      return withChange(next, next.questions.at(-1)!.key, { text });
    },
    { ...emptyDraft(), questions: [] },
  );
}

function numbered(points: number): string {
  return Array.from({ length: points }, (_, index) => `point ${index + 1}`).join("\n");
}

function worded(problems: FieldErrors): Record<string, string> {
  return Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, problem()]));
}

function textsOf(draft: Draft): string[] {
  return draft.questions.map(({ text }) => text);
}

test("a new template begins with one question of usual times", () => {
  expect(emptyDraft().questions).toMatchObject([{ thinkingTimeS: 30, answerTimeS: 180 }]);
});

test("questions move by one place, and not over the ends", () => {
  const draft = draftAsking("a", "b", "c");
  const [a, b] = [draft.questions[0]!.key, draft.questions[1]!.key];
  expect(textsOf(withMoved(draft, b, -1))).toEqual(["b", "a", "c"]);
  expect(textsOf(withMoved(draft, b, 1))).toEqual(["a", "c", "b"]);
  expect(withMoved(draft, a, -1)).toBe(draft);
});

test("keys stay apart when questions come and go", () => {
  let draft = draftAsking("a", "b", "c");
  draft = withQuestion(withoutQuestion(draft, draft.questions[0]!.key));
  expect(new Set(draft.questions.map(({ key }) => key)).size).toBe(3);
});

test("a question takes over the times of the one before it", () => {
  const draft = withChange(emptyDraft(), 0, { thinkingTimeS: 5, answerTimeS: 60 });
  expect(withQuestion(draft).questions.at(-1)).toMatchObject({ thinkingTimeS: 5, answerTimeS: 60 });
});

test("what is stored comes back as it was written, without empty lines and lines that are there already", () => {
  const template = {
    ...{ id: "t", created_at: "", updated_at: "", version: 1, saved_by: null, archived_at: null },
    title: "Engineer",
    language: "de" as const,
    questions: [
      {
        text: "Why?",
        thinking_time_s: 10,
        answer_time_s: 90,
        expected_points: ["one", "two"],
        follow_ups: 2,
        weight: 3,
      },
    ],
    shows_scores: true,
    asks_self_identification: true,
    blinding: "scores" as const,
    reminders: [3, 1],
    rubric: {
      criteria: [{ name: "content", title: "Substance", judges: "Is it there?", weight: 40, anchors: ["none", "all"] }],
    },
  };
  const draft = withChange(draftOf(template), 0, { expectedPoints: " one \n\n two\nOne\n" });
  const { title, language, questions, rubric, shows_scores, asks_self_identification, blinding, reminders } = template;
  expect(requestOf(draft)).toEqual({
    ...{ title, language, questions, rubric, shows_scores, asks_self_identification, blinding, reminders },
  });
});

test("too many points and too long ones are told before they are sent", () => {
  const question = emptyDraft().questions[0]!;
  expect(pointsProblem({ ...question, expectedPoints: "a\nb" })).toBeUndefined();
  expect(pointsProblem({ ...question, expectedPoints: numbered(21) })?.()).toContain("21");
  expect(pointsProblem({ ...question, expectedPoints: "a\n".repeat(21) })).toBeUndefined();
  expect(pointsProblem({ ...question, expectedPoints: "a".repeat(301) })?.()).toContain("300");
});

test("every field that has to be put right is named as the API names it, in words", () => {
  let draft = withChange(emptyDraft(), 0, { text: " \n", thinkingTimeS: Number.NaN, answerTimeS: 5 });
  draft = withQuestion({ ...draft, title: "  " });
  draft = withChange(draft, 1, { text: "Why?", thinkingTimeS: 5, answerTimeS: 60, expectedPoints: numbered(21) });
  expect(worded(problemsOf(draft))).toEqual({
    title: "Give the template a title.",
    "questions.0.text": "Write what the candidate is asked.",
    "questions.0.thinking_time_s": "A whole number from 0 to 600, please.",
    "questions.0.answer_time_s": "A whole number from 15 to 3600, please.",
    "questions.1.expected_points": "At most 20 points; these are 21.",
  });
  expect(problemsOf(withChange({ ...emptyDraft(), title: "T" }, 0, { text: "Why?" }))).toEqual({});
});

test("what was said of a field goes with its question, until the field is changed or removed", () => {
  const draft = { ...draftAsking("", "Why?", ""), title: "" };
  const [first, second, third] = draft.questions.map(({ key }) => key) as [number, number, number];
  const wrong = withChange(draft, second, { answerTimeS: Number.NaN });
  const found = problemsOf(wrong);
  expect(stillTrue(found, wrong, { ...wrong, title: "T" })).not.toHaveProperty("title");

  const moved = withMoved(wrong, second, 1);
  const after = stillTrue(found, wrong, moved);
  expect(worded(after)).toEqual(worded(problemsOf(moved)));
  const mended = withChange(moved, first, { text: "How" });
  expect(Object.keys(stillTrue(after, moved, mended))).toEqual([
    "title",
    "questions.2.answer_time_s",
    "questions.1.text",
  ]);
  const less = withoutQuestion(moved, third);
  expect(Object.keys(stillTrue(after, moved, less))).toEqual([
    "title",
    "questions.0.text",
    "questions.1.answer_time_s",
  ]);
});

test("what was said of the rubric stands until it is put right", () => {
  const draft = { ...draftAsking("Why?"), title: "T", rubric: withCriterion(usualRubric()) };
  const found = problemsOf(draft);
  expect(Object.keys(found)).toContain("rubric.criteria.4.title");
  const mended = { ...draft, rubric: withCriterionChange(draft.rubric, 4, { title: "New" }) };
  expect(Object.keys(stillTrue(found, draft, mended))).not.toContain("rubric.criteria.4.title");
  expect(Object.keys(stillTrue(found, draft, mended))).toContain("rubric.criteria.4.judges");
  expect(stillTrue(found, draft, { ...draft, rubric: null })).toEqual({});
});

test("what is taken from other templates stands at the end, whole, and in place of what nobody has written", () => {
  const found = {
    ...{ text: "Why?", thinking_time_s: 5, answer_time_s: 60, expected_points: ["a", "b"], follow_ups: 1, weight: 3 },
  };
  const draft = withQuestions(emptyDraft(), [found]);
  expect(requestOf(draft).questions).toEqual([found]);
  const more = withQuestions(draft, [found]);
  expect(new Set(more.questions.map(({ key }) => key)).size).toBe(2);
});
