/** English stands in the page itself, words and pictures; readers of another language that the pages speak get theirs. */

import { chosenLanguage } from "../shared/words/choice";
import type { Language } from "../shared/words/languages";
import type { LandingWords } from "../shared/words/en/landing";
import { redraw, reword } from "./marked";

interface Translated {
  readonly words: LandingWords;
  /** Their addresses, by their paths from here. */
  readonly pictures: Readonly<Record<string, string>>;
}

const OTHERS: Record<Exclude<Language, "en">, () => Promise<Translated>> = {
  de: () => import("./german"),
};

const language = chosenLanguage();
if (language !== "en") {
  const { words, pictures } = await OTHERS[language]();
  document.documentElement.lang = language;
  reword(document, words);
  redraw(document, (name) => pictures[`./pictures/${language}/${name}.webp`]);
}
