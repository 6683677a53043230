/** The microphone as the agent and the silence hear it, apart from the recording: frames of 100 ms, 16 kHz. */

import worklet from "./microphone.worklet?worker&url";

export const FRAME_MS = 100;
const SAMPLE_RATE = 16_000;

export interface Frame {
  /** 16-bit little-endian mono samples. */
  readonly frame: ArrayBuffer;
  /** Root mean square, 0 to 1. */
  readonly level: number;
}

export class Microphone {
  private readonly context = new AudioContext({ sampleRate: SAMPLE_RATE });
  private node: AudioWorkletNode | null = null;
  private source: MediaStreamAudioSourceNode | null = null;

  constructor(private readonly onFrame: (frame: Frame) => void) {}

  async open(stream: MediaStream): Promise<void> {
    await this.context.audioWorklet.addModule(worklet);
    this.node = new AudioWorkletNode(this.context, "microphone", {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: "explicit",
    });
    this.node.port.onmessage = ({ data }: MessageEvent<Frame>) => this.onFrame(data);
    this.follow(stream);
    await this.context.resume();
  }

  /** Hears this stream from now on. One that is gone goes on as silence until there is another. */
  follow(stream: MediaStream): void {
    const isLive = stream.getAudioTracks().some(({ readyState }) => readyState === "live");
    if (!this.node || !isLive) return;
    this.source?.disconnect();
    this.source = new MediaStreamAudioSourceNode(this.context, { mediaStream: stream });
    this.source.connect(this.node);
  }

  async close(): Promise<void> {
    if (this.context.state !== "closed") await this.context.close();
  }
}
