/** Carries chunks from the store to the bucket, and says to the API what was recorded. */

import { signal } from "@preact/signals";

import { ApiError, wishedPauseMs } from "../../shared/api";
import { MAX_EVENTS } from "../../shared/limits";
import * as chunkQueue from "../recording/chunk-queue";
import type { Chunk, ChunkStore } from "../recording/chunk-store";
import { containerOf } from "../recording/codec";
import type { Drafts } from "./drafts";
import { interruptedRuns, Journal } from "../recording/journal";
import { type LinkEnd, linkEnd } from "./link-end";
import { type Manifest, manifestOf, recordedUntil, withoutRefused } from "../recording/manifest";
import { bytesPerSecond, msLeft, recent, type Transfer } from "../recording/throughput";
import type { FlagEvent, ToldEvent, Untold } from "../proctoring/untold";
import { type Lease, upload } from "../recording/uploader";

export interface LeasedUpload extends Lease {
  /** None where the link takes no more answers. */
  readonly runs: readonly { readonly run: number }[];
  readonly expired: boolean;
}

/** The part of the API that delivery needs. All throw ApiError. */
export interface DeliveryApi {
  lease(question: number, contentType: "video/webm" | "video/mp4", ahead: boolean): Promise<LeasedUpload>;
  storeManifest(question: number, manifest: Manifest): Promise<unknown>;
  writeAnswer(question: number, text: string, agoMs: number): Promise<unknown>;
  tellEvents(events: readonly ToldEvent[]): Promise<unknown>;
}

export interface Progress {
  /** Chunks and bytes that are still to arrive. */
  readonly chunks: number;
  readonly bytes: number;
  /** All bytes that this page had to deliver. */
  readonly totalBytes: number;
  /** How much recording that is. */
  readonly behindMs: number;
  /** How long it takes at the pace of the last minute; null where that is not known. */
  readonly msLeft: number | null;
  /** Answers of which the API does not know yet. */
  readonly answers: number;
  /** The last attempt reached nobody. */
  readonly isOffline: boolean;
}

/** The questions that an earlier page of this browser answered, and those whose answers broke off. */
export interface Resumed {
  readonly completed: ReadonlySet<number>;
  readonly begun: ReadonlySet<number>;
  /** What that page recorded in last. */
  readonly mime: string | null;
}

/** What became of the recording of an answer. */
export interface Recorded {
  readonly ms: number;
  /** Of it, what the bucket refused for good. */
  readonly lostMs: number;
  /** The API does not take what the page says of a part of it, or of all. */
  readonly isDoubtful: boolean;
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
const NOTHING: Progress = {
  ...{ chunks: 0, bytes: 0, totalBytes: 0, behindMs: 0, msLeft: null, answers: 0, isOffline: false },
};
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 15_000;
/** How often a manifest is sent without what was refused of it: the API names a limited number of faults at once. */
const MAX_REFUSALS = 20;

export class Delivery {
  readonly progress = signal<Progress>(NOTHING);
  /** By question, of all that is known on this device. */
  readonly recorded = signal<ReadonlyMap<number, Recorded>>(new Map());
  readonly journal: Journal;
  private queue = chunkQueue.EMPTY;
  private readonly leases = new Map<number, Lease>();
  private readonly records = new Map<string, Chunk>();
  private readonly doubtful = new Set<number>();
  /** The manifests and texts that are being sent, by question: one after the other, so that none overtakes a later one. */
  private readonly telling = new Map<number, Promise<void>>();
  private readonly pausing = new Set<() => void>();
  private readonly waiting = new Set<() => void>();
  private transfers: readonly Transfer[] = [];
  private totalBytes = 0;
  private isOffline = false;
  private answeredAt = 0;
  private isStopped = false;
  private end: LinkEnd | null = null;

