import { words } from "../shared/words/en/result";
import { catalogue } from "../shared/words/languages";

/** What is said when the interview is over: fetched with the view that says it. */
export const resultWords = catalogue(words, { de: () => import("../shared/words/de/result") });
