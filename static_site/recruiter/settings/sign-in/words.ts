import { words } from "../../../shared/words/en/provider";
import { catalogue } from "../../../shared/words/languages";

/** What is said of signing in by the organisation's own accounts. */
export const t = catalogue(words, { de: () => import("../../../shared/words/de/provider") });
