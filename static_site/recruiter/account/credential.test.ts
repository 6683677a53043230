import { beforeEach, expect, test, vi } from "vitest";

import { followOtherTabs, storeCredential, storedCredential } from "./credential";

const credential = {
  user: { id: "u", name: "Ada", email: "ada@example.com", role: "recruiter", has_password: true },
} as const;

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

test("who signed in is signed in, in whichever tab", () => {
  storeCredential(credential);
  expect(storedCredential()).toEqual(credential);
});

test("signing out leaves nothing behind, and what is not ours counts for nothing", () => {
  storeCredential(credential);
  storeCredential(null);
  expect(storedCredential()).toBeNull();
  localStorage.setItem("colloquy.signed-in", "{");
  expect(storedCredential()).toBeNull();
});

test("who signs out in one tab is signed out in the others", () => {
  const tab = new EventTarget();
  vi.stubGlobal("addEventListener", tab.addEventListener.bind(tab));
  vi.stubGlobal("removeEventListener", tab.removeEventListener.bind(tab));
  const heard: unknown[] = [];
  const stop = followOtherTabs((next) => heard.push(next));
  const changed = (key: string | null): void => void tab.dispatchEvent(Object.assign(new Event("storage"), { key }));
  changed("something.else");
  changed("colloquy.signed-in");
  changed(null);
  stop();
  changed("colloquy.signed-in");
  expect(heard).toEqual([null, null]);
});
