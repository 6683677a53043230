const KEY = "colloquy.provider";
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Whose accounts were signed in with on this browser: its link is offered again. */
export function storedProvider(storage: Storage = localStorage): string | null {
  const organisation = storage.getItem(KEY) ?? "";
  return UUID.test(organisation) ? organisation : null;
}

export function storeProvider(organisation: string, storage: Storage = localStorage): void {
  storage.setItem(KEY, organisation);
}

export function isOrganisation(text: string): boolean {
  return UUID.test(text);
}
