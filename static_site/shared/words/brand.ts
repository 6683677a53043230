import { words } from "./en/brand";
import { catalogue } from "./languages";

/** What is said at the foot of an organisation's pages. */
export const t = catalogue(words, { de: () => import("./de/brand") });
