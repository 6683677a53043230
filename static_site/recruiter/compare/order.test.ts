import { expect, test } from "vitest";

import type { ResultsView, ReviewView } from "../../shared/api-types";
import { inOrder } from "./order";

interface Shown {
  id: string;
  results: ResultsView | null;
  review: ReviewView | null;
}

const of = (id: string, overall: number | null, own: number | null = null, scores_hidden = false): Shown => ({
  id,
  results: { scorecard: overall === null ? null : { scorecard: { overall } }, scores_hidden } as unknown as ResultsView,
  review: { override: own === null ? null : { overall: own } } as unknown as ReviewView,
});

test("best first, by a person's own figure where there is one; hidden ones and what is not there last", () => {
  const gone = { id: "gone", results: null, review: null };
  const given = [gone, of("hidden", null, null, true), of("none", null), of("six", 6), of("own", 2, 9), of("eight", 8)];
  expect(inOrder(given).map(({ id }) => id)).toEqual(["own", "eight", "six", "none", "hidden", "gone"]);
});

test("who is hidden is not placed by a figure, not even by one's own", () => {
  const given = [of("one", null, 1, true), of("other", null, 9, true)];
  expect(inOrder(given).map(({ id }) => id)).toEqual(["one", "other"]);
});

test("who comes to the same stays as in the address", () => {
  expect(inOrder([of("b", 5), of("a", 5)]).map(({ id }) => id)).toEqual(["b", "a"]);
});
