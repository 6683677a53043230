import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import { CHOICE } from "../../shared/words/choice";
import { LANGUAGES, isLanguage, language, speak } from "../../shared/words/languages";
import { t } from "../words";

/** Every language by its own name, for whoever cannot read the one that is spoken. What is chosen in one tab holds in all. */
export function LanguageChoice(): JSX.Element {
  async function choose(select: HTMLSelectElement): Promise<void> {
    if (isLanguage(select.value)) await speak(select.value);
    // Where its words could not be fetched, the page goes on in the one that it speaks.
    select.value = language.peek();
    localStorage.setItem(CHOICE, select.value);
  }

  useEffect(() => {
    const follow = ({ key, newValue }: StorageEvent): void => {
      if (key === CHOICE && newValue !== null && isLanguage(newValue)) void speak(newValue);
    };
    addEventListener("storage", follow);
    return () => removeEventListener("storage", follow);
  }, []);

  return (
    <select
      class="input language-choice"
      aria-label={t.value.frame.language}
      value={language.value}
      onChange={({ currentTarget }) => void choose(currentTarget)}
    >
      {Object.entries(LANGUAGES).map(([tag, name]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  );
}
