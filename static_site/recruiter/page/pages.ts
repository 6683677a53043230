import { useRef, useState } from "preact/hooks";

import { useLoaded } from "./loading";

/** Null is where a list begins, and where it ends. */
interface Page<T, C> {
  items: readonly T[];
  next: C | null;
}

interface Pages<T> {
  /** Of all the pages so far; null before there is one. */
  items: readonly T[] | null;
  error: unknown;
  /** From the first page on. */
  reload: () => void;
  /** Why the next page is not here. */
  fault: unknown;
  /** Null on the last page. */
  more: (() => void) | null;
}

/** A list that comes page by page: the first as `useLoaded` has it, each further one when it is asked for. */
export function usePages<T, C extends string | number>(
  key: string,
  load: (from: C | null, signal: AbortSignal) => Promise<Page<T, C>>,
): Pages<T> {
  const [round, setRound] = useState(0);
  const list = `${key} ${round}`;
  const [fetched, setFetched] = useState<(Page<T, C> & { of: string }) | null>(null);
  const further = fetched?.of === list ? fetched : null;
  const [fault, setFault] = useState<unknown>(null);
  const isBusy = useRef(false);
  const first = useLoaded(key, (signal) => load(null, signal));
  const next = (further ?? first.data)?.next ?? null;

  async function more(from: C): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    setFault(null);
    try {
      const page = await load(from, new AbortController().signal);
      setFetched({ of: list, items: [...(further?.items ?? []), ...page.items], next: page.next });
    } catch (reason) {
      setFault(reason);
    }
    isBusy.current = false;
  }

  return {
    items: first.data && [...first.data.items, ...(further?.items ?? [])],
    error: first.error,
    reload: () => {
      setRound(round + 1);
      first.reload();
    },
    fault,
    more: next === null ? null : () => void more(next),
  };
}
