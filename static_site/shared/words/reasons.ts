import { words } from "./en/reasons";
import { catalogue } from "./languages";

/** Why something is missing or failed, by the API's codes. */
export const reasons = catalogue(words, { de: () => import("./de/reasons") });
