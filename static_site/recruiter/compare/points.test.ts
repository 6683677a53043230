import { expect, test } from "vitest";

import type { PointScore, Score } from "../../shared/api-types";
import { pointsOf } from "./points";

const score = (points: Record<string, PointScore["verdict"]>): Score =>
  ({
    expected_points: Object.entries(points).map(([point, verdict]) => ({ point, verdict, evidence: [] })),
  }) as unknown as Score;

test("a point stands once, with what was found of it with each", () => {
  const rows = pointsOf([
    ["a", score({ stops: "found", tells: "missing" })],
    ["hidden", null],
    ["b", score({ tells: "partly", asks: "found" })],
  ]);
  expect(rows.map(({ point, found }) => [point, [...found].map(([id, { verdict }]) => `${id} ${verdict}`)])).toEqual([
    ["stops", ["a found"]],
    ["tells", ["a missing", "b partly"]],
    ["asks", ["b found"]],
  ]);
});
