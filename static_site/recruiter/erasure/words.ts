import { words } from "../../shared/words/en/erasure";
import { catalogue } from "../../shared/words/languages";

/** What is said where interviews are deleted. */
export const t = catalogue(words, { de: () => import("../../shared/words/de/erasure") });
