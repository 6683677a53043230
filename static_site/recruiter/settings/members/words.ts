import { words } from "../../../shared/words/en/members";
import { catalogue } from "../../../shared/words/languages";

/** What is said of the members of an organisation. */
export const t = catalogue(words, { de: () => import("../../../shared/words/de/members") });
