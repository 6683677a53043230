import { useCallback, useContext, useEffect, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import { Kept, pauseAfter } from "../page/loading";
import { asked } from "./asking";
import { type Pages, begun, extended, idsOf, refreshed } from "./list-pages";
import { keepList } from "./neighbours";
import { addressOf, type ListQuery } from "./query";
import { isMoving } from "./states";

const WHILE_MOVING_MS = 5000;
/** Others decide, judge and set flags aside. */
const WHILE_STILL_MS = 10_000;
/** After something was done here, so many pages are loaded anew; what lies beyond comes when it is scrolled to. */
const MAX_RELOADED = 4;

export interface LiveList {
  /** Null while nothing of this list is here. */
  list: Pages | null;
  error: unknown;
  isLoadingMore: boolean;
  more: () => void;
  /** From the beginning, with what is new. */
  restart: () => void;
  /** Something was done here: all that is shown is loaded anew. */
  reload: () => void;
  /** Which page is looked at, so that its rows are kept up to date. */
  look: (page: number, isNear: boolean) => void;
}

/** A list that is loaded page by page, is kept while its reader is elsewhere, and stays up to date while it is seen. */
export function useList(api: Api, query: ListQuery): LiveList {
  const key = addressOf(query);
  const kept = useContext(Kept);
  const name = `list ${key}`;
  const [shown, setShown] = useState<{ key: string; list: Pages | null; error: unknown }>({
    key,
    list: (kept.get(name) as Pages | undefined) ?? null,
    error: null,
  });
  const [round, setRound] = useState<{ n: number; from: "kept" | "first" | "all" }>({ n: 0, from: "kept" });
  const [isLoadingMore, setLoadingMore] = useState(false);
  const near = useRef(new Set<number>([0]));
  const current = shown.key === key ? shown.list : ((kept.get(name) as Pages | undefined) ?? null);
  const latest = useRef({ key, query, list: current });
  latest.current = { key, query, list: current };

  const show = useCallback(
    (list: Pages, forKey: string) => {
      kept.set(`list ${forKey}`, list);
      if (latest.current.key !== forKey) return;
      latest.current.list = list;
      keepList({ query: forKey, ids: idsOf(list), cursor: list.next });
      setShown({ key: forKey, list, error: null });
    },
    [kept],
  );

  useEffect(() => {
    const aborter = new AbortController();
    const { signal } = aborter;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    const again = (wait: number | null): void => {
      if (wait === null || signal.aborted) return;
      clearTimeout(timer);
      timer = setTimeout(() => (document.hidden ? again(wait) : void turn(refresh)), wait);
    };
    const turn = async (work: () => Promise<Pages>): Promise<void> => {
      try {
        const list = await work();
        if (signal.aborted) return;
        failures = 0;
        show(list, key);
        again(isMoving(list.counts) ? WHILE_MOVING_MS : WHILE_STILL_MS);
      } catch (error) {
        if (signal.aborted) return;
        setShown((before) => ({ key, list: before.key === key ? before.list : latest.current.list, error }));
        again(pauseAfter(error, WHILE_MOVING_MS, failures++));
      }
    };
    const load = async (count: number): Promise<Pages> => {
      let list = begun(await asked(api, query, null, signal));
      for (let n = 1; n < count && list.next !== null; n++)
        list = extended(list, await asked(api, query, list.next, signal));
      return list;
    };
    const refresh = async (): Promise<Pages> => {
      if (!latest.current.list) return load(1);
      for (const page of new Set([0, ...near.current])) {
        const cursor = latest.current.list.pages[page]?.cursor;
        if (cursor === undefined) continue;
        const found = await asked(api, query, cursor, signal);
        // Another page may have come meanwhile.
        latest.current.list = refreshed(latest.current.list, found, page === 0);
      }
      return latest.current.list;
    };
    if (round.from === "all") void turn(() => load(Math.min(latest.current.list?.pages.length ?? 1, MAX_RELOADED)));
    else if (round.from === "first" || !latest.current.list) void turn(() => load(1));
    else {
      keepList({ query: key, ids: idsOf(latest.current.list), cursor: latest.current.list.next });
      void turn(refresh);
    }
    const online = (): void => {
      if (failures > 0) void turn(refresh);
    };
    addEventListener("online", online);
    return () => {
      aborter.abort();
      clearTimeout(timer);
      removeEventListener("online", online);
    };
  }, [api, key, round, show]);

  const more = useCallback(() => {
    const { list, key: forKey, query: asking } = latest.current;
    if (!list?.next || isLoadingMore) return;
    setLoadingMore(true);
    asked(api, asking, list.next)
      .then((page) => {
        const now = latest.current.key === forKey ? latest.current.list : null;
        if (now?.next === list.next) show(extended(now, page), forKey);
      })
      .catch((error: unknown) => {
        if (latest.current.key === forKey) setShown((before) => ({ ...before, error }));
      })
      .finally(() => setLoadingMore(false));
  }, [api, isLoadingMore, show]);

  const look = useCallback((page: number, isNear: boolean) => {
    if (isNear) near.current.add(page);
    else near.current.delete(page);
  }, []);

  return {
    list: current,
    error: shown.key === key ? shown.error : null,
    isLoadingMore,
    more,
    restart: () => setRound(({ n }) => ({ n: n + 1, from: "first" })),
    reload: () => setRound(({ n }) => ({ n: n + 1, from: "all" })),
    look,
  };
}
