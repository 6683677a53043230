import type { Api } from "../../shared/api";
import type { ListedSession, SessionList, SessionState } from "../../shared/api-types";
import type { Counts, Tab } from "./states";

/** Sessions of a tab, newest first, and how many there are of every state. */
export interface Listing {
  sessions: readonly ListedSession[];
  counts: Counts;
  hasMore: boolean;
}

const PAGE_SIZE = 25;

/** The first pages of a tab. The API lists one state at a time, so a tab of several is put together here. */
export async function loadListing(
  api: Pick<Api, "get">,
  tab: Tab,
  pages: number,
  signal: AbortSignal,
): Promise<Listing> {
  const states: readonly (SessionState | null)[] = tab.states.length > 0 ? tab.states : [null];
  const lists = await Promise.all(states.map((state) => loadState(api, state, pages, signal)));
  return {
    sessions: lists
      .flatMap(({ sessions }) => sessions)
      .sort((one, other) => other.created_at.localeCompare(one.created_at)),
    counts: lists[0]?.counts ?? {},
    hasMore: lists.some(({ hasMore }) => hasMore),
  };
}

async function loadState(
  api: Pick<Api, "get">,
  state: SessionState | null,
  pages: number,
  signal: AbortSignal,
): Promise<Listing> {
  const sessions: ListedSession[] = [];
  let page: SessionList | undefined;
  for (let n = 0; n < pages && page?.next_cursor !== null; n++) {
    page = await api.get("/api/sessions", {
      query: { state, cursor: page?.next_cursor ?? null, limit: PAGE_SIZE },
      signal,
    });
    sessions.push(...page.sessions);
  }
  return { sessions, counts: page?.counts ?? {}, hasMore: Boolean(page?.next_cursor) };
}
