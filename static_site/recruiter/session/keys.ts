import { useEffect, useRef, useState } from "preact/hooks";

import type { Choice } from "../../shared/api-types";

export type Command =
  | Choice
  | "nextCandidate"
  | "previousCandidate"
  | "nextQuestion"
  | "previousQuestion"
  | "play"
  | "back"
  | "slower"
  | "faster"
  | "evidence"
  | "turn"
  | "open"
  | "search"
  | "keys";

/** What each key of a page does, in the order in which they are told. */
export type Keys = readonly (readonly [command: Command, ...keys: [string, ...string[]]])[];

/** Of an interview. */
export const KEYS: Keys = [
  ["advance", "a"],
  ["hold", "h"],
  ["reject", "r"],
  ["nextCandidate", "j"],
  ["previousCandidate", "k"],
  ["nextQuestion", "n"],
  ["previousQuestion", "p"],
  ["play", "v", " "],
  ["evidence", "e"],
  ["back", "b"],
  ["slower", "<"],
  ["faster", ">"],
  ["keys", "?"],
];

/** As they are told to who hears the page. */
export function shortcutsOf(command: Command, keys = KEYS): string {
  const found = keys.flatMap(([each, ...keys]) => (each === command ? keys : []));
  return found.map((key) => (key === " " ? "Space" : key.toUpperCase())).join(" ");
}

/** Where keys write. */
const FIELDS = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog";
/** Where the space bar means something already. */
const PRESSED = "input, button, a, summary, video, audio, [data-place]";

/** What a key asks for; null where it writes into a field, is held down, or goes with another one. */
export function commandOf(event: KeyboardEvent, keys = KEYS): Command | null {
  const { target, key, ctrlKey, metaKey, altKey, repeat, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || repeat || defaultPrevented) return null;
  if (target instanceof Element && target.closest(key === " " ? `${FIELDS}, ${PRESSED}` : FIELDS)) return null;
  if (document.querySelector("dialog[open]")) return null;
  return keys.find(([, ...each]) => each.includes(key.toLowerCase()))?.[0] ?? null;
}

/** Keys that do what `commands` say, while `isOn`. */
export function useKeys(commands: Partial<Record<Command, () => void>>, isOn: boolean, keys = KEYS): void {
  const latest = useRef(commands);
  latest.current = commands;
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent): void => {
      const command = commandOf(event, keys);
      const run = command && latest.current[command];
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isOn, keys]);
}

const SWITCHED_OFF = "colloquy.keys-off";

/** Whether single keys do something. Who speaks to the browser, or hits keys by chance, switches them off for good. */
export function useKeysWanted(): [wanted: boolean, want: (wanted: boolean) => void] {
  const [wanted, setWanted] = useState(() => !isSwitchedOff());
  return [
    wanted,
    (next) => {
      setWanted(next);
      try {
        if (next) localStorage.removeItem(SWITCHED_OFF);
        else localStorage.setItem(SWITCHED_OFF, "true");
      } catch {
        // It holds for this page then.
      }
    },
  ];
}

/** Some browsers refuse even to be asked. */
function isSwitchedOff(): boolean {
  try {
    return localStorage.getItem(SWITCHED_OFF) !== null;
  } catch {
    return false;
  }
}
