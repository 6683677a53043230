import { afterEach, expect, test, vi } from "vitest";

import { markOpened, openedBy } from "./opened";

afterEach(() => vi.unstubAllGlobals());

test("what each person opened is known of the newest, and of nobody else", () => {
  const stored = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
  markOpened("ada", "0");
  const [[key, first] = ["", ""]] = stored;
  expect(first).toBe('["0"]');
  stored.set(key, JSON.stringify(Array.from({ length: 2000 }, (_, n) => String(n))));
  for (let n = 2000; n < 2005; n++) markOpened("ada", String(n));
  expect([openedBy("ada").size, openedBy("ada").has("4"), openedBy("ada").has("2004")]).toEqual([2000, false, true]);
  expect(openedBy("bob").size).toBe(0);
  stored.set("colloquy.opened.ada", "{");
  expect(openedBy("ada").size).toBe(0);
});

test("where nothing may be stored, everything counts as new", () => {
  vi.stubGlobal("localStorage", {
    getItem: () => null,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  });
  markOpened("ada", "1");
  expect(openedBy("ada").size).toBe(0);
});
