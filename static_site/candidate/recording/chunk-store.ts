/** All that is recorded is kept here before anything else happens to it: in IndexedDB, or in memory where that is refused. */

import { Database, type Outcome } from "./database";
import type { Slice, Span } from "./slices";
import { EXPIRES_AFTER_MS } from "../keeping";

/** A run of the recorder, and the question that it answers. */
export interface Run {
  readonly sessionId: string;
  readonly question: number;
  readonly run: number;
}

/** What all pieces of a run know of it. */
export interface RunAbout extends Run {
  readonly mime: string;
  /** When the run began, ISO 8601. */
  readonly runStartedAt: string;
}

/** About five seconds of a run. Times are on the recording's clock, from the start of the run. */
export interface Chunk extends RunAbout {
  /** run × 1000 + position in the run. */
  readonly index: number;
  readonly startMs: number;
  readonly durationMs: number;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Where the picture was left out to spare the connection. */
  readonly withoutPicture?: readonly Span[];
}

/** What is remembered of a chunk; its bytes are kept apart, until it is delivered. */
export interface ChunkRecord extends Chunk {
  readonly keptAt: number;
  readonly delivered: boolean;
}

/** About a second of a run, until its chunk is made. */
export interface KeptSlice extends RunAbout, Slice {
  readonly bytes: ArrayBuffer;
}

/** `leased`: nobody has recorded in it. `begun`: somebody does, or its page died. `ended`: it is whole. */
interface RunRecord extends Run {
  readonly keptAt: number;
  readonly state: "leased" | "begun" | "ended";
}

interface AnswerRecord {
  readonly sessionId: string;
  readonly question: number;
  readonly keptAt: number;
}

type Key = (string | number)[];
interface Dated {
  readonly sessionId: string;
  readonly question: number;
  readonly keptAt: number;
}
type ChunkId = Pick<Chunk, "sessionId" | "question" | "index">;

export const MAX_BYTES = 2 * 1024 * 1024 * 1024;
const SHARE_OF_QUOTA = 0.5;
const STORES = ["chunks", "bytes", "answers", "slices", "runs"] as const;
const VERSION = 2;

export class ChunkStore {
  private readonly database: Database<(typeof STORES)[number]>;
  private readonly memory = new Map<string, { record: ChunkRecord; bytes: ArrayBuffer | null }>();
  private readonly slices = new Map<string, KeptSlice>();
  private readonly runs = new Map<string, RunRecord>();
  private readonly answered = new Map<string, AnswerRecord>();
  private isRefused = false;

  constructor(
    factory: IDBFactory | undefined,
    private readonly now: () => number = Date.now,
    private readonly estimate: () => Promise<StorageEstimate> = () => Promise.resolve({}),
  ) {
    this.database = new Database(factory, "colloquy-recordings", VERSION, STORES);
  }

  /** Whether what is kept outlives the page. */
  get isDurable(): boolean {
    return !this.isRefused && this.slices.size === 0 && [...this.memory.values()].every(({ bytes }) => bytes === null);
  }

  /** Keeps a slice. Never fails: what the disk does not take stays in memory. */
  async keepSlice(slice: KeptSlice): Promise<void> {
    const key = keyOfSlice(slice);
    const isStored = await this.write(slice.sessionId, (stores) =>
      stores.slices.put({ ...slice, keptAt: this.now() }, key),
    );
    if (!isStored) this.slices.set(String(key), slice);
  }

  /** The slices of an interview that no chunk was made of, in order. */
  async slicesOf(sessionId: string): Promise<KeptSlice[]> {
    const onDisk = await this.read((stores) => stores.slices.getAll(allOf(sessionId)) as IDBRequest<KeptSlice[]>);
    const all = [...(onDisk ?? []), ...[...this.slices.values()].filter((slice) => slice.sessionId === sessionId)];
    return all.sort((a, b) => a.question - b.question || a.run - b.run || a.position - b.position);
  }

