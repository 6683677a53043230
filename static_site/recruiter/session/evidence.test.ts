import { expect, test } from "vitest";

import type { Evidence, PointScore, Score } from "../../shared/api-types";
import { clipsOf, repeated, shareOf } from "./evidence";

const said = (quote: string, start_ms: number | null, end_ms: number | null = null): Evidence => ({
  ...{ quote, start_ms, end_ms, corrected: false },
});

const point = (verdict: PointScore["verdict"], ...evidence: Evidence[]): PointScore => ({
  ...{ point: verdict, verdict, evidence, unfound_quotes: 0 },
});

function score(points: PointScore[], ...criteria: Evidence[][]): Score {
  return { expected_points: points, criteria: criteria.map((evidence) => ({ evidence })) } as unknown as Score;
}

test("a quote stands once, at its point: at the criteria it is there already", () => {
  const [first, second] = [said("we measured", 1000), said("we measured", 1000)];
  const [other, again] = [said("and stopped", 5000), said("and stopped", 5000)];
  const found = repeated(score([point("found", first)], [second, other], [again]));
  expect([...found]).toEqual([second, again]);
});

test("the same words at another time are another quote", () => {
  expect(repeated(score([point("found", said("yes", 1000))], [said("yes", 9000)])).size).toBe(0);
});

test("evidence is played in the order of its times, what overlaps once", () => {
  const clips = clipsOf(
    score(
      [point("partly", said("late", 30_000, 32_000)), point("found", said("early on", 5000, 8000))],
      [said("early", 5000, 6000), said("nowhere", null)],
    ),
    120_000,
  );
  expect(clips).toEqual([
    { startMs: 4200, endMs: 8600, quote: "early on" },
    { startMs: 29_200, endMs: 32_600, quote: "late" },
  ]);
});

test("what was found comes before what the levels rest on, where not all fits", () => {
  const points = [point("partly", said("partly", 20_000, 26_000)), point("found", said("found", 40_000, 46_000))];
  const quotes = (budgetMs: number): string[] =>
    clipsOf(score(points, [said("level", 0, 6000)]), budgetMs).map(({ quote }) => quote);
  expect(quotes(1)).toEqual(["found"]);
  expect(quotes(15_000)).toEqual(["partly", "found"]);
  expect(quotes(60_000)).toEqual(["level", "partly", "found"]);
});

test("an answer without quotes has nothing to play", () => {
  expect(clipsOf(score([point("missing")]), 60_000)).toEqual([]);
});

test("all the evidence together takes two minutes, and no answer less than ten seconds", () => {
  expect([shareOf(1), shareOf(4), shareOf(40)]).toEqual([120_000, 30_000, 10_000]);
});
