import type { UserView } from "../shared/api-types";

/** Who is signed in on this tab. It ends with the tab, or when the API no longer takes the token. */
export interface Credential {
  token: string;
  expiresAt: string;
  user: UserView;
}

const KEY = "colloquy.sign-in";

export function storedCredential(storage: Storage = sessionStorage, now: number = Date.now()): Credential | null {
  const text = storage.getItem(KEY);
  if (text === null) return null;
  try {
    const found = JSON.parse(text) as Credential;
    if (new Date(found.expiresAt).getTime() > now) return found;
  } catch {
    // Not what this page stored: as good as nothing.
  }
  storage.removeItem(KEY);
  return null;
}

export function storeCredential(credential: Credential | null, storage: Storage = sessionStorage): void {
  if (credential) storage.setItem(KEY, JSON.stringify(credential));
  else storage.removeItem(KEY);
}
