import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, test } from "vitest";

import { ApiError } from "../../shared/api";
import { ChunkStore } from "../recording/chunk-store";
import type { Outcome } from "../recording/chunk-queue";
import { Delivery, type LeasedUpload } from "./delivery";
import { Drafts } from "./drafts";
import type { LinkEnd } from "./link-end";
import type { Manifest } from "../recording/manifest";
import { type ToldEvent, Untold } from "../proctoring/untold";

const TYPE = "video/webm;codecs=vp8,opus";
const offline = (): ApiError => new ApiError(0, "offline", "The server cannot be reached.", "r1");
const unreachable = (): Outcome[] => Array.from({ length: 50 }, () => "unreachable");

/** An API and a bucket that can be told to fail. */
class Cloud {
  arrived: [question: number, index: number, text: string][] = [];
  manifests: [question: number, indexes: number[], interrupted: number[]][] = [];
  outcomes: Outcome[] = [];
  faults: ApiError[] = [];
  manifestFaults: ApiError[] = [];
  leases = 0;
  /** Questions for which a lease was asked before they were reached. */
  ahead: number[] = [];
  runsPerLease = 2;
  expired = false;
  texts: [question: number, text: string][] = [];
  events: string[][] = [];
  /** How long ago each event was, with each try. */
  ago: number[][] = [];
  unreadable = "none";

  tellEvents = (events: readonly ToldEvent[]): Promise<void> => {
    const ids = events.map(({ id }) => id);
    this.ago.push(events.map(({ ago_ms }) => ago_ms));
    const fault = this.faults.shift() ?? (ids.includes(this.unreadable) ? malformed("events.0.type") : null);
    if (fault) return Promise.reject(fault);
    this.events.push(ids);
    return Promise.resolve();
  };

  writeAnswer = (question: number, text: string): Promise<void> => {
    const fault = this.faults.shift();
    if (fault) return Promise.reject(fault);
    this.texts.push([question, text]);
    return Promise.resolve();
  };

  lease = (question: number, _: string, ahead: boolean): Promise<LeasedUpload> => {
    const fault = this.faults.shift();
    if (fault) return Promise.reject(fault);
    if (ahead) this.ahead.push(question);
    const first = this.runsPerLease * this.leases++;
    const runs = Array.from({ length: this.runsPerLease }, (_, number) => ({ run: first + number }));
    return Promise.resolve({
      url: "https://raw.example/",
      fields: {},
      key_pattern: `${question}/{index}`,
      runs,
      expired: this.expired,
    });
  };

  storeManifest = (question: number, manifest: Manifest): Promise<void> => {
    const fault = this.faults.shift() ?? this.manifestFaults.shift();
    if (fault) return Promise.reject(fault);
    const indexes = manifest.runs.flatMap(({ chunks }) => chunks.map(({ index }) => index));
    const interrupted = manifest.runs.filter((run) => run.interrupted).map(({ run }) => run);
    this.manifests.push([question, indexes, interrupted]);
    return Promise.resolve();
  };

  upload = (lease: { key_pattern: string }, index: number, bytes: ArrayBuffer): Promise<Outcome> => {
    const outcome = this.outcomes.shift() ?? "delivered";
    const text = new TextDecoder().decode(bytes);
    if (outcome === "delivered") this.arrived.push([Number.parseInt(lease.key_pattern), index, text]);
    return Promise.resolve(outcome);
  };
}

const malformed = (...fields: string[]): ApiError =>
  new ApiError(
    400,
    "malformed_request",
    "Some fields cannot be read.",
    "r1",
    fields.map((field) => ({
      field,
      problem: "?",
      code: "missing",
      params: { least: null, most: null, choices: null },
    })),
  );

let now: number;
let cloud: Cloud;
let ends: LinkEnd[];
let factory: globalThis.IDBFactory;
const open = (): Delivery =>
  new Delivery("s1", cloud, new ChunkStore(factory), (end) => ends.push(end), {
    upload: cloud.upload,
    now: () => now,
    random: () => 1,
    // Time passes when nothing else happens.
    later: (work, ms) => {
      const at = now + ms;
      setTimeout(() => {
        now = Math.max(now, at);
        work();
      });
    },
  });
/** Five seconds of a run for every word. */
async function record(
  delivery: Delivery,
  question: number,
  words: readonly string[],
  { whole = true } = {},
): Promise<void> {
  const run = await delivery.takeRun(question, TYPE);
  if (run === null) throw new Error("there is no run left");
  const about = { sessionId: "s1", question, run, mime: TYPE, runStartedAt: "2026-11-01T10:00:00Z" };
  const journal = delivery.journal.begin(about);
  for (const [position, word] of words.entries())
    journal.keep({ startMs: 5_000 * position, durationMs: 5_000, data: new Blob([word.padEnd(200, ".")]) });
  await (whole ? journal.end() : delivery.journal.settled());
}
const prepare = (delivery: Delivery, question: number): Promise<void> =>
  delivery.prepare(question, TYPE, new AbortController().signal);
