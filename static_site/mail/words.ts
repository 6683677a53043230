import { words } from "../shared/words/en/unsubscribe";
import { catalogue } from "../shared/words/languages";

/** What is said to somebody who wants no more of our mails. */
export const t = catalogue(words, { de: () => import("../shared/words/de/unsubscribe") });
