import type { SessionState } from "../../shared/api-types";
import { MAX_ASKED, MIN_ASKED } from "../../shared/limits";

export const FINISHED = ["done", "failed"] as const satisfies readonly SessionState[];

/** A question, and which interviews it is put to. Empty is whatever it may be. Dates are of the reader's own days. */
export interface Question {
  q: string;
  template_id: string;
  state: (typeof FINISHED)[number] | "";
  from: string;
  to: string;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** What the address asks; what of it means nothing is left out. */
export function questionOf(address: string): Question {
  const given = new URLSearchParams(address);
  const fitting = (name: string, pattern: RegExp): string => {
    const value = given.get(name) ?? "";
    return pattern.test(value) ? value : "";
  };
  const day = (name: string): string => (Number.isNaN(Date.parse(fitting(name, DAY))) ? "" : fitting(name, DAY));
  return {
    q: given.get("q") ?? "",
    template_id: fitting("template_id", UUID),
    state: FINISHED.find((state) => state === given.get("state")) ?? "",
    from: day("from"),
    to: day("to"),
  };
}

export function addressOf(question: Question): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) if (value) given.set(name, value as string);
  return given.toString();
}

/** Why it cannot be asked; null for one that can. Counted as the API counts. */
export function whyNotAsked(q: string): "tooShort" | "tooLong" | null {
  const length = Array.from(q.trim()).length;
  if (length < MIN_ASKED) return "tooShort";
  return length > MAX_ASKED ? "tooLong" : null;
}
