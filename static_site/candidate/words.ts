import { words } from "../shared/words/en/candidate";
import { catalogue } from "../shared/words/languages";

/** The candidate's words, in the language that the page speaks. */
export const t = catalogue(words, { de: () => import("../shared/words/de/candidate") });
