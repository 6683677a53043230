import { words } from "../../../shared/words/en/audit";
import { catalogue } from "../../../shared/words/languages";

/** What is said of the audit log. */
export const t = catalogue(words, { de: () => import("../../../shared/words/de/audit") });