  constructor(
    private readonly sessionId: string,
    private readonly api: DeliveryApi,
    private readonly store: ChunkStore,
    /** The link no longer takes any answer. */
    private readonly onEnd: (end: LinkEnd) => void,
    private readonly around: Surroundings = AROUND,
  ) {
    this.journal = new Journal(store, (chunk) => {
      this.enqueue(chunk);
      this.pump();
    });
  }

  /**
   * Takes up what an earlier page left behind, and tells the API what that was. Where the link has ended it is told so:
   * behind a closed one only what is awaited is delivered.
   */
  async resume(end: LinkEnd | null = null): Promise<Resumed> {
    this.end = end;
    await this.store.expire();
    await this.journal.recover(this.sessionId);
    const [left, completed] = await Promise.all([
      this.store.ofSession(this.sessionId),
      this.store.completed(this.sessionId),
    ]);
    // What was recovered just now is in the queue already.
    for (const chunk of left) {
      if (this.records.has(idOf(chunk))) continue;
      if (chunk.delivered) this.records.set(idOf(chunk), chunk);
      else this.enqueue(chunk);
    }
    const begun = new Set(left.map(({ question }) => question).filter((question) => !completed.has(question)));
    if (end === null || end === "expired") for (const question of [...completed, ...begun]) this.sendManifest(question);
    this.pump();
    void this.store.makeRoom(this.sessionId);
    return { completed, begun, mime: left.at(-1)?.mime ?? null };
  }

  /**
   * Leave to record a question. Settled when there is a run to record in: at once where one is left from before, or when
   * the API has handed some out. Asks until it gets them.
   */
  async prepare(question: number, mime: string, signal: AbortSignal): Promise<void> {
    const asked = this.persist(() => this.ask(question, mime), signal);
    asked.catch(() => undefined);
    if (!(await this.store.hasRun(this.sessionId, question))) await asked;
  }

  /** Leave to record a later question, so that its answer can begin though nobody can be asked by then. Tried once. */
  async lookAhead(question: number, mime: string): Promise<void> {
    if (await this.store.hasRun(this.sessionId, question)) return;
    await this.ask(question, mime, true).catch((error: unknown) => this.note(error));
  }

  /** A run to record in; null where none is left. */
  async takeRun(question: number, mime: string): Promise<number | null> {
    const run = await this.store.takeRun(this.sessionId, question);
    if (run !== null) return run;
    // Every run of the last lease is used: the next is for later, should nobody answer now.
    await this.ask(question, mime).catch((error: unknown) => this.note(error));
    return this.store.takeRun(this.sessionId, question);
  }

  /** An answer is over, though it is recorded for a moment more: a page that comes in place of this one goes on behind it. */
  async endAnswer(question: number): Promise<void> {
    await this.store.complete(this.sessionId, question);
  }

  /** It goes on after all. */
  async reopenAnswer(question: number): Promise<void> {
    await this.store.reopen(this.sessionId, question);
  }

  /** No more is recorded for this question. */
  async complete(question: number): Promise<void> {
    await this.journal.settled();
    await this.store.complete(this.sessionId, question);
    this.sendManifest(question);
  }

  /** What was written here and not sent is brought as it is: nobody goes on with it. Where speech came later, that counts. */
  async bringTexts(drafts: Drafts): Promise<void> {
    const chunks = await this.store.ofSession(this.sessionId);
    for (const [question, { text, at }] of drafts.all()) {
      const isSpokenLater = chunks.some((chunk) => chunk.question === question && recordedUntil(chunk) > at);
      if (text.trim() === "" || isSpokenLater) continue;
      this.inTurn(question, async () => {
        await this.api.writeAnswer(question, text, this.around.now() - at);
        drafts.forget(question);
      });
    }
  }

  /** What the live socket could not tell. Settled when the API has it, or takes none of it any more. */
  async bringEvents(untold: Untold): Promise<void> {
    const events = untold.all();
    try {
      for (let told = 0; told < events.length; told += MAX_EVENTS)
        await this.tellEvents(events.slice(told, told + MAX_EVENTS), untold);
    } catch {
      // What stands behind it was noted; what is left stays on this device.
    }
  }

