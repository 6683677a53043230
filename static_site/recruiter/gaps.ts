import type { AnswerView, Gap } from "../shared/api-types";
import { clock, count, spanInWords } from "../shared/format";

/** Where it is: `0:20 to 0:25`; `at 0:20` where nobody knows how much is missing. */
export function placeInWords({ start_ms, end_ms }: Gap): string {
  return end_ms > start_ms ? `${clock(start_ms)} to ${clock(end_ms)}` : `at ${clock(start_ms)}`;
}

/** How much is missing of a video, in all; null where it is whole. */
export function lossInWords(gaps: readonly Gap[]): string | null {
  if (gaps.length === 0) return null;
  const lostMs = gaps.reduce((sum, { start_ms, end_ms }) => sum + end_ms - start_ms, 0);
  const places = gaps.length === 1 ? "one place" : count(gaps.length, "place");
  return lostMs > 0 ? `${spanInWords(lostMs)} missing, at ${places}` : `a moment missing, at ${places}`;
}

/** Where the candidate's page left the picture out; null where it never did. */
export function darkInWords(runs: AnswerView["runs"]): string | null {
  const places = runs.flatMap(({ without_picture }) =>
    without_picture.map(({ start_ms, end_ms }) => `from ${clock(start_ms)} to ${clock(end_ms)}`),
  );
  if (places.length === 0) return null;
  return `Sound only ${places.join(", ")}: the page left the picture out, to spare the candidate's connection.`;
}
