import { expect, test } from "vitest";

import { STATES, TABS, answerStateName, countOf, hasEnded, isMoving, isOpen } from "./states";

test("counts of no named state are of all", () => {
  const counts = { pending: 2, completed: 1, processing: 3, done: 4 };
  expect(countOf([], counts)).toBe(10);
  expect(countOf(["completed", "processing"], counts)).toBe(4);
  expect(countOf(["failed"], counts)).toBe(0);
});

test("every state is listed by exactly one tab beside All", () => {
  const listed = TABS.flatMap(({ states }) => states);
  expect([...listed].sort()).toEqual(Object.keys(STATES).sort());
});

test("the list is looked at again only while something may change", () => {
  expect(isMoving({ done: 3, failed: 1, expired: 2 })).toBe(false);
  for (const state of ["pending", "in_progress", "completed", "processing"])
    expect(isMoving({ [state]: 1 })).toBe(true);
});

test("a link is issued anew only for an interview that is neither finished nor processed", () => {
  const open = (["pending", "in_progress", "completed", "processing", "done", "failed", "expired"] as const).filter(
    isOpen,
  );
  expect(open).toEqual(["pending", "in_progress", "expired"]);
  expect(hasEnded("failed")).toBe(true);
});

test("an answer that is not there yet will not come when all is over", () => {
  expect([answerStateName("empty", false), answerStateName("empty", true)]).toEqual(["No answer yet", "No answer"]);
});
