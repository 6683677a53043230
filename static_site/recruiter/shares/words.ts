import { words } from "../../shared/words/en/shares";
import { catalogue } from "../../shared/words/languages";

/** What is said where a result is shared. */
export const t = catalogue(words, { de: () => import("../../shared/words/de/shares") });
