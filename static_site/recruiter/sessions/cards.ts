import type { ListedState, SessionList } from "../../shared/api-types";
import type { ListQuery } from "./query";

type Narrowing = Pick<ListQuery, "state" | "decision" | "certainty">;

/** Cards of one state each: that is what they are called, and what they count. */
const STATES = ["nothing_answered", "failed", "pending"] as const satisfies readonly ListedState[];

export interface Card {
  name: Exclude<keyof SessionList["totals"], "failed"> | "all" | (typeof STATES)[number];
  lists: Narrowing;
}

const ALL: Narrowing = { state: [], decision: [], certainty: [] };

/** What a team works through. A card narrows by state, decision and worth, and leaves the other filters as they are. */
export const CARDS: readonly Card[] = [
  { name: "all", lists: ALL },
  { name: "to_decide", lists: { ...ALL, state: ["done"], decision: ["none"] } },
  { name: "needs_person", lists: { ...ALL, decision: ["none"], certainty: ["needs_person"] } },
  { name: "under_way", lists: { ...ALL, state: ["in_progress", "completed", "processing"] } },
  { name: "decided", lists: { ...ALL, decision: ["advance", "hold", "reject"] } },
  ...STATES.map((state) => ({ name: state, lists: { ...ALL, state: [state] } })),
];

export function withCard(query: ListQuery, { lists }: Card): ListQuery {
  return { ...query, ...lists };
}

export function isCard(query: ListQuery, { lists }: Card): boolean {
  return (["state", "decision", "certainty"] as const).every((name) => query[name].join() === lists[name].join());
}

/** How many there are of a card's. */
export function figureOf({ name }: Card, { counts, totals }: Pick<SessionList, "counts" | "totals">): number {
  if (name === "all") return Object.values(counts).reduce((sum, count) => sum + count, 0);
  return isState(name) ? (counts[name] ?? 0) : totals[name];
}

export function isState(name: Card["name"]): name is (typeof STATES)[number] {
  return STATES.some((state) => state === name);
}
