import type { UserView } from "../../shared/api-types";

/**
 * Who is signed in on this browser, in all its tabs, as far as its pages know. What proves it is a cookie that no script
 * reads. How long that lasts, and which role they have by now, the API alone knows.
 */
export interface Credential {
  user: UserView;
}

const KEY = "colloquy.signed-in";
const WITH_PASSWORD = { has_password: true };

export function storedCredential(storage: Storage = localStorage): Credential | null {
  const text = storage.getItem(KEY);
  if (text === null) return null;
  try {
    const { user } = JSON.parse(text) as Credential;
    // Stored before there was anybody without one.
    return { user: { ...WITH_PASSWORD, ...user } };
  } catch {
    // Not what this page stored: as good as nothing.
    storage.removeItem(KEY);
    return null;
  }
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
