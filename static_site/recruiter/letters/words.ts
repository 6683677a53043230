import { words } from "../../shared/words/en/letters";
import { catalogue } from "../../shared/words/languages";

/** What is said of mails to a candidate. */
export const t = catalogue(words, { de: () => import("../../shared/words/de/letters") });
