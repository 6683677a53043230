import type { Api } from "../../shared/api";
import type { SessionList } from "../../shared/api-types";
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

/** What the API is asked by: days end with the reader's own midnight. */
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
    flags: query.flags || null,
    from: query.from ? midnight(query.from, 0) : null,
    to: query.to ? midnight(query.to, 1) : null,
    sort: query.sort === EVERYTHING.sort ? null : query.sort,
  };
}

function midnight(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}
