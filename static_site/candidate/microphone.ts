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

  constructor(
    private readonly stream: MediaStream,
    private readonly onFrame: (frame: Frame) => void,
  ) {}

  async open(): Promise<void> {
    await this.context.audioWorklet.addModule(worklet);
    const node = new AudioWorkletNode(this.context, "microphone", {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: "explicit",
    });
    node.port.onmessage = ({ data }: MessageEvent<Frame>) => this.onFrame(data);
    new MediaStreamAudioSourceNode(this.context, { mediaStream: this.stream }).connect(node);
    await this.context.resume();
  }

  async close(): Promise<void> {
    if (this.context.state !== "closed") await this.context.close();
  }
}
