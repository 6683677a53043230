import { expect, test } from "vitest";

import type { Flag } from "../../shared/api-types";
import { byQuestion, byTime, nameOf, placeOf, withFlags } from "./flags";

function flag(id: string, at: string, more: Partial<Flag> = {}): Flag {
  return { id, type: "TAB_HIDDEN", question_index: 0, at: `2026-11-21T12:00:${at}Z`, detail: {}, ...more };
}

test("a flag that is told twice is shown once, in the order of time", () => {
  const [early, late] = [flag("a", "01"), flag("b", "09")];
  const flags = withFlags([late], [early, late]);
  expect(flags.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(withFlags(flags, [{ ...late }])).toBe(flags);
});

test("flags are found by question, those of none apart", () => {
  const found = byQuestion([flag("a", "01"), flag("b", "02", { question_index: null }), flag("c", "03")]);
  expect(found.get(0)?.map(({ id }) => id)).toEqual(["a", "c"]);
  expect(found.get(null)).toHaveLength(1);
});

test("a flag has a place only on the recording it was noticed during", () => {
  const run = { started_at: "2026-11-21T12:00:02Z", start_ms: 0, length_ms: 10_000, without_picture: [] };
  expect(placeOf(flag("a", "06"), [run])).toBe(4000);
  expect(placeOf(flag("a", "40"), [run])).toBeNull();
  expect(placeOf(flag("a", "01"), [run])).toBeNull();
  expect(placeOf(flag("a", "06"), [{ ...run, started_at: null }])).toBeNull();
  expect(placeOf(flag("a", "06"), [])).toBeNull();
});

test("the recording's clock stood still between two recorders", () => {
  const runs = [
    { started_at: "2026-11-21T12:00:00Z", start_ms: 0, length_ms: 10_000, without_picture: [] },
    { started_at: "2026-11-21T12:00:30Z", start_ms: 10_000, length_ms: 20_000, without_picture: [] },
  ];
  expect(placeOf(flag("a", "04"), runs)).toBe(4000);
  expect(placeOf(flag("a", "10.600"), runs), "the last moments before it broke off").toBe(10_000);
  expect(placeOf(flag("a", "20"), runs)).toBeNull();
  expect(placeOf(flag("a", "35"), runs)).toBe(15_000);
});

test("a flag says how long it lasted, where that is known", () => {
  expect(nameOf(flag("a", "01", { type: "FACE_ABSENT", detail: { duration_ms: 4000 } }))).toBe(
    "No face in view for 4 seconds",
  );
  expect(nameOf(flag("a", "01", { type: "RECONNECT", detail: { away_ms: 38_000 } }))).toBe(
    "The connection was lost for 38 seconds",
  );
  expect(nameOf(flag("a", "01", { type: "PAGE_LEFT", detail: { away_ms: 232_000 } }))).toBe(
    "The interview’s page was gone for 3 min 52 s",
  );
  expect(nameOf(flag("a", "01", { type: "PASTE" }))).toBe("Pasted text");
});

test("only what was noticed while an answer was recorded is said to be of the answering", () => {
  const run = { started_at: "2026-11-21T12:00:02Z", start_ms: 0, length_ms: 10_000, without_picture: [] };
  const flags = [flag("a", "06"), flag("b", "40"), flag("c", "41", { type: "OVERTIME" })];
  const told = (runs: (typeof run)[]): [string, string[]][] =>
    byTime(flags, runs).map(([heading, some]) => [heading, some.map(({ id }) => id)]);
  expect(told([run])).toEqual([
    ["Noticed while answering", ["a", "c"]],
    ["Noticed while nothing was recorded", ["b"]],
  ]);
  expect(told([]).at(-1)).toEqual(["Noticed at this question", ["a", "b"]]);
  expect(byTime([], [run])).toEqual([]);
});

test("what took longer says by how much, and what of it was told late", () => {
  const took = flag("a", "01", { type: "OVERTIME", detail: { took_ms: 300_000, given_ms: 120_000 } });
  expect(nameOf(took)).toBe("Took 5 minutes; the time given was 2 minutes");
  const late = { ...took, detail: { ...took.detail, told_late_ms: 3_600_000 } };
  expect(nameOf(late)).toContain("once it was online");
});
