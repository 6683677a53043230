import { expect, test } from "vitest";

import { usualRubric, withCriterionChange } from "./rubric-draft";
import { differencesOf } from "./template-differences";
import { type Draft, type DraftQuestion, withMoved } from "./template-draft";

function asking(...questions: Partial<DraftQuestion>[]): Draft {
  const usual = { thinkingTimeS: 30, answerTimeS: 180, expectedPoints: "", followUps: 0, weight: 1 };
  return {
    title: "Backend",
    language: "en",
    rubric: null,
    showsScores: false,
    asksSelfIdentification: false,
    blinding: "off",
    reminders: [],
    questions: questions.map((each, key) => ({ key, text: `q${key}`, ...usual, ...each })),
  };
}

test("every field that somebody else changed is named, with both versions", () => {
  const theirs = asking({ thinkingTimeS: 60, answerTimeS: 120, expectedPoints: "Teams\n\nTests ", followUps: 2 });
  expect(differencesOf(asking({}), { ...theirs, title: "Platform", showsScores: true })).toEqual([
    { field: "Title", mine: "Backend", theirs: "Platform" },
    { field: "Candidates may read their scores", mine: "no", theirs: "yes" },
    { field: "Question 1: time to think", mine: "30 seconds", theirs: "60 seconds" },
    { field: "Question 1: time to answer", mine: "180 seconds", theirs: "120 seconds" },
    { field: "Question 1: follow-up questions", mine: "None", theirs: "Up to two" },
    { field: "Question 1: what a good answer covers", mine: "", theirs: "Teams\nTests" },
  ]);
});

test("a changed wording is one difference, and what differs by blanks is none", () => {
  expect(differencesOf(asking({ text: "Why us?" }, {}), asking({ text: "Why you?" }, { text: " q1 " }))).toEqual([
    { field: "Question 1: what the candidate is asked", mine: "Why us?", theirs: "Why you?" },
  ]);
});

test("a question that only one of them has does not make the others look changed", () => {
  const [one, two] = [asking({ text: "a" }, { text: "b" }), asking({ text: "new" }, { text: "a" }, { text: "b" })];
  expect(differencesOf(one, two).map(({ field, mine }) => [field, mine])).toEqual([["One more question", ""]]);
  expect(differencesOf(one, two)[0]?.theirs).toContain("new\ntime to think: 30 seconds");
  expect(differencesOf(two, one).map(({ field, theirs }) => [field, theirs])).toEqual([["Question 1", ""]]);
});

test("another order is told", () => {
  const mine = asking({}, {}, {});
  expect(differencesOf(mine, withMoved(mine, 0, 1))).toEqual([
    { field: "Question 1: place", mine: "1 of 3", theirs: "2 of 3" },
    { field: "Question 2: place", mine: "2 of 3", theirs: "1 of 3" },
  ]);
  expect(differencesOf(mine, mine)).toEqual([]);
});

test("another language of the questions is a difference", () => {
  expect(differencesOf(asking({}), { ...asking({}), language: "de" })).toEqual([
    { field: "Language of the interview", mine: "English", theirs: "Deutsch" },
  ]);
});

test("another rubric is a difference, criterion by criterion", () => {
  const own = { ...asking({}), rubric: usualRubric() };
  expect(differencesOf(asking({}), own)).toEqual([
    {
      field: "What answers are judged by",
      mine: "The usual rubric",
      theirs: "Content\nStructure\nClarity\nDelivery",
    },
  ]);
  const other = { ...own, rubric: withCriterionChange(usualRubric(), 1, { weight: 30 }) };
  const differences = differencesOf(own, other);
  expect(differences.map(({ field }) => field)).toEqual(["Criterion: Structure"]);
  expect(differences[0]?.theirs).toContain("Weight: 30");
  expect(differencesOf(asking({}), asking({ weight: 2 }))[0]?.field).toBe("Question 1: how many times it counts");
});
