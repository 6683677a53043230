/** Carries chunks from the recorder to the bucket, and says to the API what was recorded. */

import { signal } from "@preact/signals";

import { ApiError } from "../shared/api";
import * as chunkQueue from "./chunk-queue";
import type { Chunk, ChunkRecord, ChunkStore } from "./chunk-store";
import { type Manifest, manifestOf } from "./manifest";
import { containerOf, type Piece } from "./recorder";
import { type Lease, sha256, upload } from "./uploader";

export interface LeasedUpload extends Lease {
  readonly runs: readonly { readonly run: number }[];
}

/** The part of the API that delivery needs. Both throw ApiError. */
export interface DeliveryApi {
  lease(question: number, contentType: "video/webm" | "video/mp4"): Promise<LeasedUpload>;
  storeManifest(question: number, manifest: Manifest): Promise<unknown>;
}

export interface Run {
  readonly question: number;
  readonly run: number;
  readonly mime: string;
  readonly startedAt: Date;
}

export interface Progress {
  /** Chunks and bytes that are still to arrive. */
  readonly chunks: number;
  readonly bytes: number;
  /** All bytes that this page had to deliver. */
  readonly totalBytes: number;
  /** Answers of which the API does not know yet. */
  readonly answers: number;
  /** The last attempt reached nobody. */
  readonly isOffline: boolean;
}

interface Surroundings {
  readonly upload: typeof upload;
  readonly now: () => number;
  readonly random: () => number;
  readonly later: (work: () => void, ms: number) => void;
}

const AROUND: Surroundings = {
  upload,
  now: () => Date.now(),
  random: () => Math.random(),
  later: (work, ms) => void setTimeout(work, ms),
};
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

export class Delivery {
  readonly progress = signal<Progress>({ chunks: 0, bytes: 0, totalBytes: 0, answers: 0, isOffline: false });
  private queue = chunkQueue.EMPTY;
  private readonly leases = new Map<number, Lease>();
  private readonly records = new Map<string, Chunk>();
  private readonly unsent = new Set<number>();
  private readonly waiting = new Set<() => void>();
  /** Chunks are kept in the order in which they were recorded. */
  private keeping: Promise<void> = Promise.resolve();
  private totalBytes = 0;
  private isOffline = false;
  private isStopped = false;

  constructor(
    private readonly sessionId: string,
    private readonly api: DeliveryApi,
    private readonly store: ChunkStore,
    /** The link no longer takes anything. */
    private readonly onClosed: () => void,
    private readonly around: Surroundings = AROUND,
  ) {}

  /** Takes up what an earlier page left behind; the questions whose answers are complete. */
  async resume(): Promise<ReadonlySet<number>> {
    await this.store.expire();
    const [left, completed] = await Promise.all([
      this.store.ofSession(this.sessionId),
      this.store.completed(this.sessionId),
    ]);
    for (const chunk of left) if (!chunk.delivered) this.enqueue(chunk);
    for (const question of completed) this.sendManifest(question);
    this.pump();
    return completed;
  }

  /** Leave to record a question: the number of a recorder run that nobody else has. Asks until it gets one. */
  async lease(question: number, mime: string, signal: AbortSignal): Promise<number> {
    return this.persist(async () => {
      const leased = await this.api.lease(question, containerOf(mime));
      this.takeLease(question, leased);
      const [first] = leased.runs;
      if (!first) throw new ApiError(410, "link_closed", "The interview is closed.", "");
      return first.run;
    }, signal);
  }

  /** Keeps a piece of a run, then sends it. */
  keep({ question, run, mime, startedAt }: Run, { index, startMs, durationMs, data }: Piece): Promise<void> {
    this.keeping = this.keeping.then(async () => {
      const bytes = await data.arrayBuffer();
      const chunk: Chunk = {
        ...{ sessionId: this.sessionId, question, run, index, mime, startMs, durationMs, size: bytes.byteLength },
        ...{ runStartedAt: startedAt.toISOString(), sha256: await sha256(bytes) },
      };
      await this.store.keep(chunk, bytes);
      this.enqueue(chunk);
      this.pump();
    });
    return this.keeping;
  }

  /** No more is recorded for this question. */
  async complete(question: number): Promise<void> {
    await this.keeping;
    await this.store.complete(this.sessionId, question);
    this.sendManifest(question);
  }

  /** Settled when everything that can arrive has arrived, and the API knows of every answer. */
  async settled(): Promise<void> {
    await this.keeping;
    if (this.isSettled()) return;
    await new Promise<void>((resolve) => this.waiting.add(resolve));
  }

