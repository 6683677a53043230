/** An answer, or the practice, as the page gives it: its sound and its words are no other answer's. */

import type {
  AnswerFinished,
  AnswerStarted,
  PracticeFinished,
  PracticeStarted,
  VoiceCommand,
} from "../../shared/socket-types";

/** From here on the microphone is an answer. */
export type Start = AnswerStarted | PracticeStarted;
export type Finish = AnswerFinished | PracticeFinished;

export class GivenAnswer {
  /** Its end; null while it is being given. */
  end: Finish | null = null;
  /** What of its sound nobody was told yet, of 100 ms each. */
  kept: ArrayBuffer[] = [];
  /** Some of its sound was dropped, so that nobody will hear it. */
  isInPart = false;
  /** The words of its takes before, */
  private before = "";
  /** and of the newest. */
  private words = "";

  constructor(readonly start: Start) {}

  /** null is the one to practise on. */
  get question(): number | null {
    return questionOf(this.start);
  }

  get isPractice(): boolean {
    return this.question === null;
  }

  /** Its end, as the proxy is told. */
  get toldEnd(): Finish | null {
    return this.isInPart && this.end?.type === "answer_finished" ? { ...this.end, in_part: true } : this.end;
  }

  /** A new connection counts its words from its own start. */
  beginTake(): void {
    this.before = this.soFar(this.words);
    this.words = "";
  }

  /** All its words, where those of the newest take are these. */
  soFar(text: string): string {
    this.words = text;
    return [this.before, text].filter((words) => words !== "").join(" ");
  }
}

/** Drop the oldest sound that is more than so many frames together; returns the answers that lack some now. */
export function makeRoom(answers: readonly GivenAnswer[], most: number): GivenAnswer[] {
  let over = answers.reduce((frames, { kept }) => frames + kept.length, 0) - most;
  return answers.filter((answer) => {
    const dropped = answer.kept.splice(0, Math.max(0, over)).length;
    over -= dropped;
    answer.isInPart ||= dropped > 0;
    return dropped > 0;
  });
}

export function isStart(request: VoiceCommand): request is Start {
  return request.type === "answer_started" || request.type === "practice_started";
}

export function isFinish(request: VoiceCommand): request is Finish {
  return request.type === "answer_finished" || request.type === "practice_finished";
}

/** The question that this begins or ends the answer to; null is the one to practise on. */
export function questionOf(request: Start | Finish): number | null {
  return "question" in request ? request.question : null;
}

/** What ends an answer that was begun by this. */
export function finishOf(start: Start): Finish {
  if (start.type === "practice_started") return { type: "practice_finished" };
  return { type: "answer_finished", question: start.question };
}
