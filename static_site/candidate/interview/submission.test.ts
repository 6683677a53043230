// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { ApiError } from "../../shared/api";
import { Untold } from "../proctoring/untold";
import { Drafts } from "./drafts";
import { Submission } from "./submission";

let did: string[];
let finish: ReturnType<typeof vi.fn<() => Promise<unknown>>>;
let bringEvents: () => Promise<void>;
let submission: Submission;

const does = (what: string) => (): Promise<void> => Promise.resolve(void did.push(what));

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
  [did, bringEvents] = [[], does("bring events")];
  const [drafts, untold] = [new Drafts("s1"), new Untold("s1")];
  drafts.keep(0, "I like it.");
  untold.keep({ id: "e1", type: "PASTE", question_index: 0, at: new Date().toISOString(), detail: {} });
  finish = vi.fn(does("finish"));
  submission = new Submission(
    { finish },
    {
      delivery: {
        complete: (question) => does(`complete ${question}`)(),
        bringTexts: does("bring texts"),
        bringEvents: () => bringEvents(),
        settled: does("settle"),
        forget: does("forget recordings"),
      },
      times: { tell: does("tell times"), forget: () => void did.push("forget times") },
      ...{ drafts, untold },
    },
    { recover: () => void did.push("recover") },
  );
});
afterEach(() => void vi.useRealTimers());

test("all arrives before the lock, what was noticed last", async () => {
  await submission.deliver();
  expect(did).toEqual(["settle", "tell times", "recover", "bring events"]);
});

test("what was noticed keeps nobody waiting for long", async () => {
  bringEvents = () => new Promise(() => undefined);
  let isOver = false;
  void submission.deliver().then(() => (isOver = true));
  await vi.advanceTimersByTimeAsync(14_900);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(100);
  expect(isOver).toBe(true);
});

describe("the lock", () => {
  test("leaves nothing of the interview on this device", async () => {
    expect(await submission.lock(() => true)).toBe("locked");
    expect(did).toEqual(["finish", "forget recordings", "forget times"]);
    expect(localStorage.length).toBe(0);
  });

  test("that is refused says that the link is closed, and keeps all", async () => {
    finish.mockRejectedValue(new ApiError(410, "link_closed", "Closed.", "r1"));
    expect(await submission.lock(() => true)).toBe("link_closed");
    expect(did).toEqual([]);
    expect(localStorage.length).toBe(2);
  });

  test("is asked for later and later, and no more by a page that was left", async () => {
    finish.mockRejectedValue(new ApiError(503, "unavailable", "Busy.", "r1"));
    let isWanted = true;
    const locking = submission.lock(() => isWanted);
    await vi.advanceTimersByTimeAsync(0);
    expect(finish).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(finish).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(finish).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(finish).toHaveBeenCalledTimes(3);
    isWanted = false;
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(await locking).toBeNull();
    expect(finish).toHaveBeenCalledTimes(3);
  });
});

test("behind a link whose time is over all that was made before is brought, and kept until it is taken", async () => {
  await submission.bringLeft(1);
  expect(did).toEqual(["complete 1", "bring texts", "settle", "tell times", "bring events"]);
  did = [];
  await submission.bringLeft(null);
  expect(did[0]).toBe("bring texts");
});

test("behind a closed link only recordings are brought", async () => {
  await submission.dropLeft();
  expect(did).toEqual(["forget times", "settle", "forget recordings"]);
  expect(localStorage.length).toBe(0);
});
