import { expect, test } from "vitest";

import { columnsIn, windowFrom } from "./room";

test.each([
  [20.5, 1],
  [36.8, 1],
  [45, 3],
  [75, 5],
  [5, 1],
])("into %d rem there fit %i columns", (rem, columns) => {
  expect(columnsIn(rem)).toBe(columns);
});

test("columns move only as far as is needed to see one of them", () => {
  expect([windowFrom(0, 2, 5, 1), windowFrom(0, 2, 5, 2), windowFrom(3, 2, 5, 0)]).toEqual([0, 1, 0]);
  expect([windowFrom(4, 2, 5, 4), windowFrom(3, 5, 5, 4)]).toEqual([3, 0]);
});