  /** Settled when everything that can arrive has arrived, and the API knows of every answer. */
  async settled(): Promise<void> {
    await this.journal.settled();
    if (this.isSettled()) return;
    await new Promise<void>((resolve) => this.waiting.add(resolve));
  }

  /** The interview is over and everything is there: nothing of it stays on this machine. */
  async forget(): Promise<void> {
    this.isStopped = true;
    await this.store.forget(this.sessionId);
  }

  /** Another page goes on in place of this one. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.journal.settled();
    this.store.close();
  }

  /** How long nobody has answered anything. */
  get unansweredMs(): number {
    return this.around.now() - this.answeredAt;
  }

  /** The network is back. */
  hurry(): void {
    this.queue = chunkQueue.hurry(this.queue);
    for (const resolve of this.pausing) resolve();
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
    if (!this.isOffline) this.answeredAt = this.around.now();
    this.queue = chunkQueue.sent(this.queue, item, outcome, this.around.now(), this.around.random());
    this.pump();
  }

  private async deliver(lease: Lease, chunk: Chunk, bytes: ArrayBuffer): Promise<chunkQueue.Outcome> {
    const from = this.around.now();
    const outcome = await this.around.upload(lease, chunk.index, bytes, chunk.sha256);
    if (outcome !== "delivered") return outcome;
    const until = this.around.now();
    this.transfers = recent([...this.transfers, { bytes: chunk.size, from, until }], until);
    await this.store.delivered(chunk);
    return outcome;
  }

  private async renew(question: number): Promise<void> {
    const chunk = [...this.records.values()].find((record) => record.question === question);
    try {
      await this.ask(question, chunk?.mime ?? "");
    } catch (error) {
      this.note(error);
      const end = linkEnd(error);
      if (end && end !== "expired") await this.drop(question);
      else {
        const [now, random] = [this.around.now(), this.around.random()];
        this.queue = chunkQueue.leaseFailed(this.queue, question, now, random, wishedPauseMs(error));
      }
    }
    this.pump();
  }

  /** Gets a policy, and runs for later. Raises ApiError. */
  private async ask(question: number, mime: string, ahead = false): Promise<void> {
    const leased = await this.api.lease(question, containerOf(mime), ahead);
    const runs = leased.runs.map(({ run }) => run);
    await this.store.leaseRuns(this.sessionId, question, runs);
    this.leases.set(question, leased);
    this.answeredAt = this.around.now();
    this.queue = chunkQueue.leased(this.queue, question);
    this.isOffline = false;
    if (runs.length === 0) this.endWith(leased.expired ? "expired" : "closed");
    this.pump();
  }

  /** The link is closed and awaits nothing of this question: what is left of it is of no use to anybody. */
  private async drop(question: number): Promise<void> {
    this.queue = chunkQueue.dropped(this.queue, question);
    await this.store.forget(this.sessionId, question);
  }

  private sendManifest(question: number): void {
    this.inTurn(question, () => this.tell(question));
  }

  private inTurn(question: number, tell: () => Promise<void>): void {
    const telling = (this.telling.get(question) ?? Promise.resolve())
      .then(() => this.persist(tell))
      .catch(() => this.doubt(question))
      .then(() => {
        if (this.telling.get(question) === telling) this.telling.delete(question);
        this.pump();
        this.report();
      });
    this.telling.set(question, telling);
    this.report();
  }

  private async tell(question: number): Promise<void> {
    let manifest = await this.manifest(question);
    for (let refusals = 0; manifest; refusals++) {
      const sent = manifest;
      try {
        await this.api.storeManifest(question, sent);
        return;
      } catch (error) {
        const fields = error instanceof ApiError && error.status === 400 ? error.details.map(({ field }) => field) : [];
        manifest = refusals < MAX_REFUSALS ? withoutRefused(sent, fields) : null;
        if (!manifest) throw error;
        if (entriesOf(manifest) < entriesOf(sent)) this.doubt(question);
      }
    }
  }

