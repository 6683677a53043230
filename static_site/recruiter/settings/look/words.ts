import { words } from "../../../shared/words/en/settings-look";
import { catalogue } from "../../../shared/words/languages";

export const t = catalogue(words, { de: () => import("../../../shared/words/de/settings-look") });
