/** The language that a reader of the dashboard chose on this browser; the plain pages follow it. */

import { type Language, isLanguage, preferred } from "./languages";

export const CHOICE = "colloquy.language";

/** What was chosen, or else what the browser prefers. */
export function chosenLanguage(): Language {
  const stored = read();
  return stored !== null && isLanguage(stored) ? stored : preferred();
}

/** Some browsers refuse even to be asked. */
function read(): string | null {
  try {
    return localStorage.getItem(CHOICE);
  } catch {
    return null;
  }
}
