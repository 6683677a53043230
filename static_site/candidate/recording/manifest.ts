/** What was recorded for a question, as the API takes it: every run with its chunks, in order. */

import type { components } from "../../shared/api-types";
import { type Chunk } from "./chunk-store";
import { joined } from "./slices";
import { EXPIRES_AFTER_MS } from "../keeping";

export type Manifest = components["schemas"]["ManifestRequest"];
/** As the API takes them. */
const MAX_SPANS = 500;
type Run = Manifest["runs"][number];

/** The runs whose page died while it recorded, and when each was begun, where that is known. */
export type Interrupted = ReadonlyMap<number, string | null>;

/** null where nothing was recorded. A run that died before anything of it was kept is named all the same. */
export function manifestOf(
  chunks: readonly Chunk[],
  interrupted: Interrupted = new Map(),
  now = Date.now(),
): Manifest | null {
  const [kept] = chunks;
  if (!kept) return null;
  const runs = [...new Set([...runsOf(chunks), ...interrupted.keys()])].sort((a, b) => a - b);
  const agoMs = Math.round(now - Math.max(...chunks.map(recordedUntil)));
  return {
    recorded_ago_ms: Number.isNaN(agoMs) ? 0 : Math.min(EXPIRES_AFTER_MS, Math.max(0, agoMs)),
    runs: runs.map((run) => {
      const own = chunks.filter((chunk) => chunk.run === run).sort((a, b) => a.index - b.index);
      const { mime, runStartedAt } = own[0] ?? { mime: kept.mime, runStartedAt: interrupted.get(run) ?? null };
      const withoutPicture = joined(own.flatMap((chunk) => chunk.withoutPicture ?? []));
      return {
        ...{ run, mime, started_at: runStartedAt, interrupted: interrupted.has(run), chunks: own.map(entryOf) },
        without_picture: withoutPicture.slice(0, MAX_SPANS).map(({ startMs, endMs }) => {
          return { start_ms: startMs, end_ms: endMs };
        }),
      };
    }),
  };
}

/**
 * The manifest without what the API named as unacceptable (`runs.0.chunks.3.size`): one entry that it does not take keeps
 * no other from being told. A run that lost an entry broke off, as far as anybody can tell. null where nothing is left or
 * nothing was named.
 */
export function withoutRefused(manifest: Manifest, fields: readonly string[]): Manifest | null {
  const named = fields.map((field) => field.split(".")).filter(([list, run]) => list === "runs" && run);
  const isNamed = (...place: string[]): boolean =>
    named.some((parts) => place.every((part, depth) => part === parts[depth + 1]));
  const runs = manifest.runs.flatMap((run, number): Run[] => {
    const place = String(number);
    if (!isNamed(place)) return [run];
    const dated: Run = {
      ...run,
      ...(isNamed(place, "started_at") && { started_at: null }),
      ...(isNamed(place, "without_picture") && { without_picture: [] }),
    };
    const chunks = run.chunks.filter((_, chunk) => !isNamed(place, "chunks", String(chunk)));
    if (chunks.length < run.chunks.length) return [{ ...dated, chunks, interrupted: true }];
    return isNamed(place, "started_at") || isNamed(place, "without_picture") ? [dated] : [];
  });
  return named.length > 0 && runs.length > 0 ? { ...manifest, runs } : null;
}

/** The numbers of the runs that made these chunks, in order. */
export function runsOf(chunks: readonly Chunk[]): number[] {
  return [...new Set(chunks.map(({ run }) => run))].sort((a, b) => a - b);
}

/** When the last of it was recorded, by this device's clock. */
export function recordedUntil({ runStartedAt, startMs, durationMs }: Chunk): number {
  return Date.parse(runStartedAt) + startMs + durationMs;
}

function entryOf({ index, size, sha256, startMs, durationMs }: Chunk): Run["chunks"][number] {
  return { index, size, sha256, start_ms: startMs, duration_ms: durationMs };
}
