import type { JSX } from "preact";

import { LANGUAGES, type Language, isLanguage } from "./words/languages";

/** The languages in which an interview can be held, each by its own name. */
export function LanguageSelect({
  id,
  value,
  hint,
  onChange,
}: {
  id: string;
  value: Language;
  hint?: string;
  onChange: (language: Language) => void;
}): JSX.Element {
  return (
    <select
      class="input"
      id={id}
      value={value}
      aria-describedby={hint}
      onChange={({ currentTarget }) => isLanguage(currentTarget.value) && onChange(currentTarget.value)}
    >
      {Object.entries(LANGUAGES).map(([tag, name]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  );
}
