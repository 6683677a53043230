import type { AnswerView, Gap } from "../../shared/api-types";
import { clock, count, spanInWords } from "../../shared/format";

/** Where it is: `0:20 to 0:25`; `at 0:20` where nobody knows how much is missing. */
export function placeInWords({ start_ms, end_ms }: Gap): string {
  return end_ms > start_ms ? `${clock(start_ms)} to ${clock(end_ms)}` : `at ${clock(start_ms)}`;
}

/** What the processing says of a gap, by what it begins with or holds. The first that fits counts. */
const REASONS: readonly [said: RegExp, words: string][] = [
  [/never arrived/, "this part never arrived"],
  [/is gone from the bucket/, "this part was deleted from where recordings are kept"],
  [/is not what was recorded|is not (webm|mp4)/, "this part arrived damaged"],
  [/is a copy of/, "another part arrived in place of this one"],
  [/counted .* more than/, "the device recorded more than arrived"],
  [/vouched|manifest/, "what arrived does not fit the device’s own list; it is shown as it is"],
  [/stood still/, "the device recorded nothing for a while"],
  [/changed its (codec|format)/, "the recorder changed its format here"],
  [/the bytes break off/, "the recording breaks off here in the middle of a picture"],
  // These are in plain words already.
  [/^(the recording broke off|what was recorded later|\d+ gaps from here on)/, ""],
];

/** Why something is missing, in words for who looks at the answer. */
export function reasonInWords({ reason }: Pick<Gap, "reason">): string {
  const words = REASONS.find(([said]) => said.test(reason))?.[1] ?? "this part could not be read";
  return words || reason;
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
