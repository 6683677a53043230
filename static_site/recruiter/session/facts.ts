import type { Flag, ResultsView } from "../../shared/api-types";

/** Something to know of an interview beside its scores, and the question that it is about; null between questions. */
export type Fact =
  | { kind: "lost"; question: number; ms: number }
  | { kind: "flags"; question: number | null; type: Flag["type"]; count: number };

/** Recorders and clocks are no more exact. */
const SLACK_MS = 1000;

/** What is missing of the recordings, then the flags that count, most of a kind first. */
export function factsOf({ answers, flag_counts }: Pick<ResultsView, "answers" | "flag_counts">): Fact[] {
  const lost = answers
    .filter(({ lost_ms }) => lost_ms >= SLACK_MS)
    .map(({ question_index, lost_ms }): Fact => ({ kind: "lost", question: question_index, ms: lost_ms }));
  const flags = flag_counts
    .map(({ question_index, type, count, set_aside }) => ({ question: question_index, type, count: count - set_aside }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)
    .map((counted): Fact => ({ kind: "flags", ...counted }));
  return [...lost, ...flags];
}