  /** The interview is over and everything is there: nothing of it stays on this machine. */
  async forget(): Promise<void> {
    this.isStopped = true;
    await this.store.forget(this.sessionId);
  }

  /** Another page goes on in place of this one. */
  stop(): void {
    this.isStopped = true;
    this.store.close();
  }

  /** The network is back. */
  hurry(): void {
    this.queue = chunkQueue.hurry(this.queue);
    this.pump();
  }

  private enqueue(chunk: Chunk): void {
    const id = idOf(chunk);
    this.totalBytes += chunk.size - (this.records.get(id)?.size ?? 0);
    this.records.set(id, chunk);
    this.queue = chunkQueue.add(this.queue, chunk, chunk.size);
  }

  private pump(): void {
    if (this.isStopped) return;
    const { send, lease, wakeAt } = chunkQueue.plan(this.queue, this.around.now());
    for (const item of send) {
      this.queue = chunkQueue.sending(this.queue, item);
      void this.send(item);
    }
    for (const question of lease) {
      this.queue = chunkQueue.askingForLease(this.queue, question);
      void this.renew(question);
    }
    if (wakeAt !== null) this.around.later(() => this.pump(), wakeAt - this.around.now());
    this.report();
  }

  private async send(item: chunkQueue.Item): Promise<void> {
    const chunk = this.records.get(idOf(item));
    const lease = this.leases.get(item.question);
    const bytes = chunk && (await this.store.bytes(chunk));
    const outcome = chunk && lease && bytes ? await this.deliver(lease, chunk, bytes) : "refused";
    this.isOffline = outcome === "unreachable";
    this.queue = chunkQueue.sent(this.queue, item, outcome, this.around.now(), this.around.random());
    this.pump();
  }

  private async deliver(lease: Lease, chunk: Chunk, bytes: ArrayBuffer): Promise<chunkQueue.Outcome> {
    const outcome = await this.around.upload(lease, chunk.index, bytes, chunk.sha256);
    if (outcome === "delivered") await this.store.delivered(chunk);
    return outcome;
  }

  private async renew(question: number): Promise<void> {
    const chunk = [...this.records.values()].find((record) => record.question === question);
    try {
      this.takeLease(question, await this.api.lease(question, containerOf(chunk?.mime ?? "")));
    } catch (error) {
      this.note(error);
      this.queue = chunkQueue.leaseFailed(this.queue, question, this.around.now(), this.around.random());
    }
    this.pump();
  }

  private takeLease(question: number, lease: Lease): void {
    this.leases.set(question, lease);
    this.queue = chunkQueue.leased(this.queue, question);
    this.isOffline = false;
  }

  private sendManifest(question: number): void {
    this.unsent.add(question);
    this.report();
    void this.persist(async () => {
      const chunks = await this.store.ofSession(this.sessionId);
      const manifest = manifestOf(chunks.filter((chunk: ChunkRecord) => chunk.question === question));
      if (manifest) await this.api.storeManifest(question, manifest);
      // What the API refuses for good it would refuse again; the link's end is told by `note`.
    })
      .catch(() => undefined)
      .then(() => {
        this.unsent.delete(question);
        this.pump();
      });
  }

  /** Tries until it works, the page goes away, or trying again makes no sense. */
  private async persist<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        const result = await work();
        this.isOffline = false;
        return result;
      } catch (error) {
        this.note(error);
        signal?.throwIfAborted();
        if (this.isStopped || !(error instanceof ApiError) || !error.isPassing) throw error;
        await new Promise<void>((resolve) => this.around.later(resolve, pause * (0.5 + this.around.random() / 2)));
        signal?.throwIfAborted();
      }
    }
  }

  private note(error: unknown): void {
    if (!(error instanceof ApiError)) return;
    this.isOffline = error.isPassing;
    if (error.status === 410 && !this.isStopped) this.onClosed();
    this.report();
  }

  private isSettled(): boolean {
    return this.unsent.size === 0 && chunkQueue.undelivered(this.queue).length === 0;
  }

  private report(): void {
    const left = chunkQueue.undelivered(this.queue);
    this.progress.value = {
      chunks: left.length,
      bytes: left.reduce((sum, { size }) => sum + size, 0),
      totalBytes: this.totalBytes,
      answers: this.unsent.size,
      isOffline: this.isOffline && (left.length > 0 || this.unsent.size > 0),
    };
    if (!this.isSettled()) return;
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}

function idOf({ question, index }: chunkQueue.ChunkId): string {
  return `${question}/${index}`;
}
