import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, test, vi } from "vitest";

import { type Chunk, ChunkStore } from "./chunk-store";
import { EXPIRES_AFTER_MS } from "../keeping";

const TEN_O_CLOCK = Date.UTC(2026, 10, 1, 10);

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;
const textOf = (bytes: ArrayBuffer | null): string | null => bytes && new TextDecoder().decode(bytes);

function chunk(question: number, index: number, sessionId = "s1", sha256 = "aa"): Chunk {
  return {
    ...{ sessionId, question, index, sha256, run: Math.floor(index / 1000), mime: "video/webm;codecs=vp8,opus" },
    ...{ runStartedAt: "2026-11-01T10:00:00Z", startMs: index * 5000, durationMs: 5000, size: 1000 },
  };
}

const refusing = {
  open: () => {
    throw new DOMException("no storage in this window", "SecurityError");
  },
} as unknown as globalThis.IDBFactory;

describe.each([
  ["on disk", () => new IDBFactory()],
  ["in memory", () => refusing],
  ["without IndexedDB at all", () => undefined],
])("chunks kept %s", (_, factoryOf) => {
  let factory: globalThis.IDBFactory | undefined;
  let store: ChunkStore;
  beforeEach(() => {
    factory = factoryOf();
    store = new ChunkStore(factory);
  });

  test("are found by interview, in the order of their numbers", async () => {
    for (const [question, index] of [
      [1, 0],
      [0, 1000],
      [0, 2],
      [0, 10],
    ] as const)
      await store.keep(chunk(question, index), bytesOf("x"));
    await store.keep(chunk(0, 0, "s2"), bytesOf("y"));
    const found = await store.ofSession("s1");
    expect(found.map(({ question, index }) => [question, index])).toEqual([
      [0, 2],
      [0, 10],
      [0, 1000],
      [1, 0],
    ]);
  });

  test("give their bytes until they are delivered, and stay in the list for the manifest", async () => {
    await store.keep(chunk(0, 0), bytesOf("hello"));
    expect(textOf(await store.bytes(chunk(0, 0)))).toBe("hello");
    await store.delivered(chunk(0, 0));
    expect(await store.bytes(chunk(0, 0))).toBeNull();
    expect(await store.ofSession("s1")).toMatchObject([{ index: 0, delivered: true }]);
  });

  test("keep bytes that changed while the old ones were on their way", async () => {
    await store.keep(chunk(0, 0, "s1", "old"), bytesOf("old"));
    await store.keep(chunk(0, 0, "s1", "new"), bytesOf("new"));
    await store.delivered(chunk(0, 0, "s1", "old"));
    expect(textOf(await store.bytes(chunk(0, 0)))).toBe("new");
    expect(await store.ofSession("s1")).toMatchObject([{ sha256: "new", delivered: false }]);
  });

  test("are counted until they have arrived, of whichever interview", async () => {
    expect(await store.unsentBytes()).toBe(0);
    for (const sessionId of ["s1", "s2"]) await store.keep(chunk(0, 0, sessionId), bytesOf("x"));
    const slice = { position: 0, startMs: 0, durationMs: 1000, size: 7, isKeyFrame: true, bytes: bytesOf("a slice") };
    await store.keepSlice({ ...chunk(0, 1), ...slice });
    const isKept = factory === undefined || factory === refusing;
    expect(await store.unsentBytes()).toBe(isKept ? 0 : 2007);
    await store.delivered(chunk(0, 0));
    expect(await store.unsentBytes()).toBe(isKept ? 0 : 1007);
  });

  test("make a complete answer when somebody says so", async () => {
    await store.complete("s1", 0);
    await store.complete("s1", 2);
    await store.complete("s2", 1);
    expect(await store.completed("s1")).toEqual(new Set([0, 2]));
    await store.reopen("s1", 2);
    expect(await store.completed("s1")).toEqual(new Set([0]));
    await store.forget("s1");
    expect(await store.completed("s1")).toEqual(new Set());
    expect(await store.completed("s2")).toEqual(new Set([1]));
  });

  test("are forgotten with their interview alone", async () => {
    await store.keep(chunk(0, 0), bytesOf("x"));
    await store.keep(chunk(0, 0, "s2"), bytesOf("y"));
    await store.forget("s1");
    expect(await store.ofSession("s1")).toEqual([]);
    expect(textOf(await store.bytes(chunk(0, 0, "s2")))).toBe("y");
  });

  test("expire after seven days", async () => {
    let now = 1_000;
    store = new ChunkStore(factory, () => now);
    await store.keep(chunk(0, 0), bytesOf("old"));
    now += EXPIRES_AFTER_MS;
    await store.keep(chunk(0, 1), bytesOf("young"));
    await store.expire();
    expect((await store.ofSession("s1")).map(({ index }) => index)).toEqual([0, 1]);
    now += 1;
    await store.expire();
    expect((await store.ofSession("s1")).map(({ index }) => index)).toEqual([1]);
    expect(await store.bytes(chunk(0, 0))).toBeNull();
  });
});

