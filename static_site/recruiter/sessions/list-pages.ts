import type { ListedSession, SessionList } from "../../shared/api-types";

/** One page as it was asked for: with this cursor. */
export interface Page {
  cursor: string | null;
  sessions: readonly ListedSession[];
}

/** A list as far as it is loaded. It keeps its order under the reader's hand: what is new is only counted. */
export interface Pages {
  pages: readonly Page[];
  counts: SessionList["counts"];
  totals: SessionList["totals"];
  /** Leads on to more; null: there are none. */
  next: string | null;
  /** Interviews that belong to its beginning and are not shown yet. */
  news: number;
}

export function begun(first: SessionList): Pages {
  return {
    pages: [{ cursor: null, sessions: first.sessions }],
    counts: first.counts,
    totals: first.totals,
    next: first.next_cursor,
    news: 0,
  };
}

/** With one page more. What moved there from a page that is shown already stays where it was. */
export function extended(list: Pages, page: SessionList): Pages {
  const known = new Set(idsOf(list));
  const sessions = page.sessions.filter(({ id }) => !known.has(id));
  return {
    ...list,
    pages: [...list.pages, { cursor: list.next, sessions }],
    counts: page.counts,
    totals: page.totals,
    next: page.next_cursor,
  };
}

/** What stands where stays; what it says is the newest. `isFirst`: where what is new would come in, and does where
 * nothing stands yet. */
export function refreshed(list: Pages, page: SessionList, isFirst: boolean): Pages {
  const now = new Map(page.sessions.map((session) => [session.id, session]));
  const known = new Set(idsOf(list));
  if (isFirst && known.size === 0) return begun(page);
  return {
    ...list,
    pages: list.pages.map(({ cursor, sessions }) => ({
      cursor,
      sessions: sessions.map((session) => now.get(session.id) ?? session),
    })),
    counts: page.counts,
    totals: page.totals,
    news: isFirst ? page.sessions.filter(({ id }) => !known.has(id)).length : list.news,
  };
}

export function idsOf({ pages }: Pages): string[] {
  return pages.flatMap(({ sessions }) => sessions.map(({ id }) => id));
}
