/** One run of MediaRecorder, cut into chunks that the cloud can put together again. */

export const TIMESLICE_MS = 5_000;
export const RUN_LENGTH = 1_000;
/** The bucket takes nothing smaller. */
export const MIN_CHUNK_BYTES = 100;
const KEY_FRAME_EVERY_MS = 2_500;
const FIRST_FRAME_WITHIN_MS = 400;
const VIDEO_BITS_PER_SECOND = 700_000;
const AUDIO_BITS_PER_SECOND = 48_000;

const TYPES = [
  "video/webm;codecs=vp8,opus",
  "video/webm;codecs=vp9,opus",
  "video/webm",
  "video/mp4;codecs=avc1.42E01E,opus",
  "video/mp4;codecs=vp9,opus",
  "video/mp4",
] as const;

/** A piece of the recording. Times are on the recording's clock, from the start of its run. */
export interface Piece {
  /** run × 1000 + position in the run. */
  readonly index: number;
  readonly startMs: number;
  readonly durationMs: number;
  readonly data: Blob;
}

/** The best type that this browser records; null where it records nothing that can be used. */
export function supportedType(
  isSupported: (type: string) => boolean = (type) => MediaRecorder.isTypeSupported(type),
): string | null {
  return TYPES.find(isSupported) ?? null;
}

/** `video/webm`: the type without its codecs, as S3's policy pins it. */
export function containerOf(type: string): "video/webm" | "video/mp4" {
  return type.startsWith("video/mp4") ? "video/mp4" : "video/webm";
}

export type RecorderFactory = (stream: MediaStream, options: MediaRecorderOptions) => MediaRecorder;

/** A run that goes on until it is stopped, or until its tracks have ended. */
export class Recorder {
  readonly mime: string;
  readonly startedAt = new Date();
  /** Settled when the last piece has been handed over. */
  readonly ended: Promise<void>;
  private readonly recorder: MediaRecorder;
  private begunAt: number;
  private stoppedAt: number | null = null;
  private position = 0;
  private endMs = 0;
  /** What was too small to stand alone, waiting for the next. */
  private crumb: Blob | null = null;
  private last: Piece | null = null;

  constructor(
    stream: MediaStream,
    private readonly run: number,
    type: string,
    private readonly onPiece: (piece: Piece) => void,
    private readonly now: () => number = () => performance.now(),
    make: RecorderFactory = (source, options) => new MediaRecorder(source, options),
  ) {
    const options: MediaRecorderOptions & { videoKeyFrameIntervalDuration: number } = {
      mimeType: type,
      videoBitsPerSecond: VIDEO_BITS_PER_SECOND,
      audioBitsPerSecond: AUDIO_BITS_PER_SECOND,
      videoKeyFrameIntervalDuration: KEY_FRAME_EVERY_MS,
    };
    this.recorder = make(stream, options);
    this.mime = type;
    this.recorder.ondataavailable = ({ data }) => this.take(data);
    this.ended = new Promise((resolve) => {
      this.recorder.onstop = () => resolve();
    });
    this.begunAt = this.now();
    // The first frame lies between the call and this event: the middle is at most half of that wrong. An event that is
    // much later waited for a silent device or a busy machine.
    this.recorder.onstart = () => {
      if (this.elapsedMs < FIRST_FRAME_WITHIN_MS) this.begunAt += this.elapsedMs / 2;
    };
    this.recorder.start(TIMESLICE_MS);
  }

  /** How long this run is by now. */
  get elapsedMs(): number {
    return Math.round((this.stoppedAt ?? this.now()) - this.begunAt);
  }

  async stop(): Promise<void> {
    if (this.recorder.state !== "inactive") {
      this.stoppedAt = this.now();
      this.recorder.stop();
    }
    await this.ended;
  }

  private take(data: Blob): void {
    const startMs = this.endMs;
    const untilMs = this.elapsedMs;
    const isLast = this.recorder.state === "inactive";
    const whole = this.crumb ? new Blob([this.crumb, data]) : data;
    if (whole.size < MIN_CHUNK_BYTES) {
      this.crumb = whole;
      if (isLast && this.last && whole.size > 0) this.joinToLast(whole, untilMs);
      return;
    }
    this.crumb = null;
    this.endMs = untilMs;
    const index = this.run * RUN_LENGTH + this.position++;
    this.last = { index, startMs, durationMs: untilMs - startMs, data: whole };
    this.onPiece(this.last);
  }

  /** Hands the last piece over once more, longer: it takes its own place. */
  private joinToLast(data: Blob, untilMs: number): void {
    if (!this.last) return;
    const { index, startMs } = this.last;
    this.last = { index, startMs, durationMs: untilMs - startMs, data: new Blob([this.last.data, data]) };
    this.onPiece(this.last);
  }
}
