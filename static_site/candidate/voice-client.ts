/** The page's side of /voice: what it may say, and what it hears. */

import type { SocketListener } from "./ticket-socket";

export type VoiceRequest =
  | { readonly type: "greet" | "goodbye" | "keep_alive" }
  | {
      readonly type: "ask" | "answer_started" | "answer_finished" | "speak_review" | "more_time";
      readonly question: number;
    };

export type AgentState = "connecting" | "listening" | "thinking" | "speaking" | "down";

type VoiceAnswer =
  | { readonly type: "ready"; readonly agent: boolean; readonly recognition: boolean }
  | { readonly type: "state"; readonly agent: AgentState }
  | { readonly type: "caption"; readonly text: string }
  | { readonly type: "speech_started" | "speech_ended" | "audio_done" }
  | { readonly type: "transcript"; readonly question: number; readonly text: string; readonly final: boolean }
  | { readonly type: "answer_stored"; readonly question: number; readonly text: string }
  | { readonly type: "error"; readonly code: string; readonly message: string }
  | { readonly type: "closing"; readonly reason: string };

export interface VoiceListener {
  /** Whether the agent speaks from now on. */
  agent(isUp: boolean): void;
  state(agent: AgentState): void;
  caption(text: string): void;
  /** The agent's voice begins to be heard. */
  began(): void;
  /** All that the agent had to say was heard. */
  spoken(): void;
  /** All words of the answer so far. */
  transcript(question: number, text: string): void;
  /** The answer's words are stored, so that it can be reviewed. */
  stored(question: number): void;
}

/** Plays what it is given; AgentVoice does. */
export interface Voice {
  play(pcm: ArrayBuffer): void;
  flush(): void;
  finished(): Promise<void>;
}

export interface VoiceSocket {
  readonly isOpen: boolean;
  open(): void;
  send(data: string | ArrayBuffer): boolean;
  close(): void;
}

/** What the agent answers with its voice. */
const SPOKEN: ReadonlySet<VoiceRequest["type"]> = new Set(["greet", "ask", "speak_review", "goodbye"]);
const KEEP_ALIVE_MS = 8_000;

export class VoiceClient {
  private readonly socket: VoiceSocket;
  private isUp: boolean | null = null;
  private isSpeaking = false;
  private isReady = false;
  private beat: ReturnType<typeof setInterval> | null = null;
  /** The answer that is being given: recognition goes on with it after a new connection. */
  private answering: number | null = null;
  /** Whether words are recognised at all. */
  recognises = false;

  constructor(
    makeSocket: (listener: SocketListener) => VoiceSocket,
    private readonly voice: Voice,
    private readonly listener: VoiceListener,
  ) {
    this.socket = makeSocket({
      opened: () => undefined,
      received: (data) => this.receive(data),
      lost: () => this.lose(),
    });
  }

  open(): void {
    this.beat = setInterval(() => this.say({ type: "keep_alive" }), KEEP_ALIVE_MS);
    this.socket.open();
  }

  say(request: VoiceRequest): boolean {
    if (SPOKEN.has(request.type)) {
      // What was being said before is over.
      this.voice.flush();
      this.isSpeaking = false;
    }
    if (request.type === "answer_started") this.answering = request.question;
    if (request.type === "answer_finished") this.answering = null;
    return this.isReady && this.socket.send(JSON.stringify(request));
  }

  /** 100 ms of the microphone, 16 kHz. */
  hear(frame: ArrayBuffer): void {
    if (this.isReady) this.socket.send(frame);
  }

  close(): void {
    if (this.beat !== null) clearInterval(this.beat);
    this.socket.close();
    this.voice.flush();
  }

  private receive(data: string | ArrayBuffer): void {
    if (typeof data === "string") {
      const answer = parse(data);
      if (answer) this.understand(answer);
      return;
    }
    this.begin();
    this.voice.play(data);
  }

  private understand(answer: VoiceAnswer): void {
    switch (answer.type) {
      case "ready":
        this.isReady = true;
        this.recognises = answer.recognition;
        this.setUp(answer.agent);
        if (this.answering !== null) this.say({ type: "answer_started", question: this.answering });
        return;
      case "state":
        // Whether there is an agent at all, `ready` says; one that is just being called is neither.
        if (this.isReady && answer.agent !== "connecting") this.setUp(answer.agent !== "down");
        {
          this.listener.state(answer.agent);
          return;
        }
      case "caption": {
        this.listener.caption(answer.text);
        return;
      }
      case "speech_started": {
        this.voice.flush();
        return;
      }
      case "audio_done":
        this.isSpeaking = false;
        void this.voice.finished().then(() => {
          // Something else may have been begun meanwhile: then that is what is waited for.
          if (!this.isSpeaking) this.listener.spoken();
        });
        return;
      case "transcript": {
        this.listener.transcript(answer.question, answer.text);
        return;
      }
      case "answer_stored": {
        this.listener.stored(answer.question);
        return;
      }
      case "speech_ended":
      case "error":
      case "closing":
        return;
    }
  }

  private begin(): void {
    if (this.isSpeaking) return;
    this.isSpeaking = true;
    this.listener.began();
  }

  private lose(): void {
    this.isReady = false;
    this.recognises = false;
    this.isSpeaking = false;
    this.voice.flush();
    this.listener.state("down");
    this.setUp(false);
  }

  private setUp(isUp: boolean): void {
    if (this.isUp === isUp) return;
    this.isUp = isUp;
    this.listener.agent(isUp);
  }
}

/** Unknown messages are passed over: a newer proxy may say more. */
function parse(text: string): VoiceAnswer | null {
  try {
    const answer = JSON.parse(text) as unknown;
    return answer !== null && typeof answer === "object" && "type" in answer ? (answer as VoiceAnswer) : null;
  } catch {
    return null;
  }
}
