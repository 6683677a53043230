import type { Detail, ErrorBody } from "../api-types";
import type { Words } from "./codes";
import { words } from "./en/problems";
import { catalogue } from "./languages";

type ErrorParams = NonNullable<ErrorBody["params"]>;

/** What the API refuses, by its codes. */
export interface Problems {
  errors: Record<ErrorBody["code"], Words<Partial<ErrorParams>>>;
  /** What was reached where the error is `quota_exceeded` or `too_many_attempts`. */
  limits: Record<NonNullable<ErrorParams["limit"]>, Words<number>>;
  fields: Record<Detail["code"], Words<Partial<Detail["params"]>>>;
  /** What did not come from our API. */
  notOurs: (status: number) => string;
  /** Codes that came into the API after this page. */
  unknown: string;
}

export const problems = catalogue<Problems>(words, { de: () => import("./de/problems") });
