import type { ReadonlySignal } from "@preact/signals";

import type { Detail, ErrorBody } from "../api-types";
import type { Words } from "./codes";
import { words } from "./en/problems";
import { catalogue } from "./languages";

type ErrorParams = NonNullable<ErrorBody["params"]>;

export type Limit = NonNullable<ErrorParams["limit"]>;

/** What only those reach who are signed in. Their pages bring the words: a candidate's waits for no more than it may say. */
export type RecruiterLimit =
  | "api_keys"
  | "key_calls"
  | "keys_lately"
  | "kept_answers"
  | "members"
  | "member_letters"
  | "replays"
  | "webhooks"
  | "restarts"
  | "decisions"
  | "notes"
  | "decisions_lately"
  | "judgements_lately"
  | "notes_lately"
  | "dismissals_lately"
  | "tag_changes_lately"
  | "dismissals"
  | "judgements"
  | "rescores"
  | "rescored_answers"
  | "watching_tickets"
  | "letters"
  | "letters_asked_for"
  | "invitation_batches"
  | "links"
  | "exports"
  | "exports_waiting"
  | "analytics_lately"
  | "question_searches"
  | "questions"
  | "shares"
  | "shares_lately"
  | "open_interviews"
  | "tags"
  | "templates"
  | "template_changes"
  | "template_drafts"
  | "watching"
  | "watching_person";

/** What the API refuses, by its codes. */
export interface Problems {
  errors: Record<ErrorBody["code"], Words<Partial<ErrorParams>>>;
  /** What was reached where the error is `quota_exceeded` or `too_many_attempts`. */
  limits: Record<Exclude<Limit, RecruiterLimit>, Words<number>>;
  fields: Record<Detail["code"], Words<Partial<Detail["params"]>>>;
  /** What did not come from our API. */
  notOurs: (status: number) => string;
  /** Codes that came into the API after this page. */
  unknown: string;
}

export const problems = catalogue<Problems>(words, { de: () => import("./de/problems") });

type LimitWords = Partial<Record<Limit, Words<number>>>;

let further: ReadonlySignal<{ limits: LimitWords }> | undefined;

/** Words of limits that this page reaches beside those of all. */
export function bring(words: ReadonlySignal<{ limits: LimitWords }>): void {
  further = words;
}

export function wordsOfLimit(limit: Limit): Words<number> | undefined {
  const limits: LimitWords = problems.value.limits;
  return limits[limit] ?? further?.value.limits[limit];
}
