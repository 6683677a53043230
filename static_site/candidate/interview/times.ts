/**
 * How much of each question's time is used: kept on this device with every second, told to the API as soon as it can be
 * asked. So neither a reload nor another device gives new time, and a lost connection takes none.
 */

import { ApiError, wishedPauseMs } from "../../shared/api";
import type { TimeKeptView, TimeView } from "../../shared/api-types";
import { EXPIRES_AFTER_MS } from "../keeping";
import { givenTime, NOTHING_USED, type TimeUsed, type Timing } from "./question-time";

/** As the API takes it. */
export interface TimeTold {
  readonly thinking_ms: number;
  readonly answer_ms: number;
  readonly more_thinking: number;
  readonly more_answer: number;
  readonly asked_ago_ms: number;
  readonly told_ago_ms: number;
  readonly ended: boolean;
}

/** The part of the API that keeps time. It throws ApiError. */
export interface TimeApi {
  keepTime(question: number, told: TimeTold): Promise<TimeKeptView>;
}

interface Kept {
  readonly used: TimeUsed;
  /** When the question was asked, and when the numbers held, by this device's clock. */
  readonly askedAt: number;
  readonly at: number;
  readonly ended: boolean;
  /** The question's time ran when this was kept. */
  readonly running?: boolean;
  readonly told: boolean;
}

/** How it stands with a question when its time is kept. */
export type Standing = "waiting" | "running" | "ended";

const PREFIX = "time/";

export class Times {
  /** Where the browser keeps nothing, this page does. */
  private readonly kept = new Map<number, Kept>();
  private readonly answers = new Map<number, TimeView>();
  private telling: Promise<void> | null = null;
  /** Something was to be told while the last word was on its way. */
  private hasMore = false;
  /** Before that the API wishes not to be told. */
  private restsUntil = 0;

  constructor(
    private readonly sessionId: string,
    private readonly api: TimeApi,
    private readonly onGiven: (given: TimeKeptView["given"]) => void,
    private readonly storage: () => Storage = () => localStorage,
    private readonly now: () => number = Date.now,
  ) {
    this.load();
  }

  /** Kept on this device: the first word says that the question is asked, the last one that its answer is finished. */
  keep(question: number, used: TimeUsed, standing: Standing = "waiting"): void {
    const before = this.kept.get(question);
    const kept: Kept = {
      used: most(before?.used ?? NOTHING_USED, used),
      askedAt: before?.askedAt ?? this.now(),
      at: this.now(),
      ended: standing === "ended" || before?.ended === true,
      running: standing === "running",
      told: false,
    };
    this.put(question, kept);
  }

  /** When an earlier page went away while the question's time ran; null where none did, and when it is asked again. */
  takeLeftAt(question: number): number | null {
    const kept = this.kept.get(question);
    if (!kept?.running || kept.ended) return null;
    this.put(question, { ...kept, running: false });
    return kept.at;
  }

  /** Tells the API what it does not know yet, in order; what cannot be told now is told with the next word. */
  tell(): Promise<void> {
    this.hasMore = true;
    this.telling ??= this.tellAll().finally(() => (this.telling = null));
    return this.telling;
  }

  /** What of a question's time is used, whoever knows more: this device, or the API. */
  used(question: number, timing: Timing, shown: TimeView | null): TimeUsed {
    const time = this.answers.get(question) ?? shown;
    const known = time ? usedOf(time, timing) : NOTHING_USED;
    return most(known, this.kept.get(question)?.used ?? NOTHING_USED);
  }

  /** Nobody goes on with this interview. */
  forget(): void {
    try {
      for (const question of this.kept.keys()) this.storage().removeItem(this.key(question));
    } catch {
      // Nothing is kept here.
    }
    this.kept.clear();
  }

  private async tellAll(): Promise<void> {
    while (this.hasMore) {
      this.hasMore = false;
      const untold = [...this.kept].filter(([, { told }]) => !told);
      if (this.now() < this.restsUntil) return;
      for (const [question, kept] of untold.sort(([, a], [, b]) => a.askedAt - b.askedAt)) {
        try {
          const answer = await this.api.keepTime(question, this.toldNow(kept));
          this.answers.set(question, answer.time);
          this.onGiven(answer.given);
        } catch (error) {
          // What is refused for good would be refused again.
          this.restsUntil = this.now() + wishedPauseMs(error);
          if (!(error instanceof ApiError) || error.isPassing) return;
        }
        if (this.kept.get(question) === kept) this.put(question, { ...kept, told: true });
      }
    }
  }

  private toldNow({ used, askedAt, at, ended }: Kept): TimeTold {
    const ago = (then: number): number => Math.min(EXPIRES_AFTER_MS, Math.max(0, this.now() - then));
    return {
      thinking_ms: Math.round(used.thinkingMs),
      answer_ms: Math.round(used.answerMs),
      more_thinking: used.moreThinking,
      more_answer: used.moreAnswer,
      asked_ago_ms: ago(askedAt),
      told_ago_ms: ago(at),
      ended,
    };
  }

  private put(question: number, kept: Kept): void {
    this.kept.set(question, kept);
    try {
      this.storage().setItem(this.key(question), JSON.stringify(kept));
    } catch {
      // Full or refused: the page has it.
    }
  }

  /** Of this interview; of any other, what nobody came back for goes. */
  private load(): void {
    try {
      const storage = this.storage();
      for (const key of Object.keys(storage).filter((key) => key.startsWith(PREFIX))) {
        const kept = parsed(storage.getItem(key));
        const own = this.key("");
        if (kept === null || this.now() - kept.at > EXPIRES_AFTER_MS) storage.removeItem(key);
        else if (key.startsWith(own)) this.kept.set(Number(key.slice(own.length)), kept);
      }
    } catch {
      // Nothing is kept here.
    }
  }

  private key(question: number | ""): string {
    return `${PREFIX}${this.sessionId}/${question}`;
  }
}

function usedOf(time: TimeView, timing: Timing): TimeUsed {
  const more = { moreThinking: time.more_thinking, moreAnswer: time.more_answer };
  const { thinkingMs, answerMs } = givenTime(timing, more);
  return { ...more, thinkingMs: thinkingMs - time.thinking_left_ms, answerMs: answerMs - time.answer_left_ms };
}

function most(one: TimeUsed, other: TimeUsed): TimeUsed {
  return {
    thinkingMs: Math.max(one.thinkingMs, other.thinkingMs),
    answerMs: Math.max(one.answerMs, other.answerMs),
    moreThinking: Math.max(one.moreThinking, other.moreThinking),
    moreAnswer: Math.max(one.moreAnswer, other.moreAnswer),
  };
}

/** What stands in the storage, where it is ours. */
function parsed(stored: string | null): Kept | null {
  try {
    const kept = JSON.parse(stored ?? "null") as Partial<Kept> | null;
    const used: readonly unknown[] = Object.values(kept?.used ?? { none: null });
    const numbers = [kept?.askedAt, kept?.at, ...used];
    return kept && numbers.every((number) => Number.isFinite(number)) ? (kept as Kept) : null;
  } catch {
    return null;
  }
}
