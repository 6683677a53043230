import type { Evidence, Score } from "../../shared/api-types";

/** A stretch of a recording, on its clock, and what is said in it. */
export interface Clip {
  startMs: number;
  endMs: number;
  quote: string;
}

/** Of a quote whose end nobody knows. */
const USUAL_MS = 8_000;
/** Before and behind a quote, so that nobody begins in the middle of a word. */
const LEAD_MS = 800;
const TAIL_MS = 600;
const LEAST_MS = 10_000;
/** “The two minutes that matter.” */
const ALL_MS = 120_000;

/** Of the quotes of a score those that stand further up already: at a point, or at an earlier criterion. */
export function repeated({ expected_points, criteria }: Pick<Score, "expected_points" | "criteria">): Set<Evidence> {
  const seen = new Set<string>();
  const again = new Set<Evidence>();
  for (const { evidence } of [...expected_points, ...criteria]) {
    const before = new Set(seen);
    for (const each of evidence) {
      const words = `${each.start_ms} ${each.quote}`;
      if (before.has(words)) again.add(each);
      seen.add(words);
    }
  }
  return again;
}

/** How long the evidence of one answer may be, where so many have some. */
export function shareOf(answers: number): number {
  return Math.max(LEAST_MS, ALL_MS / Math.max(1, answers));
}

/**
 * The evidence of an answer to be played one after another, in the order of its times: what was found first, then what
 * was partly found, then what the levels rest on, as much as fits into `budgetMs`, and at least one.
 */
export function clipsOf({ expected_points, criteria }: Score, budgetMs: number): Clip[] {
  const points = (verdict: string): readonly Evidence[] =>
    expected_points.filter((point) => point.verdict === verdict).flatMap(({ evidence }) => evidence);
  const wanted = [...points("found"), ...points("partly"), ...criteria.flatMap(({ evidence }) => evidence)];
  let clips: Clip[] = [];
  for (const evidence of wanted) {
    const clip = clipOf(evidence);
    if (!clip) continue;
    const next = joined([...clips, clip]);
    if (clips.length === 0 || lengthOf(next) <= budgetMs) clips = next;
  }
  return clips;
}

function clipOf({ start_ms: start, end_ms: end, quote }: Evidence): Clip | null {
  if (start === null) return null;
  return { startMs: Math.max(0, start - LEAD_MS), endMs: (end ?? start + USUAL_MS) + TAIL_MS, quote };
}

/** In order, and what overlaps as one. */
function joined(clips: readonly Clip[]): Clip[] {
  const inOrder = [...clips].sort((one, other) => one.startMs - other.startMs);
  return inOrder.reduce<Clip[]>((found, clip) => {
    const last = found.at(-1);
    if (!last || clip.startMs > last.endMs) return [...found, clip];
    const quote = last.quote.includes(clip.quote)
      ? last.quote
      : clip.quote.includes(last.quote)
        ? clip.quote
        : `${last.quote} … ${clip.quote}`;
    return [...found.slice(0, -1), { startMs: last.startMs, endMs: Math.max(last.endMs, clip.endMs), quote }];
  }, []);
}

function lengthOf(clips: readonly Clip[]): number {
  return clips.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}
