import type { PointScore, Score } from "../../shared/api-types";

/** A point that a good answer covers, and what of it was found with whom; who is not in it was not judged by it. */
export interface PointRow {
  point: string;
  found: ReadonlyMap<string, PointScore>;
}

/** The points of a question, those of every version of its template, in the order in which they come up. */
export function pointsOf(scores: readonly (readonly [id: string, score: Score | null])[]): PointRow[] {
  const rows: { point: string; found: Map<string, PointScore> }[] = [];
  for (const [id, score] of scores)
    for (const each of score?.expected_points ?? []) {
      let row = rows.find(({ point, found }) => point === each.point && !found.has(id));
      if (!row) rows.push((row = { point: each.point, found: new Map() }));
      row.found.set(id, each);
    }
  return rows;
}
