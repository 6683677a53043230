// @vitest-environment jsdom

import { beforeEach, expect, test } from "vitest";

import { type FlagEvent, Untold } from "./untold";
import { EXPIRES_AFTER_MS } from "../keeping";

const NOW = Date.UTC(2026, 10, 1, 10);
const open = (session = "s1", now = NOW): Untold =>
  new Untold(
    session,
    () => localStorage,
    () => now,
  );
const event = (id: string, secondsLater = 0): FlagEvent => {
  const at = new Date(NOW + 1_000 * secondsLater).toISOString();
  return { id, type: "COPY", question_index: 0, at, detail: {} };
};
const ids = (untold: Untold): string[] => untold.all().map(({ id }) => id);

beforeEach(() => localStorage.clear());

test("what was noticed is there for the next page, in its order, for this interview alone", () => {
  open().keep(event("b", 2));
  open().keep(event("a", 1));
  open("s2").keep(event("c"));
  expect(open().all()).toEqual([event("a", 1), event("b", 2)]);
  expect(ids(open("s2"))).toEqual(["c"]);
});

test("what was taken does not stay", () => {
  const untold = open();
  untold.keep(event("a"));
  untold.keep(event("b", 1));
  untold.forget("a");
  expect(ids(open())).toEqual(["b"]);
  untold.forgetAll();
  expect([ids(untold), localStorage.length]).toEqual([[], 0]);
});

const DAY = 86_400_000;
test.each<[string, number, number, number]>([
  ["a clock that is hours off", 5_000, 5_000, 5_000],
  ["one that was set back meanwhile", 5_000 - DAY, 5_000, 5_000],
  ["a machine that slept meanwhile", 8 * DAY, 5_000, EXPIRES_AFTER_MS],
  ["one that slept for an hour", 3_605_000, 5_000.4, 3_605_000],
])("how long ago it was is told alike by %s", (_, clockMs, steadyMs, agoMs) => {
  let [now, steady] = [NOW - 3 * 3_600_000, 7_000];
  const untold = new Untold(
    "s1",
    () => localStorage,
    () => now,
    () => steady,
  );
  untold.keep({ ...event("a"), at: new Date(now).toISOString() });
  [now, steady] = [now + clockMs, steady + steadyMs];
  expect(untold.all().map((kept) => untold.told(kept))).toEqual([{ ...event("a"), at: undefined, ago_ms: agoMs }]);
});

test("of what an earlier page noticed the device's clock tells it, and never that it is to come", () => {
  open().keep(event("a"));
  open().keep(event("b", 90));
  const later = open("s1", NOW + 60_000);
  expect(later.all().map((kept) => later.told(kept).ago_ms)).toEqual([60_000, 0]);
});

test("the newest 500 are kept", () => {
  const untold = open();
  for (let n = 0; n < 503; n++) untold.keep(event(String(n), n));
  expect([untold.all().length, ids(untold)[0], localStorage.length]).toEqual([500, "3", 500]);
});

test("what nobody came back for, and what is no event, goes", () => {
  open("s2").keep(event("old"));
  for (const [key, text] of Object.entries({ "flag/s1/x": "{", "flag/s1/y": "null", "flag/s1/z": '{"id":"z"}' }))
    localStorage.setItem(key, text);
  localStorage.setItem("draft/s1/0", "{}");
  expect(ids(open("s1", NOW + EXPIRES_AFTER_MS + 1))).toEqual([]);
  expect(Object.keys(localStorage)).toEqual(["draft/s1/0"]);
});

test("where the browser keeps nothing, the page does", () => {
  const untold = new Untold("s1", () => {
    throw new DOMException("no", "SecurityError");
  });
  untold.keep(event("a"));
  expect(ids(untold)).toEqual(["a"]);
});
