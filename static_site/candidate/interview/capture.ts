/** Camera, microphone and recorder of one page: what is captured, and in what form. */

import { signal } from "@preact/signals";

import { AnswerRecording } from "../recording/answer-recording";
import { videoBitrate } from "../recording/bitrate";
import { recordingType, recordingTypes, sustainsVp9 } from "../recording/codec";
import type { Delivery } from "./delivery";
import { DeviceError, Devices, type Kind } from "../recording/devices";
import { type Frame, Microphone } from "../recording/microphone";
import { Recorder } from "../recording/recorder";
import type { Trial, Tried } from "../recording/recording-trial";

export interface CaptureListener {
  readonly heard: (frame: Frame) => void;
  readonly lost: (kind: Kind) => void;
}

const USUAL_FORMAT = { width: 640, height: 480, frameRate: 24 };

/** What tries could not be fetched: "Try again" does. */
const UNTRIED: Tried = { trial: "nothing", mime: null };

export class Capture {
  readonly stream = signal<MediaStream | null>(null);
  /** What was unplugged and has not come back. */
  readonly lost = signal<ReadonlySet<Kind>>(new Set());
  /** The microphone is there, and cut off outside of this page. */
  readonly isMuted = signal(false);
  /** Something of the answer came from the recorder a moment ago. */
  readonly isRecording = signal(false);
  /** An answer is being given, and nothing of it comes from the recorder. */
  readonly isSilent = signal(false);
  /** Without it the recording goes on, with a black picture: no new run is needed. */
  readonly isPictureOn = signal(true);
  /** Bits a second that this connection takes; undefined while that is being measured, null where it cannot be. */
  readonly uplink = signal<number | null | undefined>(undefined);
  /** What a trial recording of this stream gave; null while it is being made. */
  readonly trial = signal<Trial | null>(null);
  private devices: Devices | null = null;
  private microphone: Microphone | null = null;
  private recording: AnswerRecording | null = null;
  private mime = recordingType();
  /** What to go on with where the browser fails at `mime`. */
  private fallback = this.mime;
  /** Whether it is settled what to record with. */
  private isDecided = false;

  constructor(
    private readonly sessionId: string,
    private readonly delivery: Delivery,
    private readonly listener: CaptureListener,
  ) {}

  /** What this browser records with. */
  get type(): string | null {
    return this.mime;
  }

  /** An answer goes on in the type in which it was begun: two types in one video cost a transcoding. */
  goOnIn(mime: string): void {
    if (!MediaRecorder.isTypeSupported(mime)) return;
    this.mime = mime;
    this.isDecided = true;
  }

  /** Raises DeviceError. */
  async open(): Promise<void> {
    const devices = new Devices({
      changed: (stream) => this.follow(stream),
      lost: (kind) => this.lose(kind),
      muted: (isMuted) => (this.isMuted.value = isMuted),
    });
    const stream = await devices.open();
    this.devices = devices;
    this.stream.value = stream;
    this.trial.value = null;
    try {
      this.microphone = new Microphone((frame) => this.listener.heard(frame));
      await this.microphone.open(stream);
    } catch {
      await this.close();
      throw new DeviceError("unsupported");
    }
  }

  /** Finds out what this machine and this connection bear; nobody waits for it. */
  async measure(uplink: () => Promise<number | null>): Promise<void> {
    await Promise.all([
      uplink().then((bits) => (this.uplink.value = bits)),
      // One after the other: each would slow the other one down.
      (this.isDecided ? Promise.resolve() : this.decide().catch(() => undefined)).then(() => this.tryRecording()),
    ]);
  }

  /** Records for a moment, and looks whether anything comes of it. What works is what the answers are recorded in. */
  async tryRecording(): Promise<void> {
    const stream = this.stream.value;
    if (!stream) return;
    this.trial.value = null;
    const types = [...new Set([...(this.mime ? [this.mime] : []), ...recordingTypes()])];
    const { trial, mime } = await import("../recording/recording-trial").then(
      ({ tryTypes }) => tryTypes(types, (settings, onSlice) => new Recorder(stream, settings, onSlice)),
      () => UNTRIED,
    );
    // Another is captured meanwhile, and tried for itself.
    if (this.stream.value !== stream) return;
    if (mime) {
      this.mime = mime;
      const failed = types.slice(0, types.indexOf(mime));
      this.fallback = recordingTypes().find((type) => !failed.includes(type)) ?? mime;
    }
    this.trial.value = trial;
  }

  showPicture(isOn: boolean): void {
    this.isPictureOn.value = isOn;
    this.darken();
    this.recording?.showPicture(isOn);
  }

  /** Begins to record an answer, once the one before it is whole. */
  record(question: number): void {
    const { mime, fallback, recording: before } = this;
    if (!mime) return;
    this.isDecided = true;
    const recording = new AnswerRecording(mime, videoBitrate(this.uplink.value ?? null), fallback ?? mime, {
      stream: () => this.stream.value,
      behindMs: () => this.delivery.progress.value.behindMs,
      takeRun: () => this.delivery.takeRun(question, mime),
      journal: (run, type, startedAt) =>
        this.delivery.journal.begin({
          ...{ sessionId: this.sessionId, question, run, mime: type, runStartedAt: startedAt.toISOString() },
        }),
      recorder: (stream, settings, onSlice) => new Recorder(stream, settings, onSlice),
      changed: (recording) => {
        this.isRecording.value = recording === "running";
        this.isSilent.value = recording === "silent";
      },
      isPictureOn: () => this.isPictureOn.value,
      now: () => performance.now(),
    });
    this.recording = recording;
    void Promise.resolve(before?.stop()).then(() => recording.next());
  }

  /** Called now and then while an answer is recorded. */
  look(): void {
    this.recording?.look();
  }

  /** Settled when all that was recorded is kept. */
  async finish(): Promise<void> {
    await this.recording?.stop();
    await this.delivery.journal.settled();
  }

  /** Lets go of camera and microphone. */
  async close(): Promise<void> {
    await this.finish();
    this.devices?.close();
    this.devices = null;
    this.stream.value = null;
    this.lost.value = new Set();
    await this.microphone?.close();
  }

  private follow(stream: MediaStream): void {
    this.stream.value = stream;
    this.lost.value = new Set(this.devices?.lost);
    this.darken();
    this.microphone?.follow(stream);
    void this.recording?.next();
  }

  private darken(): void {
    for (const track of this.stream.value?.getVideoTracks() ?? []) track.enabled = this.isPictureOn.value;
  }

  private lose(kind: Kind): void {
    this.lost.value = new Set(this.devices?.lost);
    this.listener.lost(kind);
  }

  private async decide(): Promise<void> {
    const { width, height, frameRate } = { ...USUAL_FORMAT, ...this.stream.value?.getVideoTracks()[0]?.getSettings() };
    const { tryVp9 } = await import("../recording/codec-trial");
    const trial = await tryVp9({ width, height, framerate: frameRate, bitrate: videoBitrate(null) });
    if (this.isDecided) return;
    this.mime = recordingType(sustainsVp9(trial, frameRate));
    this.isDecided = true;
  }
}
