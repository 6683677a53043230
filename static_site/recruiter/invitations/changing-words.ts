import { words } from "../../shared/words/en/changing";
import { catalogue } from "../../shared/words/languages";

/** Fetched with the dialogs that change an invitation. */
export const changing = catalogue(words, { de: () => import("../../shared/words/de/changing") });
