import { expect, test } from "vitest";

import type { Flag } from "../shared/api-types";
import { byQuestion, nameOf, placeOf, withFlag } from "./flags";

function flag(id: string, at: string, more: Partial<Flag> = {}): Flag {
  return { id, type: "TAB_HIDDEN", question_index: 0, at: `2026-11-21T12:00:${at}Z`, detail: {}, ...more };
}

test("a flag that is told twice is shown once, in the order of time", () => {
  const [early, late] = [flag("a", "01"), flag("b", "09")];
  const flags = [early].reduce(withFlag, withFlag([], late));
  expect(flags.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(withFlag(flags, { ...late })).toBe(flags);
});

test("flags are found by question, those of none apart", () => {
  const found = byQuestion([flag("a", "01"), flag("b", "02", { question_index: null }), flag("c", "03")]);
  expect(found.get(0)?.map(({ id }) => id)).toEqual(["a", "c"]);
  expect(found.get(null)).toHaveLength(1);
});

test("a flag has a place only on the recording it was noticed during", () => {
  const recordedAt = "2026-11-21T12:00:00Z";
  expect(placeOf(flag("a", "04"), recordedAt, 10_000)).toBe(4000);
  expect(placeOf(flag("a", "40"), recordedAt, 10_000)).toBeNull();
  expect(placeOf(flag("a", "04"), "2026-11-21T12:00:05Z", 10_000)).toBeNull();
  expect(placeOf(flag("a", "04"), null, 10_000)).toBeNull();
});

test("a flag says how long it lasted, where that is known", () => {
  expect(nameOf(flag("a", "01", { type: "FACE_ABSENT", detail: { duration_ms: 4000 } }))).toBe(
    "No face in view for 4 seconds",
  );
  expect(nameOf(flag("a", "01", { type: "PASTE" }))).toBe("Pasted text");
});
