/** Which results somebody has opened in this browser: of the newest, by their ids, for each account apart. */
const MAX_IDS = 2000;

const keyOf = (userId: string): string => `colloquy.opened.${userId}`;

export function openedBy(userId: string): ReadonlySet<string> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(userId)) ?? "[]");
    return new Set(Array.isArray(found) ? found.filter((id) => typeof id === "string") : []);
  } catch {
    return new Set();
  }
}

export function markOpened(userId: string, id: string): void {
  const opened = openedBy(userId);
  if (opened.has(id)) return;
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify([...opened, id].slice(-MAX_IDS)));
  } catch {
    // Full, or forbidden: everything counts as new then.
  }
}
