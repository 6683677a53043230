import type { SessionList } from "../../shared/api-types";
import type { ListQuery } from "./query";

type Narrowing = Pick<ListQuery, "state" | "decision" | "certainty">;

export interface Card {
  name: keyof SessionList["totals"] | "all" | "pending";
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
  { name: "failed", lists: { ...ALL, state: ["failed"] } },
  { name: "pending", lists: { ...ALL, state: ["pending"] } },
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
  return name === "pending" ? (counts["pending"] ?? 0) : totals[name];
}
