import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import type { Word, WordList } from "../../shared/api-types";

/** So many are shown unasked: half an hour of speech. */
export const WORDS_UNASKED = 5_000;

export interface Words {
  words: readonly Word[];
  isWhole: boolean;
  isLoading: boolean;
  error: unknown;
  more: () => void;
}

/** What is here of the words of a transcript, and where the rest begins. */
interface Part {
  madeAt: string | null;
  words: readonly Word[];
  next: number | null;
}

const NOTHING: Part = { madeAt: null, words: [], next: 0 };

/**
 * The words of the transcript that was made at `madeAt` (null: there is none), page by page. `onStale` is told when
 * there is another by now.
 */
export function useWords(
  madeAt: string | null,
  load: (start: number, signal: AbortSignal) => Promise<WordList>,
  onStale: () => void,
): Words {
  const [part, setPart] = useState<Part>(NOTHING);
  const [upTo, setUpTo] = useState(WORDS_UNASKED);
  const [error, setError] = useState<unknown>(null);
  const latest = useRef({ load, onStale });
  latest.current = { load, onStale };
  const known = part.madeAt === madeAt ? part : NOTHING;
  const start = madeAt !== null && known.words.length < upTo ? known.next : null;

  useEffect(() => {
    if (start === null || error !== null) return;
    const aborter = new AbortController();
    latest.current.load(start, aborter.signal).then(
      (page) => {
        if (aborter.signal.aborted) return;
        if (page.made_at !== madeAt) latest.current.onStale();
        else setPart({ madeAt, words: [...known.words, ...page.words], next: page.next_start });
      },
      (reason: unknown) => {
        if (!aborter.signal.aborted) setError(reason);
      },
    );
    return () => aborter.abort();
  }, [madeAt, start, error]);

  const more = useCallback(() => {
    setError(null);
    setUpTo(Math.max(WORDS_UNASKED, known.words.length + 1));
  }, [known.words.length]);
  return { words: known.words, isWhole: known.next === null, isLoading: start !== null && error === null, error, more };
}
