import { beforeEach, expect, test, vi } from "vitest";

import { storeCredential, storedCredential } from "./credential";

const credential = {
  token: "t",
  expiresAt: "2026-11-21T12:00:00Z",
  user: { id: "u", name: "Ada", email: "ada@example.com", role: "recruiter" },
} as const;
const before = Date.parse("2026-11-21T11:00:00Z");

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

test("a sign-in lasts as long as its token", () => {
  storeCredential(credential);
  expect(storedCredential(sessionStorage, before)).toEqual(credential);
  expect(storedCredential(sessionStorage, before + 7_200_000)).toBeNull();
  expect(storedCredential(sessionStorage, before)).toBeNull();
});

test("signing out leaves nothing behind, and what is not ours counts for nothing", () => {
  storeCredential(credential);
  storeCredential(null);
  expect(storedCredential()).toBeNull();
  sessionStorage.setItem("colloquy.sign-in", "{");
  expect(storedCredential()).toBeNull();
});
