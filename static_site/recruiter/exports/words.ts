import { words } from "../../shared/words/en/exports";
import { catalogue } from "../../shared/words/languages";

/** What is said where results are exported. */
export const t = catalogue(words, { de: () => import("../../shared/words/de/exports") });
