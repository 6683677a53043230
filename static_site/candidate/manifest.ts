/** What was recorded for a question, as the API takes it: every run with its chunks, in order. */

import type { components } from "../shared/api-types";
import type { Chunk } from "./chunk-store";

export type Manifest = components["schemas"]["Manifest"];

/** null where nothing was recorded. */
export function manifestOf(chunks: readonly Chunk[]): Manifest | null {
  const runs = [...new Set(chunks.map(({ run }) => run))].sort((a, b) => a - b);
  if (runs.length === 0) return null;
  return {
    runs: runs.flatMap((run) => {
      const own = chunks.filter((chunk) => chunk.run === run).sort((a, b) => a.index - b.index);
      const [first] = own;
      if (!first) return [];
      const interrupted = false;
      return { run, mime: first.mime, started_at: first.runStartedAt, interrupted, chunks: own.map(entryOf) };
    }),
  };
}

function entryOf({ index, size, sha256, startMs, durationMs }: Chunk): Manifest["runs"][number]["chunks"][number] {
  return { index, size, sha256, start_ms: startMs, duration_ms: durationMs };
}
