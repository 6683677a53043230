/** The language that the candidate chooses before the interview begins; a reload of this tab keeps it. */

import type { InterviewView, Language } from "../../shared/api-types";
import { isLanguage } from "../../shared/words/languages";

/** What this tab spoke last, for a page that cannot ask which interview it is of. */
const SPOKEN = "colloquy-language";

const key = (sessionId: string): string => `colloquy-language/${sessionId}`;

/** In which the interview is held, as far as this tab knows: one that has begun has its language for good. */
export function chosenLanguage(
  { session_id, state, language }: Pick<InterviewView, "session_id" | "state" | "language">,
  storage: Storage | null,
): Language {
  const kept = state === "pending" ? storage?.getItem(key(session_id)) : null;
  return kept && isLanguage(kept) ? kept : language;
}

export function keepLanguage(sessionId: string, language: Language, storage: Storage | null): void {
  storage?.setItem(key(sessionId), language);
}

export function spokenLast(storage: Storage | null): Language | null {
  const kept = storage?.getItem(SPOKEN) ?? "";
  return isLanguage(kept) ? kept : null;
}

export function keepSpoken(language: Language, storage: Storage | null): void {
  storage?.setItem(SPOKEN, language);
}
