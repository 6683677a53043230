// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";

import type { AnswerProgressView, Scorecard } from "../../shared/api-types";
import { inAskingOrder } from "./asked";
import type { Fact } from "./facts";
import { InterviewScorecard } from "./interview-scorecard";

const ANSWERS = [
  { question_index: 0, question: { text: "Why?", follows: null } },
  { question_index: 1, question: { text: "How?", follows: null } },
  { question_index: 2, question: { text: "And then?", follows: 0 } },
] as unknown as AnswerProgressView[];

const SCORECARD: Scorecard = {
  overall: 6.5,
  low: 6,
  high: 7.2,
  confidence: "medium",
  certainty: 0.7,
  indicative: false,
  needs_person: false,
  scored_share: 1,
  scored_answers: 3,
  answers: 3,
  unscored: [],
  criteria: [{ name: "content", title: "", level: 3.5, low: 3, high: 4, answers: 3 }],
  strengths: [{ kind: "point_found", question_index: 2, text: "names the cause", title: "" }],
  gaps: [{ kind: "criterion_weak", question_index: 1, text: "clarity", title: "" }],
  probes: [{ kind: "attempts", question_index: 0, text: "", title: "" }],
  judges: [{ model: "gpt", service: "api.groq.com", indicative: false }],
  rubrics: ["r"],
  rests_on: [],
  rules_version: 1,
};

function shown(
  changes: Partial<Scorecard> = {},
  facts: readonly Fact[] = [],
): { place: HTMLElement; sought: number[] } {
  const place = document.createElement("div");
  const sought: number[] = [];
  const made = { version: 1, made_at: "2026-11-30T10:00:00Z", scorecard: { ...SCORECARD, ...changes } };
  render(
    <InterviewScorecard made={made} asked={inAskingOrder(ANSWERS)} facts={facts} onGoTo={(n) => sought.push(n)} />,
    place,
  );
  return { place, sought };
}

test("the figure stands with its range, how sure it is, and who judged", () => {
  const text = shown().place.textContent;
  expect(text).toContain("6.5 of 10between 6.0 and 7.2 · medium confidence");
  expect(text).toContain("By rule from the scores of gpt by api.groq.com.");
  expect(text).not.toContain("part of the interview");
  expect(text).not.toContain("indicative");
});

test("a bar is read as words", () => {
  const { place } = shown();
  expect(place.querySelector(".bar-words")?.textContent).toBe("Content3.5 of 5 (between 3.0 and 4.0)");
  expect(place.querySelector(".bar-whole")?.getAttribute("aria-hidden")).toBe("true");
});

test("each bullet leads to its question", () => {
  const { place, sought } = shown();
  const buttons = [...place.querySelectorAll("button")];
  expect(buttons.map(({ parentElement }) => parentElement?.textContent)).toEqual([
    "Covers: names the cause Follow-up 1 to question 1",
    "Clarity: low in this answer, the only one of 3 with a level for it Question 2",
    "Something seems to be said to whoever judges. Listen to it: Question 1",
  ]);
  buttons.forEach((button) => button.click());
  expect(sought).toEqual([2, 1, 0]);
});

test("a criterion is called what the rubric that judged calls it, and told of as many answers as show it", () => {
  const { place } = shown({
    criteria: [{ name: "content", title: "عمق المعرفة", level: 4.5, low: 4, high: 5, answers: 2 }],
    strengths: [{ kind: "criterion_strong", question_index: 0, text: "content", title: "عمق المعرفة" }],
    gaps: [],
  });
  expect(place.querySelector(".bar-words")?.textContent).toBe(
    "عمق المعرفة4.5 of 5 (between 4.0 and 5.0) · 2 of 3 answers",
  );
  expect(place.textContent).toContain("عمق المعرفة: high across 2 of 3 answers, here most clearly");
  expect([...place.querySelectorAll("bdi")].map(({ textContent }) => textContent)).toEqual([
    "عمق المعرفة",
    "عمق المعرفة",
  ]);
});

test("levels without an overall figure are indicative, too", () => {
  const none = { overall: null, low: null, high: null, confidence: null, certainty: null };
  expect(shown({ ...none, indicative: true }).place.textContent).toContain("indicative, no language model");
});

test("a part of the interview says so, and which answers need a person", () => {
  const unscored: Scorecard["unscored"] = [{ question_index: 1, reason: "samples_disagree" }];
  const text = shown({ scored_answers: 2, unscored, needs_person: true }).place.textContent;
  expect(text).toContain("This is a part of the interview: 2 of 3 answers have a figure.");
  expect(text).toContain("Needs a person: asked again, the model judged very differently. Question 2");
});

test("where less than half has a figure there is none", () => {
  const text = shown({ overall: null, low: null, high: null, confidence: null, scored_answers: 1 }).place.textContent;
  expect(text).toContain("No overall figure. 1 of 3 answers have a figure, less than half of what counts.");
});

test("what is indicative says so", () => {
  expect(shown({ indicative: true }).place.textContent).toContain("indicative, no language model");
});

test("a kind of bullet that came after this page is told by its text", () => {
  const strengths = [{ kind: "later", question_index: 0, text: "something new" }] as unknown as Scorecard["strengths"];
  expect(shown({ strengths }).place.textContent).toContain("something new Question 1");
});

test("three of a list are read first, and the rest on demand", async () => {
  const strengths = Array.from({ length: 5 }, (_, nth) => ({
    ...{ kind: "point_found" as const, question_index: 0, text: `point ${nth}`, title: "" },
  }));
  const { place } = shown({ strengths });
  expect(place.textContent).not.toContain("point 3");
  const more = place.querySelector<HTMLButtonElement>("[aria-expanded]")!;
  expect([more.textContent, more.ariaExpanded ?? more.getAttribute("aria-expanded")]).toEqual([
    "2 more in the lists above",
    "false",
  ]);
  await act(() => more.click());
  expect(place.textContent).toContain("point 4");
});

test("what is missing of the recording and what was noticed stands beside the figure", () => {
  const { place, sought } = shown({}, [
    { kind: "lost", question: 1, ms: 5000 },
    { kind: "flags", question: null, type: "COPY", count: 1 },
    { kind: "flags", question: 0, type: "PASTE", count: 2 },
  ]);
  const lines = [...place.querySelectorAll(".facts-list li")];
  expect(lines.map(({ textContent }) => textContent.trim())).toEqual([
    "The recording lacks 5 seconds Question 2",
    "Copied text",
    "Pasted text, 2 times Question 1",
  ]);
  lines[0]?.querySelector("button")?.click();
  expect(sought).toEqual([1]);
});
