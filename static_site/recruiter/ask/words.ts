import { words } from "../../shared/words/en/ask";
import { catalogue } from "../../shared/words/languages";

/** What is said where interviews are asked. */
export const t = catalogue(words, { de: () => import("../../shared/words/de/ask") });
