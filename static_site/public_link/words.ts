import type { Words } from "../shared/words/codes";
import { type ApplyWords, words } from "../shared/words/en/apply";
import { catalogue } from "../shared/words/languages";
import { type PublicError, type PublicLimit, bring } from "../shared/words/problems";

/** What this page alone is refused is worded here. */
interface Refused {
  errors: Record<PublicError | "link_unknown", string>;
  limits: Record<PublicLimit | "links" | "open_interviews", Words<number>>;
}

/** What is said to somebody who has a template's public link. */
export const t = catalogue<ApplyWords & Refused>(words, { de: () => import("../shared/words/de/apply") });

bring(t);
