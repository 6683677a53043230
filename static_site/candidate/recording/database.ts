/** An IndexedDB whose tabs never wait for each other: transactions that settle, and an opening that ends in time. */

type Stores<Name extends string> = Readonly<Record<Name, IDBObjectStore>>;
/** What a transaction gives: a request, or something that the work fills in until it is complete. */
export interface Outcome<T> {
  readonly result: T;
}

const OPEN_TIMEOUT_MS = 4_000;
const AGAIN_AFTER_MS = 10_000;

export class Database<Name extends string> {
  private opening: Promise<IDBDatabase> | null = null;
  private refusedAt = -Infinity;

  constructor(
    private readonly factory: IDBFactory | undefined,
    private readonly name: string,
    private readonly version: number,
    private readonly stores: readonly Name[],
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The outcome once its transaction is complete. Raises DOMException where IndexedDB does not play along. */
  async transact<T>(mode: IDBTransactionMode, work: (stores: Stores<Name>) => Outcome<T>): Promise<T> {
    const database = await this.open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(this.stores, mode);
      const entries = this.stores.map((name) => [name, transaction.objectStore(name)]);
      const outcome = work(Object.fromEntries(entries) as Stores<Name>);
      transaction.oncomplete = () => resolve(outcome.result);
      transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
    });
  }

  close(): void {
    const { opening } = this;
    this.opening = null;
    opening?.then(
      (database) => database.close(),
      () => undefined,
    );
  }

  private async open(): Promise<IDBDatabase> {
    if (this.now() - this.refusedAt < AGAIN_AFTER_MS) throw new Refusal("IndexedDB was refused a moment ago.");
    this.opening ??= this.connect();
    try {
      return await this.opening;
    } catch (error) {
      this.opening = null;
      this.refusedAt = this.now();
      throw error;
    }
  }

  private async connect(): Promise<IDBDatabase> {
    const { factory } = this;
    if (!factory) throw new Refusal("There is no IndexedDB.");
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = factory.open(this.name, this.version);
      let isGivenUp = false;
      // Another tab may hold an older version for a moment; some browsers never answer at all.
      const timer = setTimeout(() => {
        isGivenUp = true;
        reject(new Refusal("IndexedDB does not open."));
      }, OPEN_TIMEOUT_MS);
      request.onupgradeneeded = () => {
        for (const name of this.stores)
          if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name);
      };
      request.onsuccess = () => {
        clearTimeout(timer);
        // A connection that nobody uses would be in the way of the next version.
        if (isGivenUp) request.result.close();
        else resolve(request.result);
      };
      request.onerror = () => {
        clearTimeout(timer);
        reject(request.error ?? new Refusal("IndexedDB is refused."));
      };
    });
    // A newer page in another tab must not wait for this one; the next use opens it again.
    database.onversionchange = () => this.close();
    database.onclose = () => (this.opening = null);
    return database;
  }
}

class Refusal extends DOMException {
  constructor(message: string) {
    super(message, "NotSupportedError");
  }
}
