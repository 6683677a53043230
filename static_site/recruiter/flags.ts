import type { Flag } from "../shared/api-types";
import { spanInWords } from "../shared/format";

/** What the browser noticed, in words that accuse nobody. */
const NAMES: Record<Flag["type"], string> = {
  TAB_HIDDEN: "The interview’s tab was hidden",
  WINDOW_BLUR: "Another window was in front",
  FACE_ABSENT: "No face in view",
  MULTIPLE_FACES: "More than one face in view",
  FULLSCREEN_EXIT: "Left full screen",
  COPY: "Copied text",
  PASTE: "Pasted text",
  CAMERA_DISCONNECT: "The camera was disconnected",
  MIC_DISCONNECT: "The microphone was disconnected",
  RECONNECT: "The connection was lost and came back",
  SECOND_SCREEN: "A second screen is connected",
};

export function nameOf(flag: Flag): string {
  const lasted = flag.detail["duration_ms"];
  const name = NAMES[flag.type];
  return typeof lasted === "number" && lasted > 0 ? `${name} for ${spanInWords(lasted)}` : name;
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

/** With one more, in the order of their times; one that is there already counts once. */
export function withFlag(flags: readonly Flag[], flag: Flag): readonly Flag[] {
  if (flags.some(({ id }) => id === flag.id)) return flags;
  return [...flags, flag].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** Where on an answer's recording it was noticed, in ms; null before, after, or where no recording says. */
export function placeOf(flag: Flag, recordedAt: string | null, recordedMs: number): number | null {
  if (recordedAt === null) return null;
  const place = Date.parse(flag.at) - Date.parse(recordedAt);
  return place >= 0 && place <= recordedMs ? place : null;
}
