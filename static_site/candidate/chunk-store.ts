/** Every chunk is kept here before anything else happens to it: in IndexedDB, or in memory where that is refused. */

/** A chunk as the recorder made it. Times are on the recording's clock, from the start of its run. */
export interface Chunk {
  readonly sessionId: string;
  readonly question: number;
  readonly run: number;
  /** run × 1000 + position in the run. */
  readonly index: number;
  readonly mime: string;
  /** When the run began, ISO 8601. */
  readonly runStartedAt: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What is remembered of a chunk; its bytes are kept apart, until it is delivered. */
export interface ChunkRecord extends Chunk {
  readonly keptAt: number;
  readonly delivered: boolean;
}

interface AnswerRecord {
  readonly sessionId: string;
  readonly question: number;
  readonly keptAt: number;
}

type Stores = Record<(typeof STORES)[number], IDBObjectStore>;
type Key = [sessionId: string, question: number, index: number];

export const EXPIRES_AFTER_MS = 7 * 24 * 60 * 60 * 1000;
const DATABASE = "colloquy-recordings";
const VERSION = 1;
const STORES = ["chunks", "bytes", "answers"] as const;

export class ChunkStore {
  private readonly memory = new Map<string, { record: ChunkRecord; bytes: ArrayBuffer | null }>();
  private readonly answered = new Map<string, Set<number>>();
  private database: IDBDatabase | null = null;
  private refused = false;

  constructor(
    private readonly factory: IDBFactory | undefined,
    private readonly now: () => number = Date.now,
  ) {}

  /** Whether what is kept outlives the page. */
  get isDurable(): boolean {
    return !this.refused;
  }

  /** Keeps a chunk, in place of what had its index. Never fails: what the disk does not take stays in memory. */
  async keep(chunk: Chunk, bytes: ArrayBuffer): Promise<void> {
    const record: ChunkRecord = { ...chunk, keptAt: this.now(), delivered: false };
    const key = keyOf(chunk);
    const isStored = await this.attempt("readwrite", (stores) => {
      stores.chunks.put(record, key);
      return stores.bytes.put(bytes, key);
    });
    if (isStored) this.memory.delete(String(key));
    else this.memory.set(String(key), { record, bytes });
  }

  /** The bytes of a chunk that is not delivered yet. */
  async bytes(chunk: Pick<Chunk, "sessionId" | "question" | "index">): Promise<ArrayBuffer | null> {
    const key = keyOf(chunk);
    const kept = this.memory.get(String(key));
    if (kept) return kept.bytes;
    const found = await this.attempt(
      "readonly",
      (stores) => stores.bytes.get(key) as IDBRequest<ArrayBuffer | undefined>,
    );
    return found?.value ?? null;
  }

  /** The bytes are elsewhere now; what the manifest needs stays. Bytes that have changed meanwhile are kept. */
  async delivered(chunk: Chunk): Promise<void> {
    const key = keyOf(chunk);
    const kept = this.memory.get(String(key));
    if (kept?.record.sha256 === chunk.sha256)
      this.memory.set(String(key), { record: { ...kept.record, delivered: true }, bytes: null });
    await this.attempt("readwrite", ({ chunks, bytes }) => {
      const reading = chunks.get(key) as IDBRequest<ChunkRecord | undefined>;
      reading.onsuccess = () => {
        const record = reading.result;
        if (record?.sha256 !== chunk.sha256) return;
        chunks.put({ ...record, delivered: true }, key);
        bytes.delete(key);
      };
      return reading;
    });
  }

  /** All chunks of an interview, in order. */
  async ofSession(sessionId: string): Promise<ChunkRecord[]> {
    const range = (lower: Key, upper: unknown[]): IDBKeyRange => IDBKeyRange.bound(lower, upper);
    const found = await this.attempt(
      "readonly",
      (stores) => stores.chunks.getAll(range([sessionId, 0, 0], [sessionId, []])) as IDBRequest<ChunkRecord[]>,
    );
    const inMemory = [...this.memory.values()].map(({ record }) => record);
    const records = [...(found?.value ?? []), ...inMemory.filter((record) => record.sessionId === sessionId)];
    return records.sort((a, b) => a.question - b.question || a.index - b.index);
  }

