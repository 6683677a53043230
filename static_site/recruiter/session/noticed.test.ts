import { expect, test } from "vitest";

import { countOf, nextCursor, setAsideOf } from "./noticed";

const COUNTS = {
  flag_counts: [
    { question_index: 0, type: "COPY" as const, count: 300, set_aside: 4 },
    { question_index: 0, type: "PASTE" as const, count: 2, set_aside: 1 },
    { question_index: null, type: "COPY" as const, count: 1, set_aside: 0 },
  ],
};

test("flags are counted by question, those between the questions apart", () => {
  expect(countOf(0, COUNTS)).toBe(302);
  expect(countOf(null, COUNTS)).toBe(1);
  expect(countOf(1, COUNTS)).toBe(0);
  expect(countOf(0, null)).toBe(0);
  expect([setAsideOf(0, COUNTS), setAsideOf(null, COUNTS), setAsideOf(0, null)]).toEqual([5, 0, 0]);
});

test("a question's flags go on behind the first of all, then behind its own pages, then anew", () => {
  const cursors = new Map<number | null, string | null>();
  const results = { flags_cursor: "first" };
  expect(nextCursor(cursors, 0, results)).toBe("first");
  cursors.set(0, "second");
  expect(nextCursor(cursors, 0, results)).toBe("second");
  expect(nextCursor(cursors, null, results)).toBe("first");
  cursors.set(0, null);
  expect(nextCursor(cursors, 0, results)).toBeNull();
});
