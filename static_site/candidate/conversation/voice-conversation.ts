/** The conversation with the interviewer by voice, as the page knows it. The views look at its signals. */

import { signal } from "@preact/signals";

import { reportJoin } from "../../shared/page-reports";
import type { AgentState, Turn, VoiceCommand } from "../../shared/socket-types";
import type { SocketListener } from "../../shared/ticket-socket";
import type { AgentVoice } from "./agent-voice";
import type { Endpointer } from "./endpointer";
import type { HeardAnswer } from "./heard-answer";
import { ReadingAloud } from "./reading-aloud";
import { VoiceClient, type VoiceSocket } from "./voice-client";

export interface ConversationEvent {
  readonly type: "agent_up" | "agent_down" | "speech_began" | "spoken" | "taken_over";
}

export interface ConversationListener {
  happened(event: ConversationEvent): void;
  /** How sure the recogniser is that the answer's turn is over. */
  turned(turn: Turn): void;
  /** Opens /voice once. */
  ticket(): Promise<string>;
  /** The link does not hold any more. */
  linkEnded(): void;
  /** The connection bears a conversation again. */
  recovered(): void;
}

export interface ConversationParts {
  readonly voice: AgentVoice;
  readonly heard: HeardAnswer;
  readonly endpointer: Endpointer;
}

export class VoiceConversation {
  readonly agentState = signal<AgentState>("connecting");
  /** What the agent says, as it comes. */
  readonly caption = signal("");
  /** What was heard of the practice answer; `isOver` where no more will come. */
  readonly practice = signal({ text: "", isOver: false });
  /** The connection is too slow for a conversation. */
  readonly isPoor = signal(false);
  private readonly client: VoiceClient;
  private readonly reading: ReadingAloud;
  /** When the candidate said that they are ready, until the voice is there. */
  private joinBeganAt: number | null = null;

  constructor(
    makeSocket: (listener: SocketListener) => VoiceSocket,
    private readonly parts: ConversationParts,
    private readonly listener: ConversationListener,
  ) {
    this.reading = new ReadingAloud(() => listener.ticket(), parts.voice);
    const { voice, heard, endpointer } = parts;
    this.client = new VoiceClient(makeSocket, voice, {
      agent: (isUp) => {
        this.tellJoined();
        listener.happened({ type: isUp ? "agent_up" : "agent_down" });
      },
      state: (agent) => (this.agentState.value = agent),
      caption: (text) => (this.caption.value = text),
      began: () => listener.happened({ type: "speech_began" }),
      spoken: () => listener.happened({ type: "spoken" }),
      transcript: (question, text) => {
        heard.hear(question, text);
        endpointer.hearWords(heard.text.value);
      },
      turn: (turn) => {
        endpointer.judge(turn.confidence);
        listener.turned(turn);
      },
      recognition: (isAtWork) => endpointer.recognise(isAtWork),
      missed: (question) => heard.miss(question),
      practice: (text, isOver) => {
        this.practice.value = { text, isOver };
        endpointer.hearWords(text);
      },
      stored: (question, text) => heard.store(question, text),
      notStored: () => heard.fail(),
      dismissed: (reason) => {
        if (reason === "elsewhere") listener.happened({ type: "taken_over" });
        else listener.linkEnded();
      },
      connection: (isPoor) => {
        this.isPoor.value = isPoor;
        if (!isPoor) listener.recovered();
      },
    });
  }

  /** The candidate is ready. A browser lets a page speak only by a press on a button, such as this. */
  prepare(): Promise<void> {
    this.joinBeganAt = performance.now();
    return this.parts.voice.wake();
  }

  open(): void {
    this.client.open();
  }

  /** What the agent says next is captioned as it comes; the old words are over. */
  letSpeak(request: VoiceCommand): void {
    this.reading.stop();
    this.caption.value = "";
    this.client.say(request);
  }

  /** Says a question without the interviewer, who is away. */
  async readAloud(question: number): Promise<void> {
    if (await this.reading.read(question)) this.listener.happened({ type: "spoken" });
  }

  hear(frame: ArrayBuffer): void {
    this.client.hear(frame);
  }

  startPractice(): void {
    this.parts.endpointer.begin();
    this.practice.value = { text: "", isOver: false };
    this.client.say({ type: "practice_started" });
  }

  finishPractice(): void {
    this.parts.endpointer.end();
    // Without a connection there is nobody whose last words could be waited for.
    if (!this.client.say({ type: "practice_finished" })) this.practice.value = { text: "", isOver: true };
  }

  /** `begun`: the sound of what was said of it already. */
  startAnswer(question: number, begun: readonly ArrayBuffer[] = []): void {
    this.parts.endpointer.begin();
    this.parts.heard.hear(question, "");
    this.client.say({ type: "answer_started", question }, begun);
  }

  giveMoreTime(question: number): void {
    this.parts.endpointer.wait();
    this.client.say({ type: "more_time", question });
  }

  /** Whether its words are stored, once that is known. */
  finishAnswer(question: number): Promise<boolean> {
    this.parts.endpointer.end();
    const stored = this.client.recognises ? this.parts.heard.untilStored() : Promise.resolve(false);
    this.client.say({ type: "answer_finished", question });
    return stored;
  }

  /** The answer that was just finished goes on, with a voice or with a thought; nothing more is said of it. */
  resumeAnswer(question: number, isSpeaking: boolean): void {
    this.caption.value = "";
    this.parts.heard.resume();
    this.parts.endpointer.resume(isSpeaking);
    this.client.say({ type: "answer_resumed", question });
  }

  /** It will be written instead. */
  setAside(question: number): void {
    this.parts.endpointer.end();
    this.client.say({ type: "answer_finished", question });
  }

  chime(): Promise<void> {
    return this.parts.voice.chime();
  }

  /** How loud the agent is, from 0 to 1. */
  loudness(): number {
    return this.parts.voice.level();
  }

  /** Whether the interviewer sounds right now. */
  get isInterviewerHeard(): boolean {
    return this.parts.voice.isHeard;
  }

  hangUp(): void {
    this.reading.stop();
    this.client.close();
  }

  /** Lets go of the loudspeaker. */
  async close(): Promise<void> {
    await this.parts.voice.close();
  }

  /** How long it took, and nothing of whom. */
  private tellJoined(): void {
    if (this.joinBeganAt !== null) reportJoin(performance.now() - this.joinBeganAt);
    this.joinBeganAt = null;
  }
}
