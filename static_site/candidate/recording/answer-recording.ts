/**
 * The recording of one answer: one run of the recorder after the other, each in a run number of its own. A run is handed
 * over to the next when a device comes back (a recorder takes no new tracks) or when the connection is too slow for it.
 */

import { isTooMuch, nextBitrate } from "./bitrate";
import type { RecordedSlice, RunJournal } from "./journal";
import type { Recorder, RecorderSettings } from "./recorder";

/** What a recording needs of the page around it. */
export interface RecordingSurroundings {
  /** What is to be recorded now; null where no device is there. */
  readonly stream: () => MediaStream | null;
  /** How much recording waits to be sent. */
  readonly behindMs: () => number;
  /** A run number that nobody has used; null where none can be had now. */
  readonly takeRun: () => Promise<number | null>;
  readonly journal: (run: number, mime: string, startedAt: Date) => RunJournal;
  /** Raises DOMException where nothing of the stream can be recorded. */
  readonly recorder: (
    stream: MediaStream,
    settings: RecorderSettings,
    onSlice: (slice: RecordedSlice) => void,
  ) => Recorder;
  /** Whether anything is being recorded right now: by what the recorder gives, not by what it says. */
  readonly changed: (recording: "none" | "running" | "silent") => void;
  readonly isPictureOn: () => boolean;
  readonly now: () => number;
}

interface RunUnderWay {
  readonly recorder: Recorder;
  readonly journal: RunJournal;
  /** How many of its slices were noticed. */
  slices: number;
}

/** A browser that fails this often will fail again. */
const MAX_LOSSES = 5;
/** A recorder gives something every second; one that gives nothing for so long is replaced. */
export const SILENT_MS = 8_000;
/** Time in which nobody could look, because the machine slept, tells nothing about the recorder. */
const MAX_BETWEEN_LOOKS_MS = 1_000;
/** A run owns a thousand chunks of five seconds; a longer answer goes on in another. */
const MAX_RUN_MS = 60 * 60 * 1_000;

export class AnswerRecording {
  private current: RunUnderWay | null = null;
  private isOver = false;
  private times = 0;
  private losses = 0;
  private lastBitrate: number | null = null;
  private lookedAt: number | null = null;
  /** How long nothing came, while anybody looked. */
  private silentMs = 0;
  /** One change after the other. */
  private changing: Promise<void> = Promise.resolve();

  constructor(
    private mime: string,
    /** Of the picture, in bits a second. */
    private readonly bitrate: number,
    /** What to go on with where the browser fails at `mime`. */
    private readonly fallback: string,
    private readonly around: RecordingSurroundings,
  ) {}

  /** Begins, or goes on in a new run with the devices that are there now. */
  next(): Promise<void> {
    this.changing = this.changing.then(() => this.change()).catch(() => undefined);
    return this.changing;
  }

  /** Called now and then: a recorder that gives nothing is replaced, a connection that is too slow gets a smaller run. */
  look(): void {
    const now = this.around.now();
    const sinceMs = Math.min(now - (this.lookedAt ?? now), MAX_BETWEEN_LOOKS_MS);
    this.lookedAt = now;
    const { current, times } = this;
    if (this.isOver || this.isSilent(sinceMs) || !current) return;
    const { elapsedMs, settings } = current.recorder;
    const isLong = elapsedMs > MAX_RUN_MS;
    const behindMs = this.around.behindMs();
    if (!isLong && !isTooMuch({ bitrate: settings.videoBitrate, elapsedMs, behindMs, times })) return;
    if (!isLong) this.times++;
    void this.next();
  }

  showPicture(isOn: boolean): void {
    this.current?.recorder.showPicture(isOn);
  }

  private isSilent(sinceMs: number): boolean {
    const { current } = this;
    if (current && current.recorder.slices > current.slices) {
      current.slices = current.recorder.slices;
      this.silentMs = 0;
      this.around.changed("running");
      return false;
    }
    this.silentMs += sinceMs;
    if (this.silentMs < SILENT_MS) return false;
    this.silentMs = 0;
    this.around.changed("silent");
    if (current) this.losses++;
    // What gave nothing at all may not know its type.
    if (current?.slices === 0) this.mime = this.fallback;
    if (this.losses <= MAX_LOSSES) void this.next();
    return true;
  }

  /** Settled when all of the answer is kept. */
  async stop(): Promise<void> {
    this.isOver = true;
    // A change that is under way ends first: what it begins is ended here.
    await this.changing;
    const { current } = this;
    this.current = null;
    if (current) await end(current);
    this.around.changed("none");
  }

  private async change(): Promise<void> {
    const stream = this.around.stream();
    if (this.isOver || !stream?.getTracks().some(({ readyState }) => readyState === "live")) return;
    const run = await this.around.takeRun();
    // Without a number the run before goes on with what it has.
    if (run === null) return;
    const before = this.current;
    const begun = this.begin(run, stream);
    if (!begun) return;
    this.current = begun;
    // The next is under way: nothing lies between the two.
    if (before) await end(before);
  }

  private begin(run: number, stream: MediaStream): RunUnderWay | null {
    const videoBitrate = nextBitrate(this.bitrate, this.lastBitrate, this.around.behindMs());
    const settings: RecorderSettings = { mime: this.mime, videoBitrate };
    const journal = this.around.journal(run, this.mime, new Date());
    try {
      const recorder = this.around.recorder(stream, settings, (slice) => journal.keep(slice));
      recorder.showPicture(this.around.isPictureOn());
      const begun: RunUnderWay = { recorder, journal, slices: 0 };
      this.lastBitrate = videoBitrate;
      void recorder.ended.then(() => this.lose(begun));
      return begun;
    } catch {
      this.losses++;
      // Nobody recorded in it.
      void journal.end();
      return null;
    }
  }

  /** A run ended by itself: its devices are gone, or the browser failed. */
  private lose(run: RunUnderWay): void {
    if (this.current !== run) return;
    this.current = null;
    this.around.changed("none");
    void run.journal.end();
    if (run.recorder.hasFailed) this.mime = this.fallback;
    if (++this.losses <= MAX_LOSSES) void this.next();
  }
}

async function end({ recorder, journal }: RunUnderWay): Promise<void> {
  await recorder.stop();
  await journal.end();
}
