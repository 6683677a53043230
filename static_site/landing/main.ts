/** English stands in the page itself; readers of another language that the pages speak get theirs. */

import { chosenLanguage } from "../shared/words/choice";
import type { Language } from "../shared/words/languages";
import type { LandingWords } from "../shared/words/en/landing";
import { reword } from "./marked";

const OTHERS: Record<Exclude<Language, "en">, () => Promise<{ words: LandingWords }>> = {
  de: () => import("../shared/words/de/landing"),
};

const language = chosenLanguage();
if (language !== "en") {
  const { words } = await OTHERS[language]();
  reword(document, words);
  document.documentElement.lang = language;
}
