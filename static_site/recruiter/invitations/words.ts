import { words } from "../../shared/words/en/invitations";
import { catalogue } from "../../shared/words/languages";

/** What is said where many people are invited together. */
export const t = catalogue(words, { de: () => import("../../shared/words/de/invitations") });
