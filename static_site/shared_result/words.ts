import { words } from "../shared/words/en/shared-result";
import { catalogue } from "../shared/words/languages";

/** What is said to somebody who was shown a result. */
export const t = catalogue(words, { de: () => import("../shared/words/de/shared-result") });