/** A page that has recorded the answer to the first question. */
async function recorded(words: readonly string[], options = {}): Promise<Delivery> {
  const delivery = open();
  await prepare(delivery, 0);
  await record(delivery, 0, words, options);
  return delivery;
}
const arrived = (): unknown[] => cloud.arrived.map(([question, index]) => [question, index]).sort();

beforeEach(() => {
  now = 0;
  cloud = new Cloud();
  ends = [];
  factory = new IDBFactory();
});

describe("delivery", () => {
  test("brings every chunk, then the manifest, and is settled", async () => {
    const delivery = await recorded(["one", "two", "three"]);
    await delivery.complete(0);
    await delivery.settled();
    expect(cloud.arrived.map(([, index, text]) => [index, text.replaceAll(".", "")])).toEqual([
      [0, "one"],
      [1, "two"],
      [2, "three"],
    ]);
    expect(cloud.manifests).toEqual([[0, [0, 1, 2], []]]);
    expect(delivery.progress.value).toMatchObject({ chunks: 0, bytes: 0, totalBytes: 600, behindMs: 0, answers: 0 });
  });

  test("goes on through a dead network, a busy bucket and an expired policy", async () => {
    cloud.faults = [offline(), offline()];
    cloud.outcomes = ["unreachable", "unavailable", "expired", "unreachable"];
    const delivery = await recorded(["one"]);
    await delivery.settled();
    expect(arrived()).toEqual([[0, 0]]);
    expect(delivery.progress.value.isOffline).toBe(false);
  });

  test.each(["faults", "manifestFaults"] as const)("asks no sooner than it is told to: %s", async (which) => {
    cloud[which] = [new ApiError(429, "too_many_attempts", "Too many.", "r1", [], 60_000)];
    const began = now;
    const delivery = await recorded(["one"]);
    await delivery.complete(0);
    await delivery.settled();
    expect(now - began).toBeGreaterThanOrEqual(60_000);
    expect(arrived()).toEqual([[0, 0]]);
  });

  test("says how much recording waits", async () => {
    cloud.outcomes = unreachable();
    const delivery = await recorded(["one", "two", "three"]);
    expect(delivery.progress.value).toMatchObject({ chunks: 3, bytes: 600, behindMs: 15_000 });
  });

  test("is not held up by what the bucket refuses, which the manifest names all the same", async () => {
    cloud.outcomes = ["refused", "refused", "refused"];
    const delivery = await recorded(["one"]);
    await delivery.complete(0);
    await delivery.settled();
    expect(cloud.arrived).toEqual([]);
    expect(cloud.manifests).toEqual([[0, [0], []]]);
    expect(delivery.recorded.value.get(0)).toEqual({ ms: 5_000, lostMs: 5_000, isDoubtful: false });
  });

  test("tells the API all but the one entry that it does not take, and says that something is left out", async () => {
    cloud.manifestFaults = [malformed("runs.0.chunks.1.size")];
    const delivery = await recorded(["one", "two", "three"]);
    await delivery.complete(0);
    await delivery.settled();
    expect(cloud.manifests).toEqual([[0, [0, 2], [0]]]);
    expect(delivery.recorded.value.get(0)).toEqual({ ms: 15_000, lostMs: 0, isDoubtful: true });
  });

  test("of what the API refuses as a whole is settled, and never said to be all there", async () => {
    cloud.manifestFaults = [malformed()];
    const delivery = await recorded(["one"]);
    await delivery.complete(0);
    await delivery.settled();
    expect(cloud.manifests).toEqual([]);
    expect(delivery.recorded.value.get(0)?.isDoubtful).toBe(true);
  });

  test("goes on where a network's sign-in page answers in the API's place", async () => {
    const portal = (): ApiError => new ApiError(403, "unknown", "The server answered with an error (403).", "r1");
    cloud.faults = [portal()];
    cloud.manifestFaults = [portal()];
    const delivery = await recorded(["one"]);
    await delivery.complete(0);
    await delivery.settled();
    expect(cloud.manifests).toEqual([[0, [0], []]]);
    expect(delivery.recorded.value.get(0)).toEqual({ ms: 5_000, lostMs: 0, isDoubtful: false });
  });

  test("keeps nothing on this machine once all is over", async () => {
    const delivery = await recorded(["one"]);
    await delivery.settled();
    await delivery.forget();
    expect(await new ChunkStore(factory).ofSession("s1")).toEqual([]);
  });
});

