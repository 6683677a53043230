import type { Flag, ResultsView } from "../../shared/api-types";

/** Something to know of an interview beside its scores, and the question that it is about; null between questions. */
export type Fact =
  | { kind: "lost"; question: number | null; ms: number }
  | { kind: "flags"; question: number | null; type: Flag["type"]; count: number };

/** Recorders and clocks are no more exact. */
const SLACK_MS = 1000;

/** The same of the whole interview: what is of one kind together, in the order in which kinds come up. */
export function altogether(facts: readonly Fact[]): Fact[] {
  const found: Fact[] = [];
  for (const fact of facts) {
    const same = found.findIndex(
      (each) => each.kind === fact.kind && (each.kind === "lost" || (fact.kind === "flags" && each.type === fact.type)),
    );
    found[same < 0 ? found.length : same] = sum(found[same], fact);
  }
  return found;
}

function sum(before: Fact | undefined, fact: Fact): Fact {
  if (fact.kind === "lost") return { ...fact, question: null, ms: fact.ms + (before?.kind === "lost" ? before.ms : 0) };
  return { ...fact, question: null, count: fact.count + (before?.kind === "flags" ? before.count : 0) };
}

/** What is missing of the recordings, then the flags that count, most of a kind first, and in the same order each time. */
export function factsOf({ answers, flag_counts }: Pick<ResultsView, "answers" | "flag_counts">): Fact[] {
  const lost = answers
    .filter(({ lost_ms }) => lost_ms >= SLACK_MS)
    .map(({ question_index, lost_ms }): Fact => ({ kind: "lost", question: question_index, ms: lost_ms }));
  const flags = flag_counts
    .map(({ question_index, type, count, set_aside }) => ({ question: question_index, type, count: count - set_aside }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count || one.type.localeCompare(other.type))
    .map((counted): Fact => ({ kind: "flags", ...counted }));
  return [...lost, ...flags];
}
