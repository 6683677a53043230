import { words } from "./en/shared";
import { catalogue } from "./languages";

/** The words that both pages use. */
export const t = catalogue(words, { de: () => import("./de/shared") });
