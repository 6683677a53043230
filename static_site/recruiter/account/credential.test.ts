import { beforeEach, expect, test, vi } from "vitest";

import { followOtherTabs, storeCredential, storedCredential } from "./credential";

const credential = {
  expiresAt: "2026-11-21T12:00:00Z",
  user: { id: "u", name: "Ada", email: "ada@example.com", role: "recruiter" },
} as const;
const before = Date.parse("2026-11-21T11:00:00Z");

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

test("a sign-in lasts as long as the API says, in whichever tab", () => {
  storeCredential(credential);
  expect(storedCredential(localStorage, before)).toEqual(credential);
  expect(storedCredential(localStorage, before + 7_200_000)).toBeNull();
  expect(storedCredential(localStorage, before)).toBeNull();
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