  /** Keeps a chunk, in place of the slices that it was made of. Never fails, as above. */
  async keep(chunk: Chunk, bytes: ArrayBuffer, madeOf: readonly Slice[] = []): Promise<void> {
    const record: ChunkRecord = { ...chunk, keptAt: this.now(), delivered: false };
    const key = keyOf(chunk);
    const old = madeOf.map((slice) => keyOfSlice({ ...chunk, ...slice }));
    const isStored = await this.write(chunk.sessionId, (stores) => {
      for (const slice of old) stores.slices.delete(slice);
      stores.chunks.put(record, key);
      return stores.bytes.put(bytes, key);
    });
    for (const slice of old) this.slices.delete(String(slice));
    if (isStored) this.memory.delete(String(key));
    else this.memory.set(String(key), { record, bytes });
  }

  /** The bytes of a chunk that is not delivered yet. */
  async bytes(chunk: ChunkId): Promise<ArrayBuffer | null> {
    const key = keyOf(chunk);
    const kept = this.memory.get(String(key));
    if (kept) return kept.bytes;
    return (await this.read(({ bytes }) => bytes.get(key) as IDBRequest<ArrayBuffer | undefined>)) ?? null;
  }

  /** The bytes are elsewhere now; what the manifest needs stays. Bytes that have changed meanwhile are kept. */
  async delivered(chunk: Chunk): Promise<void> {
    const key = keyOf(chunk);
    const kept = this.memory.get(String(key));
    if (kept?.record.sha256 === chunk.sha256)
      this.memory.set(String(key), { record: { ...kept.record, delivered: true }, bytes: null });
    if (kept) return;
    await this.write(chunk.sessionId, ({ chunks, bytes }) => {
      const reading = chunks.get(key) as IDBRequest<ChunkRecord | undefined>;
      reading.onsuccess = () => {
        if (reading.result?.sha256 !== chunk.sha256) return;
        chunks.put({ ...reading.result, delivered: true }, key);
        bytes.delete(key);
      };
      return reading;
    });
  }

  /** All chunks of an interview, in order. */
  async ofSession(sessionId: string): Promise<ChunkRecord[]> {
    const onDisk = await this.read((stores) => stores.chunks.getAll(allOf(sessionId)) as IDBRequest<ChunkRecord[]>);
    const inMemory = [...this.memory.values()].map(({ record }) => record);
    const all = [...(onDisk ?? []), ...inMemory.filter((record) => record.sessionId === sessionId)];
    return all.sort((a, b) => a.question - b.question || a.index - b.index);
  }

  /** Runs that nobody else has, for later: also for a page that opens while nobody can be asked. */
  async leaseRuns(sessionId: string, question: number, runs: readonly number[]): Promise<void> {
    const records = runs.map((run): RunRecord => ({ sessionId, question, run, keptAt: this.now(), state: "leased" }));
    const isStored = await this.write(sessionId, (stores) => {
      for (const record of records) stores.runs.put(record, keyOfRun(record));
      return DONE;
    });
    if (!isStored) for (const record of records) this.runs.set(String(keyOfRun(record)), record);
  }

  /** The first run of a question that nobody has recorded in; from now on somebody does. null where there is none. */
  async takeRun(sessionId: string, question: number): Promise<number | null> {
    const first = (records: readonly RunRecord[]): RunRecord | undefined =>
      records.filter(({ state }) => state === "leased").sort((a, b) => a.run - b.run)[0];
    const taken: { result: number | null } = { result: null };
    const onDisk = await this.write(sessionId, ({ runs }) => {
      const reading = runs.getAll(allOf(sessionId, question)) as IDBRequest<RunRecord[]>;
      reading.onsuccess = () => {
        const found = first(reading.result);
        if (found) runs.put(this.begun(found), keyOfRun(found));
        taken.result = found?.run ?? null;
      };
      return taken;
    });
    if (onDisk && onDisk.value !== null) return onDisk.value;
    const isAskedFor = (run: RunRecord): boolean => run.sessionId === sessionId && run.question === question;
    const inMemory = first([...this.runs.values()].filter(isAskedFor));
    if (inMemory) this.runs.set(String(keyOfRun(inMemory)), this.begun(inMemory));
    return inMemory?.run ?? null;
  }

