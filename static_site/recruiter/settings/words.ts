import { words } from "../../shared/words/en/settings";
import { catalogue } from "../../shared/words/languages";

/** What is said around the settings of an organisation. */
export const t = catalogue(words, { de: () => import("../../shared/words/de/settings") });
