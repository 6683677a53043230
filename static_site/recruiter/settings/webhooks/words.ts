import { words } from "../../../shared/words/en/webhooks";
import { catalogue } from "../../../shared/words/languages";

/** What is said of webhooks. */
export const t = catalogue(words, { de: () => import("../../../shared/words/de/webhooks") });
