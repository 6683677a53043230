/** Ends an answer, spoken or written, lets it go on after all, and has its feedback made. */

import type { HeardAnswer } from "../conversation/heard-answer";
import type { VoiceConversation } from "../conversation/voice-conversation";
import type { Turn } from "../../shared/socket-types";
import type { CandidateApi, GivenFeedback } from "./candidate-api";
import type { Capture } from "./capture";
import type { Delivery } from "./delivery";
import type { Event } from "./interview-machine";
import { type LinkEnd, linkEnd } from "./link-end";
import { Preparation } from "./preparation";
import type { WrittenAnswer } from "./written-answer";

export interface EndingParts {
  readonly conversation: Pick<VoiceConversation, "finishAnswer" | "resumeAnswer" | "setAside">;
  readonly capture: Pick<Capture, "finish">;
  readonly delivery: Pick<Delivery, "complete" | "endAnswer" | "reopenAnswer">;
  readonly heard: Pick<HeardAnswer, "text">;
  readonly written: Pick<WrittenAnswer, "send">;
  readonly api: Pick<CandidateApi, "feedback" | "prepareFeedback">;
}

export interface EndingListener {
  feed(event: Event): void;
  given(feedback: GivenFeedback): void;
  /** The written answer has arrived. */
  sent(question: number): void;
  /** The link takes none any more. */
  endAs(end: LinkEnd): void;
}

export class AnswerEnding {
  private readonly preparation: Preparation;
  /** Aborted where nobody waits any more for what an end leads to. */
  private awaiting = new AbortController();
  private recordingEnded = Promise.resolve();

  constructor(
    private readonly parts: EndingParts,
    private readonly listener: EndingListener,
  ) {
    this.preparation = new Preparation(
      (question, signal) => parts.api.prepareFeedback(question, signal),
      () => parts.heard.text.value,
    );
  }

  /** While the answer is given: how sure the recogniser is that it is over. */
  turned(turn: Turn): void {
    this.preparation.turned(turn);
  }

  /** Of another question, or of none: nobody waits for anything of the one before. */
  begin(): void {
    this.awaiting.abort();
    this.awaiting = new AbortController();
    this.preparation.drop();
  }

  /** Its words are stored; its recording goes on until `endRecording`. */
  async finish(question: number): Promise<void> {
    const { signal } = this.awaiting;
    void this.parts.delivery.endAnswer(question);
    const hasWords = await this.parts.conversation.finishAnswer(question);
    if (!signal.aborted) this.listener.feed({ type: "answer_kept", hasWords });
  }

  /** The same answer again: with a voice that speaks on, or with a thought. */
  resume(question: number, isSpeaking: boolean): void {
    this.begin();
    void this.parts.delivery.reopenAnswer(question);
    this.parts.conversation.resumeAnswer(question, isSpeaking);
  }

  endRecording(question: number): void {
    const { capture, delivery } = this.parts;
    const end = async (): Promise<void> => {
      await capture.finish();
      await delivery.complete(question);
    };
    this.recordingEnded = end();
  }

  /** It will be written instead: what was said is kept, and does not count. */
  setAside(question: number): void {
    this.parts.conversation.setAside(question);
    void this.parts.capture.finish();
  }

  async send(question: number, isRecorded: boolean): Promise<void> {
    const { capture, delivery, written } = this.parts;
    await capture.finish();
    const fault = await written.send();
    const end = linkEnd(fault);
    if (end) this.listener.endAs(end);
    else if (fault !== null) this.listener.feed({ type: "not_sent" });
    else {
      this.listener.sent(question);
      if (isRecorded) await delivery.complete(question);
      this.listener.feed({ type: "answer_kept", hasWords: true });
    }
  }

  /** Settled when all of the last answer's recording is kept. */
  async recorded(): Promise<void> {
    await this.recordingEnded;
  }

  async requestFeedback(question: number): Promise<void> {
    const { signal } = this.awaiting;
    await this.preparation.ready();
    const given = await this.parts.api.feedback(question, signal).catch(() => null);
    if (signal.aborted) return;
    if (given) this.listener.given(given);
    else this.listener.feed({ type: "feedback_unavailable" });
  }
}
