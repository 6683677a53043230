/** Has a question said by the voice alone, where the interviewer is away: a file, that needs no conversation. */

import type { AgentVoice } from "./agent-voice";

/** The voice takes eight seconds at most; whoever waits longer reads. */
const TIMEOUT_MS = 10_000;

export class ReadingAloud {
  private reading: AbortController | null = null;

  constructor(
    private readonly ticket: () => Promise<string>,
    private readonly voice: Pick<AgentVoice, "playFile" | "flush">,
    private readonly fetched: typeof fetch = (...asked) => fetch(...asked),
  ) {}

  /** Settled when it was heard, or cannot be: false where it was stopped. */
  async read(question: number): Promise<boolean> {
    this.stop();
    const { signal } = (this.reading = new AbortController());
    try {
      const timeout = AbortSignal.timeout(TIMEOUT_MS);
      const ticket = await Promise.race([this.ticket(), rejected(timeout)]);
      const query = new URLSearchParams({ ticket, question: String(question) });
      const response = await this.fetched(`/voice/speech?${query}`, { signal: AbortSignal.any([signal, timeout]) });
      if (response.ok) {
        const file = await response.arrayBuffer();
        signal.throwIfAborted();
        await this.voice.playFile(file);
      }
    } catch {
      // It stands there to be read.
    }
    if (signal.aborted) return false;
    this.reading = null;
    return true;
  }

  /** Something else is said, or nobody listens. */
  stop(): void {
    if (this.reading === null) return;
    this.reading.abort();
    this.reading = null;
    this.voice.flush();
  }
}

function rejected(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as DOMException));
  });
}
