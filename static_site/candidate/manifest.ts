/** What was recorded for a question, as the API takes it: every run with its chunks, in order. */

import type { components } from "../shared/api-types";
import type { Chunk } from "./chunk-store";

export type Manifest = components["schemas"]["ManifestRequest"];

/** The runs whose page died while it recorded, and when each was begun, where that is known. */
export type Interrupted = ReadonlyMap<number, string | null>;

/** null where nothing was recorded. A run that died before anything of it was kept is named all the same. */
export function manifestOf(chunks: readonly Chunk[], interrupted: Interrupted = new Map()): Manifest | null {
  const [kept] = chunks;
  if (!kept) return null;
  const runs = [...new Set([...runsOf(chunks), ...interrupted.keys()])].sort((a, b) => a - b);
  return {
    runs: runs.map((run) => {
      const own = chunks.filter((chunk) => chunk.run === run).sort((a, b) => a.index - b.index);
      const { mime, runStartedAt } = own[0] ?? { mime: kept.mime, runStartedAt: interrupted.get(run) ?? null };
      return { run, mime, started_at: runStartedAt, interrupted: interrupted.has(run), chunks: own.map(entryOf) };
    }),
  };
}

/** The numbers of the runs that made these chunks, in order. */
export function runsOf(chunks: readonly Chunk[]): number[] {
  return [...new Set(chunks.map(({ run }) => run))].sort((a, b) => a - b);
}

function entryOf({ index, size, sha256, startMs, durationMs }: Chunk): Manifest["runs"][number]["chunks"][number] {
  return { index, size, sha256, start_ms: startMs, duration_ms: durationMs };
}
