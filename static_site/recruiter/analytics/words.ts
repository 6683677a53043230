import { words } from "../../shared/words/en/analytics";
import { catalogue } from "../../shared/words/languages";

/** What is said of many interviews. */
export const t = catalogue(words, { de: () => import("../../shared/words/de/analytics") });
