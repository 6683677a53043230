import { words } from "../../shared/words/en/settings-privacy";
import { catalogue } from "../../shared/words/languages";

export const t = catalogue(words, { de: () => import("../../shared/words/de/settings-privacy") });
