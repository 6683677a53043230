import { createContext } from "preact";
import { useCallback, useContext, useEffect, useRef, useState } from "preact/hooks";

import { ApiError, wishedPauseMs } from "../../shared/api";

const MAX_PAUSE_MS = 60_000;

export interface Loaded<T> {
  /** The last good answer; it stays while a newer one is fetched or cannot be had. */
  data: T | null;
  error: unknown;
  reload: () => void;
}

/**
 * What `load` answers, again whenever `key` changes or `reload` is called, and every `everyMs` while the tab is seen.
 *
 * `everyMs` may depend on what was answered; null means not again. After an error `pauseAfter` says when.
 */
export function useLoaded<T>(
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
  everyMs: (data: T | null) => number | null = () => null,
): Loaded<T> {
  const [answer, setAnswer] = useState<{ key: string; data: T | null; error: unknown }>({
    key,
    data: null,
    error: null,
  });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const failures = useRef({ key, count: 0 });
  const latest = useRef({ load, everyMs });
  latest.current = { load, everyMs };

  useEffect(() => {
    const aborter = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (wait: number | null): void => {
      if (wait === null || aborter.signal.aborted) return;
      timer = setTimeout(() => (document.hidden ? again(wait) : reload()), wait);
    };
    if (failures.current.key !== key) failures.current = { key, count: 0 };
    latest.current.load(aborter.signal).then(
      (data) => {
        if (aborter.signal.aborted) return;
        setAnswer({ key, data, error: null });
        failures.current.count = 0;
        again(latest.current.everyMs(data));
      },
      (error: unknown) => {
        if (aborter.signal.aborted) return;
        setAnswer((before) => ({ key, data: before.key === key ? before.data : null, error }));
        again(pauseAfter(error, latest.current.everyMs(null), failures.current.count++));
      },
    );
    return () => {
      aborter.abort();
      clearTimeout(timer);
    };
  }, [key, round, reload]);

  // An error that the lost network explains is over when the network is back.
  const isStuck = answer.error !== null;
  useEffect(() => {
    if (!isStuck) return;
    addEventListener("online", reload);
    return () => removeEventListener("online", reload);
  }, [isStuck, reload]);

  return answer.key === key ? { data: answer.data, error: answer.error, reload } : { data: null, error: null, reload };
}

/**
 * How long to wait after an error that so many came before: longer and longer, and as long as the server wishes. Null
 * where asking again changes nothing: what is not there, or not for this person, is asked for no more.
 */
export function pauseAfter(error: unknown, usualMs: number | null, before: number): number | null {
  if (usualMs === null || !(error instanceof ApiError)) return usualMs;
  if (!error.isPassing) return null;
  return Math.max(Math.min(usualMs * 2 ** before, MAX_PAUSE_MS), wishedPauseMs(error));
}

/** It is not there, or not for this person. */
export function isMissing(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

/** What one person has been shown, by name, for as long as they are signed in. */
export const Kept = createContext(new Map<string, unknown>());

/** `data`, or what it was before: a list that was seen is shown again, from whichever page, until a newer one is here. */
export function useKept<T>(name: string, data: T | null): T | null {
  const kept = useContext(Kept);
  if (data !== null) kept.set(name, data);
  return data ?? (kept.get(name) as T | undefined) ?? null;
}
