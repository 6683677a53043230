import { words } from "../../shared/words/en/preview";
import { catalogue } from "../../shared/words/languages";

/** What a preview says beside the pages that it shows. */
export const previewWords = catalogue(words, { de: () => import("../../shared/words/de/preview") });
