import { words } from "../../shared/words/en/own";
import { catalogue } from "../../shared/words/languages";

/** Fetched with the view that says it. */
export const ownWords = catalogue(words, { de: () => import("../../shared/words/de/own") });