  /** Whether `takeRun` would give one. */
  async hasRun(sessionId: string, question: number): Promise<boolean> {
    return (await this.runsOf(sessionId, question)).some(({ state }) => state === "leased");
  }

  /** The run was stopped, and everything of it is kept. */
  async endRun({ sessionId, question, run }: Run): Promise<void> {
    const record: RunRecord = { sessionId, question, run, keptAt: this.now(), state: "ended" };
    this.runs.delete(String(keyOfRun(record)));
    const isStored = await this.write(sessionId, ({ runs }) => runs.put(record, keyOfRun(record)));
    if (!isStored) this.runs.set(String(keyOfRun(record)), record);
  }

  /** The runs of a question in which somebody records now, or whose page died, and when they were begun. */
  async begunRuns(sessionId: string, question: number): Promise<Map<number, string>> {
    const begun = (await this.runsOf(sessionId, question)).filter(({ state }) => state === "begun");
    return new Map(begun.map(({ run, keptAt }) => [run, new Date(keptAt).toISOString()]));
  }

  /** No more is recorded for this question: what is kept is the answer. */
  async complete(sessionId: string, question: number): Promise<void> {
    const record: AnswerRecord = { sessionId, question, keptAt: this.now() };
    this.answered.set(String([sessionId, question]), record);
    await this.write(sessionId, (stores) => stores.answers.put(record, [sessionId, question]));
  }

  /** The answer goes on after all. */
  async reopen(sessionId: string, question: number): Promise<void> {
    this.answered.delete(String([sessionId, question]));
    await this.write(sessionId, (stores) => {
      stores.answers.delete([sessionId, question]);
      return DONE;
    });
  }

  /** The questions whose answers are complete. */
  async completed(sessionId: string): Promise<Set<number>> {
    const onDisk = await this.read((stores) => stores.answers.getAll(allOf(sessionId)) as IDBRequest<AnswerRecord[]>);
    const inMemory = [...this.answered.values()].filter((answer) => answer.sessionId === sessionId);
    return new Set([...inMemory, ...(onDisk ?? [])].map(({ question }) => question));
  }

  /** Forgets an interview, or one question of it. */
  async forget(sessionId: string, question?: number): Promise<void> {
    await this.remove((kept) => kept.sessionId === sessionId && (question ?? kept.question) === kept.question);
  }

  /** Forgets what nobody came back for. */
  async expire(): Promise<void> {
    const oldest = this.now() - EXPIRES_AFTER_MS;
    await this.remove(({ keptAt }) => keptAt < oldest);
  }

  /**
   * Keeps less than this device has room for: the oldest bytes of other interviews go first, of this one nothing. What
   * has lost its bytes stays in the list, so that its manifest still names it.
   */
  async makeRoom(sessionId: string, maxBytes?: number): Promise<void> {
    const most = maxBytes ?? (await this.room());
    const all = (await this.read((stores) => stores.chunks.getAll() as IDBRequest<ChunkRecord[]>)) ?? [];
    const kept = all.filter(({ delivered }) => !delivered).sort((a, b) => a.keptAt - b.keptAt);
    let excess = kept.reduce((sum, { size }) => sum + size, 0) - most;
    const unwanted: ChunkRecord[] = [];
    for (const chunk of kept.filter((other) => other.sessionId !== sessionId)) {
      if (excess <= 0) break;
      excess -= chunk.size;
      unwanted.push(chunk);
    }
    if (unwanted.length === 0) return;
    await this.attempt("readwrite", ({ bytes }) => {
      for (const chunk of unwanted) bytes.delete(keyOf(chunk));
      return DONE;
    });
  }

