import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { ApiError } from "../../shared/api";
import type { CandidateResultView } from "../../shared/api-types";
import { Result, SLOW_AFTER_MS } from "./result";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const told = (ready: boolean): CandidateResultView => ({
  ...{ ready, organisation_name: "Acme", language: "en", people_only: false, answers: [], criteria: [], judges: [] },
  ...{ readable_until: "", contest: null, satisfaction: null },
  ...{ asks_self_identification: false, has_self_identified: false },
});

function watched(...replies: readonly (CandidateResultView | ApiError)[]): { result: Result; asked: () => number } {
  let asked = 0;
  const api = {
    result: (): Promise<CandidateResultView> => {
      const reply = replies[Math.min(asked++, replies.length - 1)];
      return reply instanceof ApiError ? Promise.reject(reply) : Promise.resolve(reply!);
    },
    contest: (text: string) => Promise.resolve({ text, made_at: "1", changed_at: "2" }),
    rate: (rating: number, comment: string) => Promise.resolve({ rating, comment }),
    identify: () => Promise.resolve({ has_self_identified: false }),
  };
  return { result: new Result(api, () => Date.now()), asked: () => asked };
}

test("it looks until it is complete, and then no more", async () => {
  const { result, asked } = watched(new ApiError(409, "not_over", "", ""), told(false), told(true));
  void result.watch(new AbortController().signal);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(result.shown.value?.ready).toBe(true);
  expect(asked()).toBe(3);
});

test("what takes long is said to, and asked for more rarely", async () => {
  const { result, asked } = watched(told(false));
  const leaving = new AbortController();
  void result.watch(leaving.signal);
  await vi.advanceTimersByTimeAsync(SLOW_AFTER_MS + 5_000);
  expect(result.isSlow.value).toBe(true);
  const before = asked();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked() - before).toBeLessThanOrEqual(4);
  leaving.abort();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked() - before).toBeLessThanOrEqual(5);
});

test("once its time is over there is nothing to wait for", async () => {
  const { result, asked } = watched(new ApiError(410, "link_expired", "", ""));
  await result.watch(new AbortController().signal);
  expect([result.isGone.value, asked()]).toEqual([true, 1]);
});

test("what the candidate says to it is shown as it is kept", async () => {
  const { result } = watched(told(true));
  await result.watch(new AbortController().signal);
  await result.contest("Listen again.");
  await result.rate(4, "Kind");
  expect(result.shown.value).toMatchObject({ contest: { text: "Listen again." }, satisfaction: { rating: 4 } });
});
