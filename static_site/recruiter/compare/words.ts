import { words } from "../../shared/words/en/compare";
import { catalogue } from "../../shared/words/languages";

/** What is said where interviews stand side by side. */
export const t = catalogue(words, { de: () => import("../../shared/words/de/compare") });