describe("runs", () => {
  test("of one lease last for several recordings, nobody being asked", async () => {
    const delivery = open();
    await prepare(delivery, 0);
    cloud.faults = Array.from({ length: 50 }, offline);
    await record(delivery, 0, ["one"]);
    await record(delivery, 0, ["two"]);
    await delivery.complete(0);
    expect(await delivery.takeRun(0, TYPE)).toBeNull();
    expect(await new ChunkStore(factory).ofSession("s1")).toMatchObject([{ index: 0 }, { index: 1000 }]);
  });

  test("of a later question are had ahead, once, without reaching it", async () => {
    const delivery = open();
    await prepare(delivery, 0);
    await delivery.lookAhead(1, TYPE);
    await delivery.lookAhead(1, TYPE);
    expect(cloud.ahead).toEqual([1]);
    cloud.faults = Array.from({ length: 500 }, offline);
    await prepare(delivery, 1);
    expect(await delivery.takeRun(1, TYPE)).toBe(2);
    await delivery.stop();
  });

  test("are asked for again when all are used", async () => {
    const delivery = open();
    await prepare(delivery, 0);
    for (const run of [0, 1, 2]) expect(await delivery.takeRun(0, TYPE)).toBe(run);
    expect(cloud.leases).toBe(2);
  });

  test("that an earlier page left let an answer begin though nobody can be asked", async () => {
    const before = await recorded(["one"], { whole: false });
    await before.stop();
    const after = open();
    await after.resume();
    cloud.faults = Array.from({ length: 500 }, offline);
    await prepare(after, 0);
    expect(await after.takeRun(0, TYPE)).toBe(1);
    await after.stop();
  });
});

describe("a page that opens again", () => {
  test("takes up what an earlier one left, and says which answers are complete and which broke off", async () => {
    cloud.outcomes = unreachable();
    const before = await recorded(["one", "two"]);
    await before.complete(0);
    await prepare(before, 1);
    await record(before, 1, ["three"], { whole: false });
    await before.stop();

    cloud.outcomes = [];
    cloud.manifests = [];
    const after = open();
    const left = await after.resume();
    expect(left).toEqual({ completed: new Set([0]), begun: new Set([1]), mime: TYPE });
    await after.settled();
    expect(arrived()).toEqual([
      [0, 0],
      [0, 1],
      [1, 2000],
    ]);
    expect(cloud.manifests).toEqual([
      [0, [0, 1], []],
      [1, [2000], [2]],
    ]);
  });

  test("still says of a complete answer which of its runs broke off", async () => {
    const before = await recorded(["one"], { whole: false });
    await before.stop();
    const after = open();
    await after.resume();
    await record(after, 0, ["two"]);
    await after.complete(0);
    await after.settled();
    expect(cloud.manifests.at(-1)).toEqual([0, [0, 1000], [0]]);
  });
});

describe("what the live socket could not tell", () => {
  const noticed = (many: number): Untold => {
    const untold = new Untold("s1", () => {
      throw new DOMException("no", "SecurityError");
    });
    for (let n = 0; n < many; n++)
      untold.keep({ id: `e${n}`, type: "COPY", question_index: 0, at: "2026-11-01T10:00:00Z", detail: {} });
    return untold;
  };

  test("is brought bit by bit, through a dead network, and kept until it is taken", async () => {
    const untold = noticed(61);
    cloud.faults = [offline(), offline()];
    const bringing = open().bringEvents(untold);
    expect(untold.all().length).toBe(61);
    await bringing;
    expect(cloud.events.map((ids) => ids.length)).toEqual([60, 1]);
    expect(untold.all()).toEqual([]);
  });

  test("is told as of the same moment with each try", async () => {
    let now = Date.UTC(2026, 10, 1, 10);
    const untold = new Untold(
      "s1",
      () => {
        throw new DOMException("no", "SecurityError");
      },
      () => (now += 1_000),
      () => 0,
    );
    untold.keep({ id: "e0", type: "COPY", question_index: 0, at: new Date(now).toISOString(), detail: {} });
    cloud.faults = [offline(), offline()];
    await open().bringEvents(untold);
    const [first, second, third] = cloud.ago.map(([ms]) => ms ?? 0);
    expect(first).toBeLessThan(second ?? 0);
    expect(second).toBeLessThan(third ?? 0);
  });

  test("is brought but for the one that cannot be read", async () => {
    const untold = noticed(3);
    cloud.unreadable = "e1";
    await open().bringEvents(untold);
    expect(cloud.events).toEqual([["e0"], ["e2"]]);
    expect(untold.all()).toEqual([]);
  });

  test.each(["link_closed", "link_replaced"])("stays where it is taken no more (%s)", async (code) => {
    const untold = noticed(1);
    cloud.faults = [new ApiError(code === "link_closed" ? 410 : 401, code, "No.", "r1")];
    await open().bringEvents(untold);
    expect([cloud.events, untold.all().length]).toEqual([[], 1]);
  });
});

