import type { AnswerView, Flag } from "../../shared/api-types";
import { spanInWords } from "../../shared/format";
import { t } from "../words";

/** What the browser noticed, in words that accuse nobody. */
export function nameOf(flag: Flag): string {
  const {
    duration_ms: lasted = flag.detail["away_ms"],
    took_ms: took,
    given_ms: given,
    told_late_ms: late,
  } = flag.detail;
  const words = t.value.flags;
  if (typeof took === "number" && typeof given === "number") {
    return typeof late === "number"
      ? words.overtimeToldLate(spanInWords(took), spanInWords(given), spanInWords(late))
      : words.overtime(spanInWords(took), spanInWords(given));
  }
  const name = nameOfType(flag.type);
  return typeof lasted === "number" && lasted > 0 ? words.lasting(name, spanInWords(lasted)) : name;
}

/** What a kind of flags is called. */
export function nameOfType(type: Flag["type"]): string {
  const names: Partial<Record<string, string>> = t.value.flags.noticed;
  return names[type] ?? t.value.flags.other;
}

/** Flags by their question; those of none under null. */
export function byQuestion(flags: readonly Flag[]): Map<number | null, Flag[]> {
  const found = new Map<number | null, Flag[]>();
  for (const flag of flags) {
    const some = found.get(flag.question_index);
    if (some) some.push(flag);
    else found.set(flag.question_index, [flag]);
  }
  return found;
}

/** With some more, in the order of their times; one that is there already counts once. */
export function withFlags(flags: readonly Flag[], more: readonly Flag[]): readonly Flag[] {
  const known = new Set(flags.map(({ id }) => id));
  const news = more.filter(({ id }) => !known.has(id));
  if (news.length === 0) return flags;
  return [...flags, ...news].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** A recorder that is about to end hands over late what it has; one that broke off lost up to so much. */
const SLACK_MS = 1000;

/** Where on an answer's recording it was noticed, in ms; null where nothing was recorded then, or nothing says when. */
export function placeOf(flag: Flag, runs: AnswerView["runs"]): number | null {
  const at = Date.parse(flag.at);
  for (const { started_at, start_ms, length_ms } of runs) {
    const place = at - Date.parse(started_at ?? "");
    if (place >= 0 && place <= length_ms + SLACK_MS) return start_ms + Math.min(place, length_ms);
  }
  return null;
}

/** Flags of a question under headings that say when it was; those of no place on a recording have only their time. */
export function byTime(flags: readonly Flag[], runs: AnswerView["runs"]): [heading: string, flags: Flag[]][] {
  const isWhileAnswering = (flag: Flag): boolean => flag.type === "OVERTIME" || placeOf(flag, runs) !== null;
  const [during, around] = [flags.filter(isWhileAnswering), flags.filter((flag) => !isWhileAnswering(flag))];
  const words = t.value.flags;
  const elsewhere = runs.length > 0 ? words.whileNotRecorded : words.atQuestion;
  const groups: [string, Flag[]][] = [
    [words.whileAnswering, during],
    [elsewhere, around],
  ];
  return groups.filter(([, some]) => some.length > 0);
}
