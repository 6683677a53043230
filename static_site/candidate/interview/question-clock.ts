/** Keeps the time that the current question uses, and tells the API of it as often as is useful. */

import { AGAIN_AFTER_MS } from "../../shared/retry-pause";
import { isTimed, type State, usedBy } from "./interview-machine";
import { NOTHING_USED } from "./question-time";
import type { Standing, Times } from "./times";

const KEEP_EVERY_MS = 1_000;
const TELL_EVERY_MS = 15_000;

export class QuestionClock {
  private keptAt = -Infinity;
  private toldAt = -Infinity;

  constructor(
    private readonly times: Pick<Times, "keep" | "tell">,
    private readonly now: () => number = Date.now,
  ) {}

  /** Something has happened to the question: told at once. */
  keep(state: State, standing: Standing = standingOf(state)): void {
    const { question, used } = state;
    this.times.keep(question, used, standing);
    this.tell();
  }

  /** An answer that could go on until now is over. */
  end(question: number): void {
    this.times.keep(question, NOTHING_USED, "ended");
    this.tell();
  }

  /** Called now and then. */
  look(state: State): void {
    const now = this.now();
    const { phase, question, given, used } = state;
    if (isTimed(phase) && now - this.keptAt >= KEEP_EVERY_MS) {
      this.keptAt = now;
      this.times.keep(question, usedBy(state, now), "running");
    }
    const isWaiting = phase === "asking" && !given.includes(question);
    if (now - this.toldAt < (isWaiting ? AGAIN_AFTER_MS : TELL_EVERY_MS)) return;
    // The answer to a word about the question is its words.
    if (isWaiting) this.times.keep(question, used);
    this.tell();
  }

  private tell(): void {
    this.toldAt = this.now();
    void this.times.tell();
  }
}

function standingOf({ phase, reversible }: State): Standing {
  if (isTimed(phase)) return "running";
  return phase === "awaiting_feedback" && !reversible ? "ended" : "waiting";
}
