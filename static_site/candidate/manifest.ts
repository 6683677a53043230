/** What was recorded for a question, as the API takes it: every run with its chunks, in order. */

import type { components } from "../shared/api-types";
import type { Chunk } from "./chunk-store";

export type Manifest = components["schemas"]["Manifest"];

/** `interrupted` are the runs whose page died while it recorded; null where nothing was recorded. */
export function manifestOf(chunks: readonly Chunk[], interrupted: ReadonlySet<number> = new Set()): Manifest | null {
  const runs = runsOf(chunks);
  if (runs.length === 0) return null;
  return {
    runs: runs.flatMap((run) => {
      const own = chunks.filter((chunk) => chunk.run === run).sort((a, b) => a.index - b.index);
      const [first] = own;
      if (!first) return [];
      const { mime, runStartedAt } = first;
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
