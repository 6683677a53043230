import { words } from "../../shared/words/en/public-link";
import { catalogue } from "../../shared/words/languages";

/** What is said of a template's public link. */
export const t = catalogue(words, { de: () => import("../../shared/words/de/public-link") });
