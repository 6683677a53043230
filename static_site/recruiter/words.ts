import { catalogue } from "../shared/words/languages";
import { words } from "../shared/words/en/recruiter";
import "../shared/words/recruiter-problems";

/** The recruiter's words, in the language that the page speaks. */
export const t = catalogue(words, { de: () => import("../shared/words/de/recruiter") });
