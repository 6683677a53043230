/** One run of MediaRecorder, cut into slices of a second. */

import { AUDIO_BITS_PER_SECOND } from "./bitrate";
import type { RecordedSlice } from "./journal";
import { SLICE_MS, type Span } from "./slices";

const KEY_FRAME_EVERY_MS = 2_500;
const FIRST_FRAME_TIMEOUT_MS = 400;
/** A recorder that was stopped and does not say so within this never will. */
const END_TIMEOUT_MS = 4_000;

export type RecorderFactory = (stream: MediaStream, options: MediaRecorderOptions) => MediaRecorder;

export interface RecorderSettings {
  readonly mime: string;
  readonly videoBitrate: number;
}

/** A run that goes on until it is stopped, or until its tracks have ended. */
export class Recorder {
  /** Settled when the last slice has been handed over. */
  readonly ended: Promise<void>;
  /** The browser could not go on recording in this type. */
  hasFailed = false;
  private readonly recorder: MediaRecorder;
  private begunAt: number;
  private stoppedAt: number | null = null;
  private endMs = 0;
  private taken = 0;
  /** On this run's clock; one that goes on has no end. */
  private withoutPicture: { startMs: number; endMs: number }[] = [];

  /** Raises DOMException where nothing of the stream can be recorded. */
  constructor(
    stream: MediaStream,
    readonly settings: RecorderSettings,
    private readonly onSlice: (slice: RecordedSlice) => void,
    private readonly now: () => number = () => performance.now(),
    make: RecorderFactory = (source, options) => new MediaRecorder(source, options),
  ) {
    const options: MediaRecorderOptions & { videoKeyFrameIntervalDuration: number } = {
      mimeType: settings.mime,
      videoBitsPerSecond: settings.videoBitrate,
      audioBitsPerSecond: AUDIO_BITS_PER_SECOND,
      videoKeyFrameIntervalDuration: KEY_FRAME_EVERY_MS,
    };
    this.recorder = make(stream, options);
    this.recorder.ondataavailable = ({ data }) => this.take(data);
    this.recorder.onerror = () => (this.hasFailed = true);
    this.ended = new Promise((resolve) => {
      this.recorder.onstop = () => resolve();
    });
    this.begunAt = this.now();
    // The first frame lies between the call and this event: the middle is at most half of that wrong. An event that is
    // much later waited for a silent device or a busy machine.
    this.recorder.onstart = () => {
      if (this.elapsedMs < FIRST_FRAME_TIMEOUT_MS) this.begunAt += this.elapsedMs / 2;
    };
    this.recorder.start(SLICE_MS);
  }

  /** How long this run is by now. */
  get elapsedMs(): number {
    return Math.round((this.stoppedAt ?? this.now()) - this.begunAt);
  }

  /** How many slices it has given, empty ones not counted. */
  get slices(): number {
    return this.taken;
  }

  /** The picture is black from now on, or is itself again. */
  showPicture(isOn: boolean): void {
    const last = this.withoutPicture.at(-1);
    const isLeftOut = last?.endMs === Infinity;
    if (isOn && isLeftOut) last.endMs = this.elapsedMs;
    if (!isOn && !isLeftOut) this.withoutPicture.push({ startMs: this.elapsedMs, endMs: Infinity });
  }

  async stop(): Promise<void> {
    if (this.recorder.state !== "inactive") {
      this.stoppedAt = this.now();
      this.recorder.stop();
    }
    await Promise.race([this.ended, new Promise((resolve) => setTimeout(resolve, END_TIMEOUT_MS))]);
  }

  private take(data: Blob): void {
    // An empty slice leaves its time to the next one.
    if (data.size === 0) return;
    const startMs = this.endMs;
    this.endMs = this.elapsedMs;
    this.taken++;
    const withoutPicture = this.withoutPicture
      .map((span): Span => ({ startMs: Math.max(span.startMs, startMs), endMs: Math.min(span.endMs, this.endMs) }))
      .filter((span) => span.endMs > span.startMs);
    this.withoutPicture = this.withoutPicture.filter((span) => span.endMs > this.endMs);
    this.onSlice({
      ...{ startMs, durationMs: this.endMs - startMs, data },
      ...(withoutPicture.length > 0 && { withoutPicture }),
    });
  }
}
