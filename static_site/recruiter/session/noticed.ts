import { useCallback, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { DismissalView, Flag, ResultsView } from "../../shared/api-types";
import { byQuestion, withFlags } from "./flags";

/** Flags of one question, or of none: those that are here, how many there are, and how many of these count. */
export interface FlagsOf {
  flags: readonly Flag[];
  count: number;
  counting: number;
  /** Who set a flag aside, and why; undefined where it counts. */
  setAside: (flag: Flag) => DismissalView | undefined;
  /** Bring some of those that are not here. */
  more: () => Promise<void>;
}

export interface Noticed {
  of: (question: number | null) => FlagsOf;
  /** One that was told just now. */
  add: (flag: Flag) => void;
}

/** The flags of an interview: the first of them come with its results, the rest where somebody asks for it. */
export function useNoticed(
  api: Pick<Api, "get">,
  id: string,
  results: ResultsView | null,
  dismissals: readonly DismissalView[],
): Noticed {
  const [added, setAdded] = useState<readonly Flag[]>([]);
  const cursors = useRef(new Map<number | null, string | null>());
  const add = useCallback((flag: Flag) => setAdded((before) => withFlags(before, [flag])), []);
  const found = byQuestion(withFlags(results?.flags ?? [], added));

  async function more(question: number | null): Promise<void> {
    const cursor = nextCursor(cursors.current, question, results);
    const page = await api.get("/api/sessions/{session_id}/flags", {
      path: { session_id: id },
      query: { question: question ?? "none", cursor },
    });
    cursors.current.set(question, page.next_cursor);
    setAdded((before) => withFlags(before, page.flags));
  }

  return {
    of: (question) => {
      const flags = found.get(question) ?? [];
      const count = Math.max(flags.length, countOf(question, results));
      const counting = count - setAsideOf(question, results);
      const setAside = (flag: Flag): DismissalView | undefined => dismissals.find(({ flag_id }) => flag_id === flag.id);
      return { flags, count, counting, setAside, more: () => more(question) };
    },
    add,
  };
}

type Counted = Pick<ResultsView, "flag_counts"> | null;

/** How many flags of a question the results count. */
export function countOf(question: number | null, results: Counted): number {
  return countsOf(question, results).reduce((sum, { count }) => sum + count, 0);
}

/** How many of these people set aside. */
export function setAsideOf(question: number | null, results: Counted): number {
  return countsOf(question, results).reduce((sum, { set_aside }) => sum + set_aside, 0);
}

function countsOf(question: number | null, results: Counted): ResultsView["flag_counts"] {
  return results?.flag_counts.filter(({ question_index }) => question_index === question) ?? [];
}

/** Behind the pages that are here, or behind the first flags of all; null begins anew, for what came in between. */
export function nextCursor(
  cursors: ReadonlyMap<number | null, string | null>,
  question: number | null,
  results: Pick<ResultsView, "flags_cursor"> | null,
): string | null {
  const reached = cursors.get(question);
  return reached === undefined ? (results?.flags_cursor ?? null) : reached;
}