  /** What was recorded in this browser and has not arrived, of whichever interview. */
  async unsentBytes(): Promise<number> {
    const chunks = await this.read((stores) => stores.chunks.getAll() as IDBRequest<ChunkRecord[]>);
    const slices = await this.read((stores) => stores.slices.getAll() as IDBRequest<KeptSlice[]>);
    const sizes = (chunks ?? []).filter(({ delivered }) => !delivered).map(({ size }) => size);
    return [...sizes, ...(slices ?? []).map(({ bytes }) => bytes.byteLength)].reduce((sum, size) => sum + size, 0);
  }

  close(): void {
    this.database.close();
  }

  private begun(run: RunRecord): RunRecord {
    return { ...run, keptAt: this.now(), state: "begun" };
  }

  private async runsOf(sessionId: string, question: number): Promise<RunRecord[]> {
    const range = (): IDBKeyRange => allOf(sessionId, question);
    const onDisk = await this.read(({ runs }) => runs.getAll(range()) as IDBRequest<RunRecord[]>);
    const isAskedFor = (run: RunRecord): boolean => run.sessionId === sessionId && run.question === question;
    return [...(onDisk ?? []), ...[...this.runs.values()].filter(isAskedFor)];
  }

  private async room(): Promise<number> {
    const { quota } = await this.estimate().catch((): StorageEstimate => ({}));
    return Math.min(MAX_BYTES, quota === undefined ? MAX_BYTES : SHARE_OF_QUOTA * quota);
  }

  private async remove(isUnwanted: (kept: Dated) => boolean): Promise<void> {
    for (const [key, { record }] of this.memory) if (isUnwanted(record)) this.memory.delete(key);
    for (const [key, run] of this.runs) if (isUnwanted(run)) this.runs.delete(key);
    for (const [key, answer] of this.answered) if (isUnwanted(answer)) this.answered.delete(key);
    for (const [key, slice] of this.slices) if (isUnwanted({ ...slice, keptAt: this.now() })) this.slices.delete(key);
    await this.attempt("readwrite", ({ chunks, bytes, answers, slices, runs }) => {
      const sweep = (store: IDBObjectStore, alongside?: IDBObjectStore): void => {
        const walking = store.openCursor();
        walking.onsuccess = () => {
          const cursor = walking.result;
          if (!cursor) return;
          if (isUnwanted(cursor.value as Dated)) {
            alongside?.delete(cursor.primaryKey);
            cursor.delete();
          }
          cursor.continue();
        };
      };
      for (const store of [answers, slices, runs]) sweep(store);
      sweep(chunks, bytes);
      return DONE;
    });
  }

  private async write<T>(sessionId: string, work: Work<T>): Promise<{ value: T } | null> {
    const written = await this.attempt("readwrite", work, () => this.makeRoom(sessionId, 0));
    this.isRefused = !written;
    return written;
  }

  private async read<T>(work: Work<T>): Promise<T | null> {
    return (await this.attempt("readonly", work))?.value ?? null;
  }

  /** null where it is of no use; once more after `makeRoom` where the disk is full. */
  private async attempt<T>(
    mode: IDBTransactionMode,
    work: Work<T>,
    makeRoom?: () => Promise<void>,
  ): Promise<{ value: T } | null> {
    try {
      return { value: await this.database.transact(mode, work) };
    } catch (error) {
      const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
      if (!isFull || !makeRoom) return null;
      await makeRoom();
      return this.attempt(mode, work);
    }
  }
}

type Work<T> = (stores: Readonly<Record<(typeof STORES)[number], IDBObjectStore>>) => Outcome<T>;
const DONE: Outcome<true> = { result: true };

function allOf(...prefix: Key): IDBKeyRange {
  return IDBKeyRange.bound(prefix, [...prefix, []]);
}

function keyOf({ sessionId, question, index }: ChunkId): Key {
  return [sessionId, question, index];
}

function keyOfRun({ sessionId, question, run }: Run): Key {
  return [sessionId, question, run];
}

function keyOfSlice({ sessionId, question, run, position }: Run & Slice): Key {
  return [sessionId, question, run, position];
}
