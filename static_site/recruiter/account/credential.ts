import type { UserView } from "../../shared/api-types";

/** Who is signed in on this browser, in all its tabs. What proves it is a cookie that no script reads. */
export interface Credential {
  expiresAt: string;
  user: UserView;
}

const KEY = "colloquy.signed-in";

export function storedCredential(storage: Storage = localStorage, now: number = Date.now()): Credential | null {
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

export function storeCredential(credential: Credential | null, storage: Storage = localStorage): void {
  if (credential) storage.setItem(KEY, JSON.stringify(credential));
  else storage.removeItem(KEY);
}

/** Calls back when another tab signs in or out. */
export function followOtherTabs(onChange: (credential: Credential | null) => void): () => void {
  const follow = ({ key }: StorageEvent): void => {
    if (key === KEY || key === null) onChange(storedCredential());
  };
  addEventListener("storage", follow);
  return () => removeEventListener("storage", follow);
}
