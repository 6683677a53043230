import { words } from "../../../shared/words/en/keys";
import { catalogue } from "../../../shared/words/languages";

/** What is said of API keys. */
export const t = catalogue(words, { de: () => import("../../../shared/words/de/keys") });
