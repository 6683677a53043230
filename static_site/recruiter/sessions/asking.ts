import type { Api } from "../../shared/api";
import type { SessionList } from "../../shared/api-types";
import type { ExportWish } from "../exports/export-button";
import { EVERYTHING, type ListQuery } from "./query";

export const PAGE_SIZE = 25;

/** One page of a list, from the beginning or on from where another ended. */
export function asked(
  api: Pick<Api, "get">,
  query: ListQuery,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<SessionList> {
  return api.get("/api/sessions", {
    query: { ...parameters(query), cursor, limit: PAGE_SIZE },
    ...(signal && { signal }),
  });
}

/** What the API is asked by. */
export function parameters(query: ListQuery): Record<string, string | readonly string[] | null> {
  return {
    q: query.q.trim() || null,
    template_id: query.template_id,
    state: query.state,
    decision: query.decision,
    reviewer: query.reviewer,
    tag: query.tag,
    score_min: query.score_min || null,
    score_max: query.score_max || null,
    certainty: query.certainty,
    source: query.source,
    flags: query.flags || null,
    ...times(query),
    sort: query.sort === EVERYTHING.sort ? null : query.sort,
  };
}

/** All interviews of the list, in its order, for a file. */
export function exported(query: ListQuery): ExportWish {
  const score = (bound: string): number | null => (bound === "" ? null : Number(bound));
  return {
    ...query,
    flags: query.flags || null,
    score_min: score(query.score_min),
    score_max: score(query.score_max),
    ...times(query),
  };
}

/** Days begin and end with the reader's own midnight. */
export function times({ from, to }: Pick<ListQuery, "from" | "to">): { from: string | null; to: string | null } {
  return { from: from ? midnight(from, 0) : null, to: to ? midnight(to, 1) : null };
}

function midnight(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}
