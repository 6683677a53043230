import type { AnswerProgressView, SessionState, SessionView } from "../../shared/api-types";

export type Tone = "plain" | "live" | "accent" | "good" | "warn" | "bad";

/** How a state of an interview reads and looks. */
export const STATES: Record<SessionState, { name: string; tone: Tone; meaning: string }> = {
  pending: { name: "Pending", tone: "plain", meaning: "The candidate has not begun yet." },
  in_progress: { name: "In progress", tone: "live", meaning: "The candidate is answering, or may come back to it." },
  completed: { name: "Completed", tone: "live", meaning: "The candidate has finished. Processing is about to begin." },
  processing: { name: "Processing", tone: "live", meaning: "Answers are being put together, transcribed and scored." },
  done: { name: "Done", tone: "good", meaning: "Processing is over. What is missing is said at its answer." },
  failed: { name: "Failed", tone: "bad", meaning: "Processing gave up. What the candidate recorded is kept." },
  expired: { name: "Expired", tone: "warn", meaning: "The link ran out before the candidate had begun." },
};

const LINK_ENDED: (typeof STATES)[SessionState] = {
  name: "Link ended",
  tone: "warn",
  meaning:
    "The link ended before the candidate had finished. What was recorded by then may still arrive for a day; then all that is here is processed. With a new link the candidate goes on.",
};

/** How an interview reads: one that was begun waits for a day behind its link's end. */
export function standing(
  { state, expires_at }: Pick<SessionView, "state" | "expires_at">,
  now = Date.now(),
): (typeof STATES)[SessionState] {
  return state === "in_progress" && Date.parse(expires_at) <= now ? LINK_ENDED : STATES[state];
}

const ANSWER_STATES: Record<AnswerProgressView["state"], { name: string; tone: Tone }> = {
  empty: { name: "No answer yet", tone: "plain" },
  recorded: { name: "Recorded", tone: "accent" },
  merged: { name: "Video ready", tone: "accent" },
  transcribed: { name: "Transcribed", tone: "accent" },
  scored: { name: "Scored", tone: "good" },
  failed: { name: "Failed", tone: "bad" },
};

/** How far an answer is. What is not answered when all is over will not be, and a score may be left to a person. */
export function stateOf(
  { state, overall, written }: Pick<AnswerProgressView, "state" | "overall" | "written">,
  isOver: boolean,
): { name: string; tone: Tone } {
  if (state === "empty" && isOver) return { name: "No answer", tone: "plain" };
  if (state === "scored" && overall === null) return { name: "Left to a person", tone: "warn" };
  const isOnItsWay = state === "recorded" || state === "merged" || state === "transcribed";
  return written && isOnItsWay ? { name: "Written", tone: "accent" } : ANSWER_STATES[state];
}

export interface Tab {
  id: string;
  name: string;
  /** Which sessions it lists; none named means all. */
  states: readonly SessionState[];
}

export const TABS: readonly [Tab, ...Tab[]] = [
  { id: "all", name: "All", states: [] },
  { id: "pending", name: "Pending", states: ["pending"] },
  { id: "in-progress", name: "In progress", states: ["in_progress"] },
  { id: "processing", name: "Processing", states: ["completed", "processing"] },
  { id: "done", name: "Done", states: ["done"] },
  { id: "failed", name: "Failed", states: ["failed"] },
  { id: "expired", name: "Expired", states: ["expired"] },
];

export type Counts = Partial<Record<SessionState, number>>;

export function countOf(states: readonly SessionState[], counts: Counts): number {
  const counted = states.length > 0 ? states : (Object.keys(counts) as SessionState[]);
  return counted.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
}

/** Whether something may change without anybody doing anything here. */
export function isMoving(counts: Counts): boolean {
  return countOf(["pending", "in_progress", "completed", "processing"], counts) > 0;
}

export function hasEnded(state: SessionState): boolean {
  return state === "done" || state === "failed" || state === "expired";
}

/** Whether the candidate may be answering right now. */
export function isUnderWay(state: SessionState): boolean {
  return state === "in_progress";
}

/** Whether the candidate may still be sent another link. */
export function isOpen(state: SessionState): boolean {
  return state === "pending" || state === "in_progress" || state === "expired";
}
