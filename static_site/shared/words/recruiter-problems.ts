import type { Words } from "./codes";
import { words } from "./en/recruiter-problems";
import { catalogue } from "./languages";
import { type ErrorParams, type RecruiterError, type RecruiterLimit, bring } from "./problems";

/** What the API refuses those alone who are signed in. */
export interface RecruiterProblems {
  errors: Record<RecruiterError, Words<Partial<ErrorParams>>>;
  limits: Record<RecruiterLimit, Words<number>>;
}

bring(catalogue<RecruiterProblems>(words, { de: () => import("./de/recruiter-problems") }));
