import { words } from "../../shared/words/en/templates";
import { catalogue } from "../../shared/words/languages";

/** What is said where templates are kept in order. */
export const t = catalogue(words, { de: () => import("../../shared/words/de/templates") });
