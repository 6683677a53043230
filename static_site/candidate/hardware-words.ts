import { words } from "../shared/words/en/hardware";
import { catalogue } from "../shared/words/languages";

/** What is said while the devices are tried: fetched with the view that says it. */
export const hardwareWords = catalogue(words, { de: () => import("../shared/words/de/hardware") });
