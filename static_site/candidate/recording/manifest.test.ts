import { expect, test } from "vitest";

import { type Chunk } from "./chunk-store";
import { manifestOf, withoutRefused } from "./manifest";
import { EXPIRES_AFTER_MS } from "../keeping";

function chunk(index: number): Chunk {
  return {
    ...{ sessionId: "s1", question: 0, index, run: Math.floor(index / 1000), mime: "video/webm;codecs=vp8,opus" },
    ...{
      runStartedAt: "2026-11-01T10:00:00Z",
      startMs: 5000 * (index % 1000),
      durationMs: 5000,
      size: 1000,
      sha256: "aa",
    },
  };
}

test("runs and chunks are in the order of their numbers", () => {
  const manifest = manifestOf([chunk(1000), chunk(10), chunk(2), chunk(1002)]);
  expect(manifest?.runs.map(({ run, chunks }) => [run, chunks.map(({ index }) => index)])).toEqual([
    [0, [2, 10]],
    [1, [1000, 1002]],
  ]);
  expect(manifest?.runs[0]).toMatchObject({
    mime: "video/webm;codecs=vp8,opus",
    started_at: "2026-11-01T10:00:00Z",
    chunks: [{ index: 2, size: 1000, sha256: "aa", start_ms: 10_000, duration_ms: 5_000 }, {}],
  });
});

test("where the picture was left out is said of each run, what touches as one", () => {
  const manifest = manifestOf([
    { ...chunk(0), withoutPicture: [{ startMs: 3_000, endMs: 5_000 }] },
    { ...chunk(1), withoutPicture: [{ startMs: 5_000, endMs: 7_000 }] },
    chunk(1000),
  ]);
  expect(manifest?.runs.map((run) => run.without_picture)).toEqual([[{ start_ms: 3_000, end_ms: 7_000 }], []]);
});

test("it says how long ago the last of it was recorded, by this device's clock", () => {
  const end = Date.parse("2026-11-01T10:00:15Z");
  const ago = (now: number): number | undefined => manifestOf([chunk(0), chunk(2)], new Map(), now)?.recorded_ago_ms;
  expect(ago(end + 3_600_000)).toBe(3_600_000);
  expect(ago(end - 1_000)).toBe(0);
  expect(ago(end + 365 * 24 * 3_600_000)).toBe(EXPIRES_AFTER_MS);
  expect(manifestOf([{ ...chunk(0), runStartedAt: "" }])?.recorded_ago_ms).toBe(0);
});

test("a run that died before anything of it was kept is named", () => {
  const manifest = manifestOf([chunk(1000)], new Map([[0, "2026-11-01T09:59:00.000Z"]]));
  expect(manifest?.runs).toMatchObject([
    { run: 0, started_at: "2026-11-01T09:59:00.000Z", interrupted: true, chunks: [] },
    { run: 1, started_at: "2026-11-01T10:00:00Z", interrupted: false, chunks: [{ index: 1000 }] },
  ]);
});

test("nothing recorded is no manifest", () => {
  expect(manifestOf([], new Map([[0, null]]))).toBeNull();
  expect(manifestOf([])).toBeNull();
});

test("what the API names as unacceptable is left out, the rest is told", () => {
  const manifest = manifestOf([chunk(0), chunk(1), chunk(2), chunk(1000), chunk(2000)]);
  if (!manifest) throw new Error("nothing was recorded");
  const left = withoutRefused(manifest, ["runs.0.chunks.1.size", "runs.1.started_at", "runs.2.mime"]);
  expect(left?.runs).toMatchObject([
    { run: 0, interrupted: true, chunks: [{ index: 0 }, { index: 2 }] },
    { run: 1, interrupted: false, started_at: null, chunks: [{ index: 1000 }] },
  ]);
  expect(withoutRefused(manifest, [])).toBeNull();
  expect(withoutRefused(manifest, ["runs.0", "runs.1", "runs.2"])).toBeNull();
});
