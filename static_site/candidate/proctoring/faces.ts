/** When what the camera shows is worth telling: pure. One odd sample is a blink of the detector, three in a row are not. */

export type FaceAlarm = "FACE_ABSENT" | "MULTIPLE_FACES";

export interface Sightings {
  readonly kind: "one" | FaceAlarm;
  readonly inARow: number;
  /** What was told last, until one face is seen again. */
  readonly told: FaceAlarm | null;
}

/** At one sample a second: more than three seconds. */
export const IN_A_ROW = 4;

export const NOTHING_SEEN: Sightings = { kind: "one", inARow: 0, told: null };

/** The next state, and the alarm that begins with this sample. */
export function see(before: Sightings, faces: number): readonly [Sightings, FaceAlarm | null] {
  const kind = faces === 1 ? "one" : faces === 0 ? "FACE_ABSENT" : "MULTIPLE_FACES";
  const inARow = before.kind === kind ? before.inARow + 1 : 1;
  if (kind === "one") return [{ kind, inARow, told: inARow >= IN_A_ROW ? null : before.told }, null];
  const isNews = inARow >= IN_A_ROW && before.told !== kind;
  return [{ kind, inARow, told: isNews ? kind : before.told }, isNews ? kind : null];
}
