/** Runs on the audio thread: 16 kHz samples in, 100 ms frames of 16-bit PCM and their loudness out. */

declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

const FRAME_SAMPLES = 1_600;
const LOUDEST = 32_767;

class Microphone extends AudioWorkletProcessor {
  private frame = new Int16Array(FRAME_SAMPLES);
  private filled = 0;
  private energy = 0;

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    for (const sample of inputs[0]?.[0] ?? []) {
      this.energy += sample * sample;
      this.frame[this.filled++] = Math.max(-1, Math.min(1, sample)) * LOUDEST;
      if (this.filled === FRAME_SAMPLES) this.hand();
    }
    return true;
  }

  private hand(): void {
    const level = Math.sqrt(this.energy / FRAME_SAMPLES);
    this.port.postMessage({ frame: this.frame.buffer, level }, [this.frame.buffer]);
    this.frame = new Int16Array(FRAME_SAMPLES);
    this.filled = 0;
    this.energy = 0;
  }
}

registerProcessor("microphone", Microphone);

export {};