  private async tellEvents(events: readonly FlagEvent[], untold: Untold): Promise<void> {
    try {
      await this.persist(() => this.api.tellEvents(events.map((event) => untold.told(event))));
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 400) throw error;
      // One that cannot be read keeps no other back.
      if (events.length > 1) {
        for (const event of events) await this.tellEvents([event], untold);
        return;
      }
    }
    for (const { id } of events) untold.forget(id);
  }

  /** What the API refuses for good it would refuse again; the link's end is told by `note`. */
  private doubt(question: number): void {
    if (this.end === "closed" || this.isStopped) return;
    this.doubtful.add(question);
  }

  private async manifest(question: number): Promise<Manifest | null> {
    const [chunks, begun, completed] = await Promise.all([
      this.store.ofSession(this.sessionId),
      this.store.begunRuns(this.sessionId, question),
      this.store.completed(this.sessionId),
    ]);
    const own = chunks.filter((chunk) => chunk.question === question);
    return manifestOf(own, interruptedRuns(own, begun, completed.has(question)), this.around.now());
  }

  /** Tries until it works, the page goes away, or trying again makes no sense. */
  private async persist<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, MAX_PAUSE_MS)) {
      try {
        const result = await work();
        this.isOffline = false;
        return result;
      } catch (error) {
        this.note(error);
        signal?.throwIfAborted();
        if (this.isStopped || !(error instanceof ApiError) || !error.isPassing) throw error;
        await this.sleep(Math.max(pause * (0.5 + this.around.random() / 2), wishedPauseMs(error)));
        signal?.throwIfAborted();
      }
    }
  }

  private async sleep(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.pausing.add(resolve);
      this.around.later(() => {
        this.pausing.delete(resolve);
        resolve();
      }, ms);
    });
  }

  private note(error: unknown): void {
    if (!(error instanceof ApiError)) return;
    this.isOffline = error.isPassing;
    const end = linkEnd(error);
    if (end) this.endWith(end);
    this.report();
  }

  /** An expired link is closed in the end; another one stays so. */
  private endWith(end: LinkEnd): void {
    if ((this.end && this.end !== "expired") || this.end === end || this.isStopped) return;
    this.end = end;
    this.onEnd(end);
  }

  private isSettled(): boolean {
    return this.telling.size === 0 && chunkQueue.undelivered(this.queue).length === 0;
  }

  private account(): Map<number, Recorded> {
    const refused = new Set(this.queue.items.filter(({ status }) => status === "refused").map(idOf));
    const recorded = new Map<number, Recorded>();
    for (const [id, { question, durationMs }] of this.records) {
      const { ms, lostMs } = recorded.get(question) ?? { ms: 0, lostMs: 0 };
      const isDoubtful = this.doubtful.has(question);
      recorded.set(question, { ms: ms + durationMs, lostMs: lostMs + (refused.has(id) ? durationMs : 0), isDoubtful });
    }
    return recorded;
  }

  private report(): void {
    const left = chunkQueue.undelivered(this.queue);
    const bytes = left.reduce((sum, { size }) => sum + size, 0);
    this.progress.value = {
      chunks: left.length,
      bytes,
      totalBytes: this.totalBytes,
      behindMs: left.reduce((sum, item) => sum + (this.records.get(idOf(item))?.durationMs ?? 0), 0),
      msLeft: msLeft(bytes, bytesPerSecond(this.transfers, this.around.now())),
      answers: this.telling.size,
      isOffline: this.isOffline && (left.length > 0 || this.telling.size > 0),
    };
    this.recorded.value = this.account();
    if (!this.isSettled()) return;
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}

function entriesOf({ runs }: Manifest): number {
  return runs.reduce((sum, { chunks }) => sum + 1 + chunks.length, 0);
}

function idOf({ question, index }: chunkQueue.ChunkId): string {
  return `${question}/${index}`;
}
