import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Api } from "../../shared/api";
import { LIST_KEY, keepList, keptList, listAddress, neighboursOf } from "./neighbours";

let stored: Map<string, string>;
let asked: string[];

const api = new Api({
  token: () => null,
  fetch: (url) => {
    asked.push(url as string);
    return Promise.resolve(Response.json({ sessions: [{ id: "c" }, { id: "d" }], counts: {}, next_cursor: null }));
  },
});

beforeEach(() => {
  stored = new Map();
  asked = [];
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

test("a session has those beside it in the list that it was opened from", async () => {
  keepList({ query: "state=done", ids: ["a", "b", "c"], cursor: null });
  expect(await neighboursOf(api, "b")).toEqual({ previous: "a", next: "c" });
  expect(await neighboursOf(api, "a")).toEqual({ previous: null, next: "b" });
  expect(await neighboursOf(api, "c")).toEqual({ previous: "b", next: null });
  expect([listAddress(), asked]).toEqual(["/?state=done", []]);
});

test("where the list ends, it is loaded on with its own filters", async () => {
  keepList({ query: "state=done&sort=score", ids: ["a", "b"], cursor: "1" });
  expect(await neighboursOf(api, "b")).toEqual({ previous: "a", next: "c" });
  expect(asked).toEqual(["/api/sessions?state=done&sort=score&cursor=1&limit=25"]);
  expect(await neighboursOf(api, "d")).toEqual({ previous: "c", next: null });
  expect(asked).toHaveLength(1);
});

test.each([null, "", "{", "[]", "1", '{"query":1}', '{"query":"","ids":[1]}'])("%j is no list", async (found) => {
  if (found !== null) stored.set(LIST_KEY, found);
  expect(keptList()).toBeNull();
  expect(listAddress()).toBe("/");
  expect(await neighboursOf(api, "a")).toEqual({ previous: null, next: null });
});

test("of an endless list so much is kept as a tab may keep", () => {
  keepList({ query: "", ids: Array.from({ length: 3000 }, (_, n) => String(n)), cursor: "1" });
  expect([keptList()?.ids.length, keptList()?.cursor]).toEqual([2000, null]);
});
