import { KEYS, type Keys } from "../session/keys";

/**
 * In the list J and K lead from row to row; Enter opens the one that has the focus, as it does on any link. The order
 * is one press of Tab behind the search.
 */
export const LIST_KEYS: Keys = [
  ["search", "/"],
  ...KEYS.filter(([command]) => ["nextCandidate", "previousCandidate", "keys"].includes(command)),
];

const LINK = ".row-link";

/** Moves the focus to the row before or behind the one that has it: to the first one where none has. */
export function stepRow(list: ParentNode, by: 1 | -1): void {
  const links = [...list.querySelectorAll<HTMLElement>(LINK)];
  const row = document.activeElement?.closest("[role=row]");
  const at = links.findIndex((link) => row?.contains(link));
  const next = at < 0 ? links[0] : links[at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
