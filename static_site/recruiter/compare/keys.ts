import { KEYS, type Keys } from "../session/keys";

/** As of an interview, but that all are played one after another, and that the one that is marked can be opened. */
export const COMPARE_KEYS: Keys = [
  ...KEYS.filter(([command]) => command !== "evidence" && command !== "keys"),
  ["turn", "t"],
  ["open", "o"],
  ["keys", "?"],
];
