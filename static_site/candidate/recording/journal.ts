/** Keeps every slice as it comes, makes chunks of them, and takes up the slices of a page that died. */

import type { Chunk, ChunkStore, KeptSlice, RunAbout } from "./chunk-store";
import { type Interrupted, runsOf } from "./manifest";
import { chunkable, cut, joined, type Slice } from "./slices";
import { sha256 } from "./uploader";

/** A run owns a thousand indexes: chunk n of run r has index r × 1000 + n. */
export const RUN_LENGTH = 1_000;

/** What the recorder handed over at once: a second as a rule, minutes after the machine slept. */
export interface RecordedSlice extends Omit<Slice, "position"> {
  readonly data: Blob;
}

/** The journal of one run. */
export interface RunJournal {
  keep(slice: RecordedSlice): void;
  /** The recorder was stopped and has given everything; settled when all of it is kept. */
  end(): Promise<void>;
}

export class Journal {
  /** Everything is kept in the order in which it was recorded. */
  private keeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: ChunkStore,
    private readonly onChunk: (chunk: Chunk) => void,
  ) {}

  /** For a run that begins now. */
  begin(about: RunAbout): RunJournal {
    const waiting: KeptSlice[] = [];
    let [slices, chunks] = [0, 0];
    const take = async (isLast: boolean): Promise<void> => {
      for (let count; (count = chunkable(waiting.map(sized), isLast)) > 0;)
        await this.makeChunk(waiting.splice(0, count), about.run * RUN_LENGTH + chunks++);
    };
    const keep = async ({ data, startMs, durationMs, withoutPicture }: RecordedSlice): Promise<void> => {
      for (const { fromByte, untilByte, ...times } of cut(startMs, durationMs, data.size)) {
        const bytes = await data.slice(fromByte, untilByte).arrayBuffer();
        const isFirst = times.startMs === startMs;
        const kept: KeptSlice = {
          ...{ ...about, position: slices++, ...times, bytes },
          ...(isFirst && withoutPicture && { withoutPicture }),
        };
        waiting.push(kept);
        await this.store.keepSlice(kept);
        await take(false);
      }
    };
    return {
      keep: (slice) => void this.then(() => keep(slice)).catch(() => undefined),
      end: () =>
        this.then(async () => {
          await take(true);
          await this.store.endRun(about);
        }),
    };
  }

  /** Makes a last chunk of what each run of a dead page left, before anything new is recorded. */
  async recover(sessionId: string): Promise<void> {
    const left = await this.store.slicesOf(sessionId);
    const chunks = await this.store.ofSession(sessionId);
    for (const question of new Set(left.map((slice) => slice.question))) {
      const own = left.filter((slice) => slice.question === question);
      for (const run of new Set(own.map((slice) => slice.run))) {
        const known = chunks.filter((chunk) => chunk.question === question && chunk.run === run);
        let index = Math.max(run * RUN_LENGTH - 1, ...known.map((chunk) => chunk.index)) + 1;
        const slices = own.filter((slice) => slice.run === run);
        // What is smaller than the bucket takes has no picture in it.
        for (let count; (count = chunkable(slices.map(sized), true)) > 0;)
          await this.makeChunk(slices.splice(0, count), index++);
      }
    }
  }

  /** Settled when all that was given is kept. */
  settled(): Promise<void> {
    return this.keeping;
  }

  private async makeChunk(slices: readonly KeptSlice[], index: number): Promise<void> {
    const [first] = slices;
    if (!first) return;
    const { sessionId, question, run, mime, runStartedAt, startMs } = first;
    const bytes = await new Blob(slices.map((slice) => slice.bytes)).arrayBuffer();
    const withoutPicture = joined(slices.flatMap((slice) => slice.withoutPicture ?? []));
    const chunk: Chunk = {
      ...{ sessionId, question, run, mime, runStartedAt, index, startMs },
      durationMs: slices.reduce((sum, { durationMs }) => sum + durationMs, 0),
      size: bytes.byteLength,
      sha256: await sha256(bytes),
      ...(withoutPicture.length > 0 && { withoutPicture }),
    };
    await this.store.keep(chunk, bytes, slices);
    this.onChunk(chunk);
  }

  private then(work: () => Promise<void>): Promise<void> {
    const done = this.keeping.then(work);
    // One slice that cannot be read is no reason to lose the next.
    this.keeping = done.catch(() => undefined);
    return done;
  }
}

/** The runs of a question that broke off. While its answer is not complete, the last of them has. */
export function interruptedRuns(chunks: readonly Chunk[], begun: Interrupted, isComplete: boolean): Interrupted {
  const last = runsOf(chunks).at(-1);
  return new Map([...(isComplete || last === undefined ? [] : [[last, null] as const]), ...begun]);
}

function sized({ position, startMs, durationMs, bytes }: KeptSlice): Slice & { size: number } {
  return { position, startMs, durationMs, size: bytes.byteLength };
}
