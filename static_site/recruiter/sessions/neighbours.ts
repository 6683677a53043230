import type { Api } from "../../shared/api";
import { asked } from "./asking";
import { queryOf } from "./query";

/**
 * The list that a session was opened from, for this tab: `{query, ids, cursor}`. `query` is as in the list's address,
 * `ids` are those that were loaded, in their order, and `cursor` leads on to more (null: there are none).
 */
export const LIST_KEY = "colloquy.list";
const MAX_IDS = 2000;

export interface KeptList {
  query: string;
  ids: readonly string[];
  cursor: string | null;
}

export interface Neighbours {
  previous: string | null;
  next: string | null;
}

export function keepList(list: KeptList): void {
  // With more than that, J and K end where it ends.
  const kept = list.ids.length > MAX_IDS ? { ...list, ids: list.ids.slice(0, MAX_IDS), cursor: null } : list;
  try {
    sessionStorage.setItem(LIST_KEY, JSON.stringify(kept));
  } catch {
    // Full, or forbidden: there are no neighbours then.
  }
}

export function keptList(): KeptList | null {
  try {
    return asList(JSON.parse(sessionStorage.getItem(LIST_KEY) ?? "null"));
  } catch {
    return null;
  }
}

function asList(found: unknown): KeptList | null {
  if (typeof found !== "object" || found === null) return null;
  const { query, ids, cursor } = found as Partial<Record<keyof KeptList, unknown>>;
  if (typeof query !== "string" || !Array.isArray(ids) || !ids.every((id) => typeof id === "string")) return null;
  return { query, ids, cursor: typeof cursor === "string" ? cursor : null };
}

/** The address of the list that a session was opened from, without its `#`. */
export function listAddress(): string {
  const query = keptList()?.query;
  return query === undefined ? "/" : `/?${query}`;
}

/** What stands before and after a session in the list that it was opened from; the list is loaded on where it ends. */
export async function neighboursOf(api: Pick<Api, "get">, id: string, signal?: AbortSignal): Promise<Neighbours> {
  let list = keptList();
  if (!list?.ids.includes(id)) return { previous: null, next: null };
  if (list.ids.at(-1) === id && list.cursor !== null) {
    const page = await asked(api, queryOf(list.query), list.cursor, signal);
    const more = page.sessions.map((session) => session.id).filter((each) => !list?.ids.includes(each));
    list = { ...list, ids: [...list.ids, ...more], cursor: page.next_cursor };
    keepList(list);
  }
  const at = list.ids.indexOf(id);
  return { previous: list.ids[at - 1] ?? null, next: list.ids[at + 1] ?? null };
}
