/** Plays the agent's voice: 24 kHz PCM, as it comes, without gaps. */

const SAMPLE_RATE = 24_000;
/** Played this much later than it comes, so that the next piece is there in time. */
const AHEAD_S = 0.08;
const LOUDEST = 32_768;

export class AgentVoice {
  private readonly context = new AudioContext({ sampleRate: SAMPLE_RATE });
  private readonly analyser = new AnalyserNode(this.context, { fftSize: 512 });
  private readonly window = new Float32Array(this.analyser.fftSize);
  private readonly playing = new Set<AudioScheduledSourceNode>();
  private readonly waiting = new Set<() => void>();
  private endsAt = 0;
  /** By the page's own clock: that of a browser that lets nothing sound stands still. */
  private heardUntil = 0;

  constructor() {
    this.analyser.connect(this.context.destination);
  }

  /** To be called when the candidate has clicked: browsers let no page sound before. */
  async wake(): Promise<void> {
    if (this.context.state === "suspended") await this.context.resume();
  }

  /** 16-bit little-endian mono samples. */
  play(pcm: ArrayBuffer): void {
    const samples = new DataView(pcm);
    const length = Math.floor(pcm.byteLength / 2);
    if (length === 0) return;
    const buffer = new AudioBuffer({ length, sampleRate: SAMPLE_RATE });
    const channel = buffer.getChannelData(0);
    for (let at = 0; at < length; at++) channel[at] = samples.getInt16(2 * at, true) / LOUDEST;
    const source = new AudioBufferSourceNode(this.context, { buffer });
    const startsAt = Math.max(this.endsAt, this.context.currentTime + AHEAD_S);
    this.endsAt = startsAt + buffer.duration;
    this.start(source, startsAt);
    this.sounds();
  }

  /** All of a sound file; settled when it was heard, or flushed. Raises DOMException where it is none. */
  async playFile(file: ArrayBuffer): Promise<void> {
    const buffer = await this.context.decodeAudioData(file);
    const source = new AudioBufferSourceNode(this.context, { buffer });
    const startsAt = Math.max(this.endsAt, this.context.currentTime + AHEAD_S);
    this.endsAt = startsAt + buffer.duration;
    this.start(source, startsAt);
    this.sounds();
    await this.finished();
  }

  /** Two soft notes, to try the loudspeaker with. */
  async chime(): Promise<void> {
    await this.wake();
    for (const [number, frequency] of [523.25, 659.25].entries()) {
      const startsAt = this.context.currentTime + AHEAD_S + 0.28 * number;
      const gain = new GainNode(this.context, { gain: 0 });
      gain.gain.setValueAtTime(0, startsAt);
      gain.gain.linearRampToValueAtTime(0.25, startsAt + 0.03);
      gain.gain.exponentialRampToValueAtTime(0.001, startsAt + 0.6);
      gain.connect(this.analyser);
      const note = new OscillatorNode(this.context, { frequency });
      this.start(note, startsAt, gain);
      note.stop(startsAt + 0.65);
      this.endsAt = startsAt + 0.65;
    }
    await this.finished();
  }

  /** The candidate speaks: the rest is not said. */
  flush(): void {
    for (const source of this.playing) source.stop();
    this.playing.clear();
    this.endsAt = this.heardUntil = 0;
    this.settle();
  }

  /** Settled when all that was given has been heard, or flushed. */
  async finished(): Promise<void> {
    const leftMs = 1000 * (this.endsAt - this.context.currentTime);
    if (leftMs <= 0) return;
    await new Promise<void>((resolve) => {
      this.waiting.add(resolve);
      setTimeout(resolve, leftMs);
    });
  }

  /** Whether something that was given is being heard, or will be in a moment. */
  get isHeard(): boolean {
    return performance.now() < this.heardUntil;
  }

  /** How loud it is right now, 0 to 1. */
  level(): number {
    if (this.playing.size === 0) return 0;
    this.analyser.getFloatTimeDomainData(this.window);
    return Math.sqrt(this.window.reduce((sum, sample) => sum + sample * sample, 0) / this.window.length);
  }

  async close(): Promise<void> {
    this.flush();
    if (this.context.state !== "closed") await this.context.close();
  }

  private start(source: AudioScheduledSourceNode, at: number, through: AudioNode = this.analyser): void {
    source.connect(through).connect(this.analyser === through ? this.context.destination : this.analyser);
    source.onended = () => this.playing.delete(source);
    this.playing.add(source);
    source.start(at);
  }

  private sounds(): void {
    this.heardUntil = performance.now() + 1000 * (this.endsAt - this.context.currentTime);
  }

  private settle(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