describe("a link that is closed", () => {
  const gone = (): ApiError => new ApiError(410, "link_closed", "This interview is closed.", "r1");

  test("is told once, and waited for by nobody", async () => {
    cloud.faults = [gone()];
    const delivery = open();
    await expect(prepare(delivery, 0)).rejects.toThrow("closed");
    expect(ends).toEqual(["closed"]);
    await delivery.settled();
  });

  test("takes what it still awaits, and no manifest is sent", async () => {
    cloud.outcomes = unreachable();
    const before = await recorded(["one", "two"]);
    await before.complete(0);
    await before.stop();

    cloud = new Cloud();
    cloud.runsPerLease = 0;
    const late = open();
    await late.resume("closed");
    await late.settled();
    expect(arrived()).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(cloud.manifests).toEqual([]);
    expect(ends).toEqual([]);
  });

  test("makes the page forget what nobody awaits", async () => {
    cloud.outcomes = unreachable();
    const before = await recorded(["one"]);
    await before.stop();

    cloud = new Cloud();
    cloud.faults = [gone()];
    const late = open();
    await late.resume("closed");
    await late.settled();
    expect(cloud.arrived).toEqual([]);
    expect(await new ChunkStore(factory).ofSession("s1")).toEqual([]);
  });
});

describe("a link whose time is over", () => {
  const over = (): ApiError => new ApiError(410, "link_expired", "This link has expired.", "r1");
  const isOver = (): void => {
    cloud = new Cloud();
    cloud.runsPerLease = 0;
    cloud.expired = true;
  };

  test("takes chunks and manifests of what was recorded before, though it says no at first", async () => {
    const delivery = open();
    await prepare(delivery, 0);
    cloud.outcomes = Array.from({ length: 50 }, () => "expired");
    cloud.faults = [over(), over()];
    cloud.runsPerLease = 0;
    cloud.expired = true;
    await record(delivery, 0, ["one"]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    cloud.outcomes = [];
    await delivery.complete(0);
    await delivery.settled();
    expect(ends).toEqual(["expired"]);
    expect(arrived()).toEqual([[0, 0]]);
    expect(cloud.manifests).toEqual([[0, [0], []]]);
  });

  test("is told by the page that opens after it what was recorded, all of which arrives", async () => {
    cloud.outcomes = unreachable();
    cloud.faults = [];
    const before = await recorded(["one", "two"], { whole: false });
    await before.stop();
    isOver();
    const late = open();
    await late.resume("expired");
    await late.settled();
    expect(arrived()).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(cloud.manifests).toEqual([[0, [0, 1], [0]]]);
  });

  test("is closed in the end: what is left then is forgotten", async () => {
    cloud.outcomes = unreachable();
    const before = await recorded(["one"]);
    await before.stop();
    isOver();
    const closed = new ApiError(410, "link_closed", "This interview is closed.", "r1");
    cloud.lease = () => Promise.reject(closed);
    cloud.manifestFaults = [closed];
    const late = open();
    await late.resume("expired");
    await late.settled();
    expect(ends).toEqual(["closed"]);
    expect(cloud.arrived).toEqual([]);
    expect(await new ChunkStore(factory).ofSession("s1")).toEqual([]);
  });

  test("takes what was written, but for what was said instead of it", async () => {
    let at = Date.parse("2026-11-01T10:00:00Z") - 60_000;
    const refused = (): Storage => {
      throw new DOMException("no", "SecurityError");
    };
    const drafts = new Drafts("s1", refused, () => at);
    drafts.keep(0, "I would rather say it");
    at += 120_000;
    drafts.keep(1, "I wrote this");
    drafts.keep(2, "  ");
    cloud.outcomes = unreachable();
    const before = await recorded(["said later"]);
    await before.stop();
    isOver();
    cloud.faults = [];
    const late = open();
    await late.resume("expired");
    await late.bringTexts(drafts);
    await late.settled();
    expect(cloud.texts).toEqual([[1, "I wrote this"]]);
    expect([...drafts.all().keys()]).toEqual([0, 2]);
  });
});
