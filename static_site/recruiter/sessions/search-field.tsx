import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { t } from "../words";

/** A pause in typing. */
const PAUSE_MS = 300;

/** `onSearch` is told once somebody pauses, or presses Enter. */
export function SearchField({ value, onSearch }: { value: string; onSearch: (text: string) => void }): JSX.Element {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const told = useRef(value);
  useEffect(() => {
    // Changed elsewhere: by going back, or by clearing the filters.
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function tell(next: string): void {
    clearTimeout(timer.current);
    if (next === told.current) return;
    told.current = next;
    onSearch(next);
  }

  return (
    <form
      role="search"
      class="list-search"
      onSubmit={(event) => {
        event.preventDefault();
        tell(text);
      }}
    >
      <label class="visually-hidden" for="search">
        {t.value.sessions.search}
      </label>
      <input
        id="search"
        class="input"
        type="search"
        dir="auto"
        autocomplete="off"
        placeholder={t.value.sessions.searchHint}
        value={text}
        onInput={(event) => {
          const next = event.currentTarget.value;
          setText(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => tell(next), PAUSE_MS);
        }}
      />
    </form>
  );
}
