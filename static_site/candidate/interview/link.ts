/** The candidate's link: its token stands in the fragment, which no server sees. */

const KEY = "colloquy-link";
const TOKEN = /^[A-Za-z0-9_-]{20,128}$/;

/** The token of this page's link, also after a reload; null where there is none. */
export function linkToken(hash: string, storage: Storage | null): string | null {
  const given = hash.replace(/^#/, "");
  if (TOKEN.test(given)) {
    storage?.setItem(KEY, given);
    return given;
  }
  return storage?.getItem(KEY) ?? null;
}

/** null where the browser refuses it. */
export function pageStorage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
