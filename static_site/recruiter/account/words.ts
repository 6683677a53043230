import { words } from "../../shared/words/en/account";
import { catalogue } from "../../shared/words/languages";

/** What is said of accounts: to who sets one up, and to who has one. */
export const t = catalogue(words, { de: () => import("../../shared/words/de/account") });
