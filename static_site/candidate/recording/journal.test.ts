import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, test } from "vitest";

import { type Chunk, ChunkStore, type RunAbout } from "./chunk-store";
import { interruptedRuns, Journal, type RecordedSlice } from "./journal";
import { sha256 } from "./uploader";

const BIG = "x".repeat(200);
const about = (run = 0, question = 0): RunAbout => ({
  ...{ sessionId: "s1", question, run, mime: "video/webm;codecs=vp8,opus", runStartedAt: "2026-11-01T10:00:00Z" },
});
const slice = (position: number, text = `${position}${BIG}`): RecordedSlice => ({
  ...{ startMs: 1_000 * position, durationMs: 1_000, data: new Blob([text]) },
});

let factory: globalThis.IDBFactory;
let store: ChunkStore;
let chunks: Chunk[];
let journal: Journal;
const open = (): void => {
  store = new ChunkStore(factory);
  chunks = [];
  journal = new Journal(store, (chunk) => chunks.push(chunk));
};
const seen = (of: readonly Chunk[] = chunks): unknown[] =>
  of.map(({ index, startMs, durationMs, size }) => [index, startMs, durationMs, size]);

beforeEach(() => {
  factory = new IDBFactory();
  open();
});

describe("a run", () => {
  test("becomes chunks of five seconds and a rest, with the hash of their bytes", async () => {
    const run = journal.begin(about(2));
    for (let position = 0; position < 7; position++) run.keep(slice(position));
    await run.end();
    expect(seen()).toEqual([
      [2000, 0, 5_000, 1_005],
      [2001, 5_000, 2_000, 402],
    ]);
    const bytes = await store.bytes({ sessionId: "s1", question: 0, index: 2000 });
    expect(new TextDecoder().decode(bytes ?? new ArrayBuffer())).toBe(
      [0, 1, 2, 3, 4].map((n) => `${n}${BIG}`).join(""),
    );
    expect(chunks[0]?.sha256).toBe(await sha256(bytes ?? new ArrayBuffer()));
    expect(await store.slicesOf("s1")).toEqual([]);
  });

  test("says of each chunk where the picture was left out, what touches as one", async () => {
    const run = journal.begin(about());
    const dark = [{ startMs: 3_500, endMs: 4_000 }];
    for (let position = 0; position < 10; position++)
      run.keep({
        ...slice(position),
        ...(position === 3 && { withoutPicture: dark }),
        ...(position === 4 && { withoutPicture: [{ startMs: 4_000, endMs: 5_000 }] }),
      });
    await run.end();
    expect(chunks.map(({ withoutPicture }) => withoutPicture)).toEqual([[{ startMs: 3_500, endMs: 5_000 }], undefined]);
  });

  test("joins a last piece that is too small to its neighbour", async () => {
    const run = journal.begin(about());
    for (let position = 0; position < 5; position++) run.keep(slice(position));
    run.keep(slice(5, "small"));
    await run.end();
    expect(seen()).toEqual([[0, 0, 6_000, 1_010]]);
  });

  test("is cut where its recorder handed over minutes at once, and says every byte of it", async () => {
    const minutes = new Uint8Array(20 * 1024 * 1024 + 1).fill(7, 9_999_999);
    const run = journal.begin(about());
    run.keep(slice(0));
    run.keep({ startMs: 1_000, durationMs: 40_000, data: new Blob([minutes]) });
    run.keep({ startMs: 41_000, durationMs: 1_000, data: new Blob(["after"]) });
    await run.end();
    expect(Math.max(...chunks.map(({ size }) => size))).toBeLessThan(20 * 1024 * 1024);
    expect(chunks.map(({ index }) => index)).toEqual([...chunks.keys()]);
    expect(chunks.reduce((sum, { durationMs }) => sum + durationMs, 0)).toBe(42_000);
    const bytes = await Promise.all(chunks.map((chunk) => store.bytes(chunk)));
    const whole = await new Blob(bytes.map((part) => part ?? "")).arrayBuffer();
    const given = await new Blob([`0${BIG}`, minutes, "after"]).arrayBuffer();
    expect(await sha256(whole)).toBe(await sha256(given));
    expect(await store.slicesOf("s1")).toEqual([]);
  });

  test("is broken off until it is ended", async () => {
    await store.leaseRuns("s1", 0, [0, 1]);
    await store.takeRun("s1", 0);
    const run = journal.begin(about());
    run.keep(slice(0));
    await journal.settled();
    expect([...(await store.begunRuns("s1", 0)).keys()]).toEqual([0]);
    await run.end();
    expect(await store.begunRuns("s1", 0)).toEqual(new Map());
  });

  test("loses a slice that cannot be read, and nothing else", async () => {
    const run = journal.begin(about());
    const unreadable = { arrayBuffer: () => Promise.reject(new Error("NotReadableError")) } as unknown as Blob;
    run.keep(slice(0));
    run.keep({ ...slice(1), data: unreadable });
    run.keep(slice(2));
    await run.end();
    expect(seen()).toEqual([[0, 0, 2_000, 402]]);
  });
});

describe("a page that died", () => {
  const die = async (): Promise<void> => {
    await journal.settled();
    store.close();
    open();
  };

  test("leaves slices, of which the next makes the run's last chunk", async () => {
    const run = journal.begin(about());
    for (let position = 0; position < 9; position++) run.keep(slice(position));
    await die();
    expect(await store.slicesOf("s1")).toHaveLength(4);
    await journal.recover("s1");
    expect(seen()).toEqual([[1, 5_000, 4_000, 804]]);
    expect(seen(await store.ofSession("s1"))).toEqual([
      [0, 0, 5_000, 1_005],
      [1, 5_000, 4_000, 804],
    ]);
    expect(await store.slicesOf("s1")).toEqual([]);
  });

  test("leaves the slices of several runs and questions apart", async () => {
    for (const [question, number] of [
      [0, 0],
      [0, 1],
      [1, 0],
    ] as const)
      journal.begin(about(number, question)).keep(slice(0));
    await die();
    await journal.recover("s1");
    expect(chunks.map(({ question, index }) => [question, index])).toEqual([
      [0, 0],
      [0, 1000],
      [1, 0],
    ]);
  });

  test("before it had recorded anything leaves nothing", async () => {
    journal.begin(about()).keep(slice(0, "header"));
    await die();
    await journal.recover("s1");
    expect(chunks).toEqual([]);
  });

  test("of another interview is left alone", async () => {
    journal.begin(about()).keep(slice(0));
    await die();
    await journal.recover("s2");
    expect(chunks).toEqual([]);
    expect(await store.slicesOf("s1")).toHaveLength(1);
  });
});

describe("what broke off", () => {
  const chunk = (run: number): Chunk => ({
    ...{ ...about(run), index: 1000 * run, startMs: 0, durationMs: 5_000, size: 1_000, sha256: "aa" },
  });

  test("are the runs that nobody ended", () => {
    const begun = new Map([[0, "2026-11-01T10:00:00.000Z"]]);
    expect(interruptedRuns([chunk(0), chunk(1)], begun, true)).toEqual(begun);
  });

  test("is the last run, too, while the answer is not complete", () => {
    expect(interruptedRuns([chunk(0), chunk(1)], new Map(), false)).toEqual(new Map([[1, null]]));
    const begun = new Map([[1, "2026-11-01T10:00:00.000Z"]]);
    expect(interruptedRuns([chunk(0), chunk(1)], begun, false)).toEqual(begun);
    expect(interruptedRuns([], begun, false)).toEqual(begun);
  });
});
