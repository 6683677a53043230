// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";

import { speak } from "../../shared/words/languages";
import {
  type DraftRubric,
  draftRubricOf,
  rubricProblems,
  rubricRequestOf,
  sharesOf,
  usualRubric,
  withCriterion,
  withCriterionChange,
  withoutCriterion,
} from "./rubric-draft";

afterEach(() => speak("en"));

const ANCHORS = ["a", "b", "c", "d", "e", "f"];

function adding(title: string, rubric: DraftRubric = usualRubric()): DraftRubric {
  const next = withCriterion(rubric);
  return withCriterionChange(next, next.at(-1)!.key, { title, judges: "Is it?", anchors: ANCHORS });
}

function worded(rubric: DraftRubric): Record<string, string> {
  return Object.fromEntries(Object.entries(rubricProblems(rubric)).map(([field, problem]) => [field, problem()]));
}

test("the usual rubric can be sent as it stands, in every language", async () => {
  for (const spoken of ["en", "de"] as const) {
    await speak(spoken);
    const { criteria } = rubricRequestOf(usualRubric());
    expect(worded(usualRubric())).toEqual({});
    expect(criteria.map(({ name }) => name)).toEqual(["content", "structure", "clarity", "delivery"]);
    expect(criteria[0]?.title).toBe(spoken === "en" ? "Content" : "Inhalt");
    expect(criteria.every(({ anchors }) => anchors.length === 6)).toBe(true);
  }
  expect(new Set(usualRubric().flatMap(({ anchors }) => anchors)).size).toBe(24);
});

test("what is called anew keeps its name, and what is new gets one that is free", () => {
  const renamed = withCriterionChange(usualRubric(), 1, { title: "  Flow " });
  expect(rubricRequestOf(renamed).criteria[1]).toMatchObject({ name: "structure", title: "Flow" });
  const names = (title: string): string[] => rubricRequestOf(adding(title)).criteria.map(({ name }) => name);
  expect(names("Größe & Überblick").at(-1)).toBe("grosse_uberblick");
  expect(names("Structure!").at(-1)).toBe("structure_2");
  expect(names("3 Ziele").at(-1)).toBe("ziele");
  expect(names("顧客").at(-1)).toBe("criterion");
  expect(names("x".repeat(60)).at(-1)).toHaveLength(30);
});

test("what was stored before criteria had titles is called as the page calls it", () => {
  const [first, other] = draftRubricOf({
    criteria: [
      { name: "content", title: "", judges: "?", weight: 1, anchors: ANCHORS },
      { name: "customer_focus", title: "", judges: "?", weight: 1, anchors: ANCHORS },
    ],
  });
  expect([first?.title, other?.title]).toEqual(["Content", "customer focus"]);
});

test("every field that has to be put right is named as the API names it, in words", () => {
  expect(worded(withCriterion(usualRubric()))).toMatchObject({
    "rubric.criteria.4.title": "Please fill this in.",
    "rubric.criteria.4.judges": "Please fill this in.",
    "rubric.criteria.4.anchors.5": "Please fill this in.",
  });
  expect(worded(adding(" content "))).toEqual({ "rubric.criteria.4.title": "Another criterion has this name." });
  const alike = withCriterionChange(adding("New"), 4, { anchors: ["a", "b", "c", "B ", "e", "f"], weight: 0 });
  expect(worded(alike)).toEqual({
    "rubric.criteria.4.weight": "A whole number from 1 to 100, please.",
    "rubric.criteria.4.anchors.3": "This is the same as level 1: nobody could tell them apart.",
  });
  const long = withCriterionChange(adding("x".repeat(61)), 4, { judges: "y".repeat(301) });
  expect(Object.keys(worded(long))).toEqual(["rubric.criteria.4.title", "rubric.criteria.4.judges"]);
  expect(worded(withoutCriterion(alike, 4))).toEqual({});
});

test("a weight is a share of the whole", () => {
  expect(sharesOf([40, 20, 20, 20])).toEqual([0.4, 0.2, 0.2, 0.2]);
  expect(sharesOf([1, Number.NaN])).toEqual([null, null]);
  expect(sharesOf([40, -3.5])).toEqual([null, null]);
});
