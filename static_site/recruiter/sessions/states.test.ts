import { expect, test } from "vitest";

import type { SessionState, SessionView } from "../../shared/api-types";
import { words } from "../../shared/words/en/recruiter";
import {
  ANSWER_TONES,
  TONES,
  hasEnded,
  isCancellable,
  isMoving,
  isOpen,
  isUnderWay,
  standing,
  stateOf,
} from "./states";

test("the list is looked at again only while something may change", () => {
  expect(isMoving({ done: 3, failed: 1, expired: 2 })).toBe(false);
  for (const state of ["pending", "in_progress", "completed", "processing"])
    expect(isMoving({ [state]: 1 })).toBe(true);
});

test("a link is issued anew only for an interview that is neither finished nor processed", () => {
  const states = [
    "pending",
    "in_progress",
    "completed",
    "processing",
    "done",
    "failed",
    "expired",
    "cancelled",
  ] as const;
  expect(states.filter(isOpen)).toEqual(["pending", "in_progress", "expired", "cancelled"]);
  expect(states.filter(isCancellable)).toEqual(["pending", "in_progress"]);
  expect(hasEnded("failed")).toBe(true);
});

test("an interview that was begun and whose link is over is not said to go on", () => {
  const now = Date.parse("2026-11-01T10:00:00Z");
  const until = (state: SessionState, expires_at: string): string => standing({ state, expires_at }, now);
  expect(until("in_progress", "2026-11-01T10:00:01Z")).toBe("in_progress");
  expect(until("in_progress", "2026-11-01T10:00:00Z")).toBe("link_ended");
  for (const state of ["completed", "done", "expired"] as const)
    expect(until(state, "2026-11-01T09:00:00Z")).toBe(state);
});

test("an interview in which nothing was answered is no failure", () => {
  const failed = (failure: SessionView["failure"]): string =>
    standing({ state: "failed", expires_at: "2026-11-01T10:00:00Z", failure });
  expect(failed({ code: "nothing_recorded", params: {} })).toBe("nothing_answered");
  expect([failed({ code: "broke_off", params: {} }), failed(null)]).toEqual(["failed", "failed"]);
});

test("an answer that is not there yet will not come when all is over", () => {
  const answer = { state: "empty", overall: null, written: false } as const;
  expect([stateOf(answer, false), stateOf(answer, true)]).toEqual(["empty", "no_answer"]);
});

test("only a score that is one is called so", () => {
  const scored = stateOf({ state: "scored", overall: 7.5, written: true }, true);
  const abstained = stateOf({ state: "scored", overall: null, written: false }, true);
  expect([scored, abstained]).toEqual(["scored", "left_to_a_person"]);
  expect([ANSWER_TONES[scored], ANSWER_TONES[abstained]]).toEqual(["good", "warn"]);
});

test("only who has begun and not finished may be answering right now", () => {
  expect((Object.keys(TONES) as SessionState[]).filter(isUnderWay)).toEqual(["in_progress"]);
});

test("a written answer is not said to be recorded, and what is missing is not said to be here", () => {
  const written = (state: "recorded" | "transcribed" | "failed"): string =>
    stateOf({ state, overall: null, written: true }, false);
  expect((["recorded", "transcribed", "failed"] as const).map(written)).toEqual(["written", "written", "failed"]);
  expect(words.states.done.meaning).not.toContain("Everything");
});
