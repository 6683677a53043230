import type { AnswerProgressView, ListedState, SessionState, SessionView } from "../../shared/api-types";

export type Tone = "plain" | "live" | "accent" | "good" | "warn" | "bad";

export type Standing = ListedState | "link_ended";

export const TONES: Readonly<Record<Standing, Tone>> = {
  pending: "plain",
  in_progress: "live",
  completed: "live",
  processing: "live",
  done: "good",
  failed: "bad",
  expired: "warn",
  withdrawn: "plain",
  cancelled: "plain",
  link_ended: "warn",
  nothing_answered: "plain",
};

/**
 * Where an interview stands: one that was begun waits for a day behind its link's end, and one in which nothing was
 * answered is no failure of ours.
 */
export function standing(
  { state, expires_at, failure }: Pick<SessionView, "state" | "expires_at"> & Partial<Pick<SessionView, "failure">>,
  now = Date.now(),
): Standing {
  if (state === "failed" && failure?.code === "nothing_recorded") return "nothing_answered";
  return state === "in_progress" && Date.parse(expires_at) <= now ? "link_ended" : state;
}

export type AnswerStanding = AnswerProgressView["state"] | "no_answer" | "left_to_a_person" | "written";

export const ANSWER_TONES: Readonly<Record<AnswerStanding, Tone>> = {
  empty: "plain",
  recorded: "accent",
  merged: "accent",
  transcribed: "accent",
  scored: "good",
  failed: "bad",
  no_answer: "plain",
  left_to_a_person: "warn",
  written: "accent",
};

/** How far an answer is. What is not answered when all is over will not be, and a score may be left to a person. */
export function stateOf(
  { state, overall, written }: Pick<AnswerProgressView, "state" | "overall" | "written">,
  isOver: boolean,
): AnswerStanding {
  if (state === "empty" && isOver) return "no_answer";
  if (state === "scored" && overall === null) return "left_to_a_person";
  const isOnItsWay = state === "recorded" || state === "merged" || state === "transcribed";
  return written && isOnItsWay ? "written" : state;
}

export type Counts = Partial<Record<ListedState, number>>;

/** Whether something may change without anybody doing anything here. */
export function isMoving(counts: Counts): boolean {
  const moving: readonly SessionState[] = ["pending", "in_progress", "completed", "processing"];
  return moving.some((state) => (counts[state] ?? 0) > 0);
}

export function hasEnded(state: SessionState): boolean {
  const ended: readonly SessionState[] = ["done", "failed", "expired", "withdrawn", "cancelled"];
  return ended.includes(state);
}

/** Whether the candidate may be answering right now. */
export function isUnderWay(state: SessionState): boolean {
  return state === "in_progress";
}

/** Whether the candidate may still be sent another link. */
export function isOpen(state: SessionState): boolean {
  return isCancellable(state) || state === "expired" || state === "cancelled";
}

/** Whether the invitation stands, and may be cancelled. */
export function isCancellable(state: SessionState): boolean {
  return state === "pending" || state === "in_progress";
}
