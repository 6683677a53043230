import type { ReadonlySignal } from "@preact/signals";

import type { Detail, ErrorBody } from "../api-types";
import type { Words } from "./codes";
import { words } from "./en/problems";
import { catalogue } from "./languages";

export type ErrorParams = NonNullable<ErrorBody["params"]>;

export type Limit = NonNullable<ErrorParams["limit"]>;

/** What only those are refused who are signed in, as below. */
export type RecruiterError =
  | "unknown_place"
  | "link_misplaced"
  | "changed_meanwhile"
  | "version_required"
  | "wrong_code"
  | "in_flight"
  | "answer_not_kept"
  | "key_reused"
  | "interview_over"
  | "not_finished"
  | "id_used"
  | "score_awaited"
  | "people_only"
  | "wrong_password"
  | "second_factor_required"
  | "passwords_off"
  | "provider_refused"
  | "provider_unusable"
  | "address_unverified"
  | "no_member"
  | "kept_admin"
  | "second_factor_already"
  | "no_second_factor"
  | "set_up_already"
  | "last_admin"
  | "already_member"
  | "account_elsewhere"
  | "not_for_keys"
  | "scope_missing"
  | "already_invited"
  | "template_archived"
  | "template_in_use"
  | "unreadable_pdf"
  | "unreadable_table"
  | "no_name_column"
  | "column_twice"
  | "too_many_rows"
  | "unreadable_image"
  | "nothing_described"
  | "invitation_over"
  | "unsubscribed"
  | "address_refused"
  | "mail_off"
  | "ends_too_late"
  | "less_than_begun"
  | "no_address"
  | "link_unknown"
  | "nothing_decided"
  | "not_failed"
  | "judge_first"
  | "already_restarted"
  | "withdrawn";

/** What only those are refused, and reach, who have a template's public link: its page brings the words. */
export type PublicError = "public_link_closed" | "public_link_full";
export type PublicLimit =
  "public_requests" | "public_requests_of_link" | "public_requests_of_network" | "public_requests_of_address";

/** What only those reach who are signed in. Their pages bring the words: a candidate's waits for no more than it may say. */
export type RecruiterLimit =
  | "sign_ins"
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
  | "logos"
  | "reminders_asked_for"
  | "invitation_changes"
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
  errors: Record<Exclude<ErrorBody["code"], RecruiterError | PublicError>, Words<Partial<ErrorParams>>>;
  /** What was reached where the error is `quota_exceeded` or `too_many_attempts`. */
  limits: Record<Exclude<Limit, RecruiterLimit | PublicLimit>, Words<number>>;
  fields: Record<Detail["code"], Words<Partial<Detail["params"]>>>;
  /** What did not come from our API. */
  notOurs: (status: number) => string;
  /** Codes that came into the API after this page. */
  unknown: string;
}

export const problems = catalogue<Problems>(words, { de: () => import("./de/problems") });

interface Further {
  errors: Partial<Record<string, Words<Partial<ErrorParams>>>>;
  limits: Partial<Record<Limit, Words<number>>>;
}

let further: ReadonlySignal<Further> | undefined;

/** Words of what this page is refused beside what all are. */
export function bring(words: ReadonlySignal<Further>): void {
  further = words;
}

/** By a code, which may have come into the API after this page. */
export function wordsOfError(code: string): Words<Partial<ErrorParams>> {
  const { errors, unknown }: Pick<Further, "errors"> & Pick<Problems, "unknown"> = problems.value;
  return errors[code] ?? further?.value.errors[code] ?? unknown;
}

export function wordsOfLimit(limit: Limit): Words<number> | undefined {
  const { limits }: Pick<Further, "limits"> = problems.value;
  return limits[limit] ?? further?.value.limits[limit];
}
