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
  | "keys";

/** What each key does, in the order in which they are told. */
export const KEYS: readonly (readonly [command: Command, ...keys: [string, ...string[]]])[] = [
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
export function shortcutsOf(command: Command): string {
  const keys = KEYS.flatMap(([each, ...keys]) => (each === command ? keys : []));
  return keys.map((key) => (key === " " ? "Space" : key.toUpperCase())).join(" ");
}

const COMMANDS = new Map(KEYS.flatMap(([command, ...keys]) => keys.map((key) => [key, command] as const)));
/** Where keys write. */
const FIELDS = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog";
/** Where the space bar means something already. */
const PRESSED = "input, button, a, summary, video, audio, [data-place]";

/** What a key asks for; null where it writes into a field, is held down, or goes with another one. */
export function commandOf(event: KeyboardEvent): Command | null {
  const { target, key, ctrlKey, metaKey, altKey, repeat, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || repeat || defaultPrevented) return null;
  if (target instanceof Element && target.closest(key === " " ? `${FIELDS}, ${PRESSED}` : FIELDS)) return null;
  if (document.querySelector("dialog[open]")) return null;
  return COMMANDS.get(key.toLowerCase()) ?? null;
}

/** Keys that do what `commands` say, while `isOn`. */
export function useKeys(commands: Partial<Record<Command, () => void>>, isOn: boolean): void {
  const latest = useRef(commands);
  latest.current = commands;
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent): void => {
      const command = commandOf(event);
      const run = command && latest.current[command];
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isOn]);
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