describe("the disk", () => {
  test("outlives the page", async () => {
    const factory = new IDBFactory();
    const before = new ChunkStore(factory);
    await before.keep(chunk(0, 0), bytesOf("kept"));
    before.close();
    expect(before.isDurable).toBe(true);
    expect(textOf(await new ChunkStore(factory).bytes(chunk(0, 0)))).toBe("kept");
  });

  test("that refuses is said to", async () => {
    const store = new ChunkStore(refusing);
    await store.keep(chunk(0, 0), bytesOf("x"));
    expect(store.isDurable).toBe(false);
  });

  test("is let go when a newer page needs it, and taken again", async () => {
    const factory = new IDBFactory();
    const store = new ChunkStore(factory);
    await store.keep(chunk(0, 0), bytesOf("x"));
    await new Promise<void>((resolve, reject) => {
      const deleting = factory.deleteDatabase("colloquy-recordings");
      deleting.onsuccess = () => resolve();
      deleting.onblocked = () => reject(new Error("blocked by the open tab"));
    });
    await store.keep(chunk(0, 1), bytesOf("y"));
    expect((await store.ofSession("s1")).map(({ index }) => index)).toEqual([1]);
    expect(store.isDurable).toBe(true);
  });
});

describe.each([
  ["on disk", () => new IDBFactory()],
  ["in memory", () => refusing],
])("runs kept %s", (_, factoryOf) => {
  let store: ChunkStore;
  beforeEach(() => {
    store = new ChunkStore(factoryOf(), () => TEN_O_CLOCK);
  });

  test("are taken once each, in order, by question", async () => {
    await store.leaseRuns("s1", 0, [3, 4]);
    await store.leaseRuns("s1", 1, [0]);
    expect(await store.hasRun("s1", 0)).toBe(true);
    expect(await Promise.all([store.takeRun("s1", 0), store.takeRun("s1", 0)])).toEqual([3, 4]);
    expect(await store.takeRun("s1", 0)).toBeNull();
    expect(await store.hasRun("s1", 0)).toBe(false);
    expect(await store.takeRun("s2", 1)).toBeNull();
  });

  test("are begun until they are ended", async () => {
    await store.leaseRuns("s1", 0, [0, 1]);
    await store.takeRun("s1", 0);
    await store.takeRun("s1", 0);
    await store.endRun({ sessionId: "s1", question: 0, run: 0 });
    expect(await store.begunRuns("s1", 0)).toEqual(new Map([[1, "2026-11-01T10:00:00.000Z"]]));
    await store.forget("s1");
    expect(await store.begunRuns("s1", 0)).toEqual(new Map());
  });
});

describe("room", () => {
  const kept = async (store: ChunkStore, sessionId: string): Promise<(string | null)[]> => {
    const chunks = await store.ofSession(sessionId);
    return Promise.all(chunks.map(async (record) => textOf(await store.bytes(record))));
  };

  test("is made by the oldest bytes of other interviews, whose list stays whole", async () => {
    let now = 0;
    const store = new ChunkStore(new IDBFactory(), () => now++);
    for (const index of [0, 1, 2]) await store.keep(chunk(0, index, "old"), bytesOf(`old ${index}`));
    for (const index of [0, 1]) await store.keep(chunk(0, index), bytesOf(`new ${index}`));
    await store.makeRoom("s1", 3_000);
    expect(await kept(store, "old")).toEqual([null, null, "old 2"]);
    expect(await kept(store, "s1")).toEqual(["new 0", "new 1"]);
  });

  test("is never made by the interview that goes on", async () => {
    const store = new ChunkStore(new IDBFactory());
    await store.keep(chunk(0, 0), bytesOf("mine"));
    await store.makeRoom("s1", 0);
    expect(await kept(store, "s1")).toEqual(["mine"]);
  });

  test("is half of what the browser grants", async () => {
    const store = new ChunkStore(new IDBFactory(), Date.now, () => Promise.resolve({ quota: 3_000 }));
    for (const index of [0, 1]) await store.keep(chunk(0, index, "old"), bytesOf(`old ${index}`));
    await store.makeRoom("s1");
    expect(await kept(store, "old")).toEqual([null, "old 1"]);
  });
});

describe("another tab", () => {
  const NAME = "colloquy-recordings";

  test("with an older version that does not let go blocks nobody for ever", async () => {
    const factory = new IDBFactory();
    const older = await new Promise<IDBDatabase>((resolve) => {
      const opening = factory.open(NAME, 1);
      opening.onsuccess = () => resolve(opening.result);
    });
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const store = new ChunkStore(factory);
    const keeping = store.keep(chunk(0, 0), bytesOf("x"));
    await vi.advanceTimersByTimeAsync(10_000);
    await keeping;
    vi.useRealTimers();
    expect(store.isDurable).toBe(false);
    expect(textOf(await store.bytes(chunk(0, 0)))).toBe("x");
    older.close();
  });

  test("that holds an older version finds the stores that it knows, with what was in them", async () => {
    const factory = new IDBFactory();
    const older = await new Promise<IDBDatabase>((resolve) => {
      const opening = factory.open(NAME, 1);
      opening.onupgradeneeded = () => {
        for (const name of ["chunks", "bytes", "answers"]) opening.result.createObjectStore(name);
      };
      opening.onsuccess = () => resolve(opening.result);
    });
    older.onversionchange = () => older.close();
    const writing = older.transaction(["chunks", "bytes"], "readwrite");
    writing.objectStore("chunks").put({ ...chunk(0, 0), keptAt: Date.now(), delivered: false }, ["s1", 0, 0]);
    writing.objectStore("bytes").put(bytesOf("from before"), ["s1", 0, 0]);
    const store = new ChunkStore(factory);
    expect(await store.ofSession("s1")).toHaveLength(1);
    expect(textOf(await store.bytes(chunk(0, 0)))).toBe("from before");
    expect(store.isDurable).toBe(true);
  });
});
