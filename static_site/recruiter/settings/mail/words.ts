import { words } from "../../../shared/words/en/mail-texts";
import { catalogue } from "../../../shared/words/languages";

export const t = catalogue(words, { de: () => import("../../../shared/words/de/mail-texts") });
