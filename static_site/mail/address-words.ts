import { words } from "../shared/words/en/address";
import { catalogue } from "../shared/words/languages";

/** What is said to who confirms that messages reach them at an address. */
export const addressWords = catalogue(words, { de: () => import("../shared/words/de/address") });
