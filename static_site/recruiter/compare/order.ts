import type { ResultsView, ReviewView } from "../../shared/api-types";

interface Known {
  results: Pick<ResultsView, "scorecard" | "scores_hidden"> | null;
  review: Pick<ReviewView, "override"> | null;
}

/** What an interview comes to: a person's own figure comes before the model's. */
export function overallOf({ results, review }: Known): number | null {
  return review?.override?.overall ?? results?.scorecard?.scorecard.overall ?? null;
}

/**
 * Best first; then those without a figure, then those whose figure is hidden from the reader, and what is not there
 * last. Among each other they stay as they were.
 */
export function inOrder<C extends Known>(candidates: readonly C[]): C[] {
  const place = (candidate: C): number => {
    if (!candidate.results) return 3;
    if (candidate.results.scores_hidden) return 2;
    return overallOf(candidate) === null ? 1 : 0;
  };
  return [...candidates].sort(
    (one, other) =>
      place(one) - place(other) || (place(one) === 0 ? (overallOf(other) ?? 0) - (overallOf(one) ?? 0) : 0),
  );
}
