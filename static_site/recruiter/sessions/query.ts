import type { Certainty, Choice, ListedState, SessionView } from "../../shared/api-types";

export const SORTS = ["finished", "-created", "created", "score", "name", "flags"] as const;
export type Sort = (typeof SORTS)[number];

export const DECISIONS = ["none", "advance", "hold", "reject"] as const satisfies readonly (Choice | "none")[];
export type Decided = (typeof DECISIONS)[number];

export const STATES = [
  "pending",
  "in_progress",
  "completed",
  "processing",
  "done",
  "nothing_answered",
  "failed",
  "expired",
  "withdrawn",
  "cancelled",
] as const satisfies readonly ListedState[];

export const CERTAINTIES = ["needs_person", "indicative", "scored"] as const satisfies readonly Certainty[];

/** How candidates came. */
export const SOURCES = ["invited", "public_link"] as const satisfies readonly Source[];
export type Source = SessionView["source"];

/** Whether there are some that nobody set aside. */
export const FLAGS = ["some", "none"] as const;
export type Flags = (typeof FLAGS)[number];

/** Which interviews are listed, and in which order. Empty is whatever it may be. Dates are of the reader's own days. */
export interface ListQuery {
  q: string;
  template_id: readonly string[];
  state: readonly ListedState[];
  decision: readonly Decided[];
  reviewer: readonly string[];
  tag: readonly string[];
  certainty: readonly Certainty[];
  source: readonly Source[];
  flags: Flags | "";
  score_min: string;
  score_max: string;
  from: string;
  to: string;
  sort: Sort;
}

export const EVERYTHING: ListQuery = {
  ...{ q: "", template_id: [], state: [], decision: [], reviewer: [], tag: [], certainty: [], source: [] },
  ...{ flags: "", score_min: "", score_max: "", from: "", to: "", sort: "finished" },
};

const MAX_LETTERS = 200;
const MAX_VALUES = 20;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** What the address asks for; what of it means nothing is left out. */
export function queryOf(address: string): ListQuery {
  const given = new URLSearchParams(address);
  const one = (name: string): string => (given.get(name) ?? "").slice(0, MAX_LETTERS);
  const all = (name: string): string[] => [...new Set(given.getAll(name))].slice(0, MAX_VALUES);
  const known = <T extends string>(name: string, values: readonly T[]): T[] =>
    values.filter((value) => all(name).includes(value));
  const fitting = (name: string, fits: (value: string) => boolean): string => (fits(one(name)) ? one(name) : "");
  return {
    q: one("q"),
    template_id: all("template_id").filter((id) => UUID.test(id)),
    state: known("state", STATES),
    decision: known("decision", DECISIONS),
    reviewer: all("reviewer").filter((id) => UUID.test(id)),
    tag: all("tag").map((tag) => tag.slice(0, MAX_LETTERS)),
    certainty: known("certainty", CERTAINTIES),
    source: known("source", SOURCES),
    flags: FLAGS.find((flags) => flags === one("flags")) ?? "",
    score_min: fitting("score_min", isScore),
    score_max: fitting("score_max", isScore),
    from: fitting("from", isDay),
    to: fitting("to", isDay),
    sort: SORTS.find((sort) => sort === one("sort")) ?? EVERYTHING.sort,
  };
}

export function isScore(text: string): boolean {
  return text !== "" && Number(text) >= 0 && Number(text) <= 10;
}

function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text));
}

/** As it stands in an address: empty where everything is listed, in the usual order. */
export function addressOf(query: ListQuery): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query) as [keyof ListQuery, ListQuery[keyof ListQuery]][]) {
    if (name === "sort" && value === EVERYTHING.sort) continue;
    for (const each of typeof value === "object" ? value : [value]) if (each) given.append(name, each);
  }
  return given.toString();
}

/** A field of the filters; those beside it that belong together count as one. */
const FILTERS: readonly (readonly (keyof ListQuery)[])[] = [
  ["template_id"],
  ["state"],
  ["decision"],
  ["score_min", "score_max"],
  ["flags"],
  ["certainty"],
  ["source"],
  ["from", "to"],
  ["reviewer"],
  ["tag"],
];

export function isSet(value: ListQuery[keyof ListQuery]): boolean {
  return typeof value === "object" ? value.length > 0 : Boolean(value);
}

/** How many filters narrow the list, the search not counted. */
export function filtersOf(query: ListQuery): number {
  return FILTERS.filter((names) => names.some((name) => isSet(query[name]))).length;
}

export function isNarrowed(query: ListQuery): boolean {
  return query.q.trim() !== "" || filtersOf(query) > 0;
}

/** Nothing is left out, and the order stays. */
export function cleared({ sort }: ListQuery): ListQuery {
  return { ...EVERYTHING, sort };
}

export function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
}
