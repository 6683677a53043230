import type { AnswerView, Gap } from "../../shared/api-types";
import { clock, spanInWords } from "../../shared/format";
import { say } from "../../shared/words/codes";
import { reasons } from "../../shared/words/reasons";
import { t } from "../words";

/** Where it is: `0:20 to 0:25`; `at 0:20` where nobody knows how much is missing. */
export function placeInWords({ start_ms, end_ms }: Gap): string {
  const { recording } = t.value;
  return end_ms > start_ms ? recording.fromTo(clock(start_ms), clock(end_ms)) : recording.at(clock(start_ms));
}

/** Why something is missing, in words for who looks at the answer. */
export function reasonInWords({ reason }: Pick<Gap, "reason">): string {
  const { gaps, unknown } = reasons.value;
  return say(gaps, reason, unknown.gap);
}

/** How much is missing of a video, in all; null where it is whole. */
export function lossInWords(gaps: readonly Gap[]): string | null {
  if (gaps.length === 0) return null;
  const lostMs = gaps.reduce((sum, { start_ms, end_ms }) => sum + end_ms - start_ms, 0);
  return t.value.recording.loss(lostMs > 0 ? spanInWords(lostMs) : null, gaps.length);
}

/** Where the candidate's page left the picture out; null where it never did. */
export function darkInWords(runs: AnswerView["runs"]): string | null {
  const places = runs.flatMap(({ without_picture }) =>
    without_picture.map(({ start_ms, end_ms }): [string, string] => [clock(start_ms), clock(end_ms)]),
  );
  return places.length === 0 ? null : t.value.recording.dark(places);
}