  /** No more is recorded for this question: what is kept is the answer. */
  async complete(sessionId: string, question: number): Promise<void> {
    this.answered.set(sessionId, (this.answered.get(sessionId) ?? new Set()).add(question));
    const record: AnswerRecord = { sessionId, question, keptAt: this.now() };
    await this.attempt("readwrite", (stores) => stores.answers.put(record, [sessionId, question]));
  }

  /** The questions whose answers are complete. */
  async completed(sessionId: string): Promise<Set<number>> {
    const range = (): IDBKeyRange => IDBKeyRange.bound([sessionId, 0], [sessionId, []]);
    const found = await this.attempt(
      "readonly",
      (stores) => stores.answers.getAll(range()) as IDBRequest<AnswerRecord[]>,
    );
    return new Set([...(this.answered.get(sessionId) ?? []), ...(found?.value ?? []).map(({ question }) => question)]);
  }

  /** Forgets a finished interview. */
  async forget(sessionId: string): Promise<void> {
    this.answered.delete(sessionId);
    await this.remove((record) => record.sessionId === sessionId);
  }

  /** Forgets what nobody came back for. */
  async expire(): Promise<void> {
    const oldest = this.now() - EXPIRES_AFTER_MS;
    await this.remove(({ keptAt }) => keptAt < oldest);
  }

  close(): void {
    this.database?.close();
    this.database = null;
  }

  private async remove(isUnwanted: (record: Pick<ChunkRecord, "sessionId" | "keptAt">) => boolean): Promise<void> {
    for (const [key, { record }] of this.memory) if (isUnwanted(record)) this.memory.delete(key);
    await this.attempt("readwrite", ({ chunks, bytes, answers }) => {
      const sweep = (store: IDBObjectStore, alongside?: IDBObjectStore): IDBRequest<IDBCursorWithValue | null> => {
        const walking = store.openCursor();
        walking.onsuccess = () => {
          const cursor = walking.result;
          if (!cursor) return;
          if (isUnwanted(cursor.value as ChunkRecord | AnswerRecord)) {
            alongside?.delete(cursor.primaryKey);
            cursor.delete();
          }
          cursor.continue();
        };
        return walking;
      };
      sweep(answers);
      return sweep(chunks, bytes);
    });
  }

  /** The request's value once its transaction is complete; null where IndexedDB does not play along. */
  private async attempt<T>(
    mode: IDBTransactionMode,
    work: (stores: Stores) => IDBRequest<T>,
  ): Promise<{ value: T } | null> {
    try {
      const database = await this.open();
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(STORES, mode);
        const stores = Object.fromEntries(STORES.map((name) => [name, transaction.objectStore(name)])) as Stores;
        const request = work(stores);
        transaction.oncomplete = () => resolve({ value: request.result });
        transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
      });
    } catch {
      if (mode === "readwrite") this.refused = true;
      return null;
    }
  }

  private async open(): Promise<IDBDatabase> {
    if (this.database) return this.database;
    const { factory } = this;
    if (!factory) throw new DOMException("There is no IndexedDB.", "NotSupportedError");
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = factory.open(DATABASE, VERSION);
      opening.onupgradeneeded = () => {
        for (const name of STORES)
          if (!opening.result.objectStoreNames.contains(name)) opening.result.createObjectStore(name);
      };
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error ?? new DOMException("refused", "UnknownError"));
      opening.onblocked = () => reject(new DOMException("Another tab holds an old version.", "InvalidStateError"));
    });
    // A newer page in another tab must not wait for this one; the next use opens it again.
    database.onversionchange = () => this.close();
    database.onclose = () => (this.database = null);
    return (this.database = database);
  }
}

function keyOf({ sessionId, question, index }: Pick<Chunk, "sessionId" | "question" | "index">): Key {
  return [sessionId, question, index];
}
