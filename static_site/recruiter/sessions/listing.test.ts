import { expect, test } from "vitest";

import { Api } from "../../shared/api";
import { loadListing } from "./listing";
import { TABS } from "./states";

/** An API with these sessions a page, by state ("all" for none named). */
function apiWith(pages: Record<string, string[][]>) {
  const asked: string[] = [];
  const api = new Api({
    token: () => null,
    fetch: (url) => {
      const query = new URL(url as string, "http://site").searchParams;
      asked.push(query.toString());
      const found = pages[query.get("state") ?? "all"] ?? [[]];
      const at = Number(query.get("cursor") ?? 0);
      const sessions = found[at]?.map((created_at) => ({ id: created_at, created_at }));
      const next_cursor = at + 1 < found.length ? String(at + 1) : null;
      return Promise.resolve(Response.json({ sessions, counts: { done: 3 }, next_cursor }));
    },
  });
  return { api, asked };
}

const tab = (id: string) => TABS.find((each) => each.id === id)!;
const never = new AbortController().signal;

test("pages are put together until there are no more", async () => {
  const { api, asked } = apiWith({ all: [["5", "4"], ["3"]] });
  const first = await loadListing(api, tab("all"), 1, never);
  expect([first.sessions.length, first.hasMore]).toEqual([2, true]);
  const all = await loadListing(api, tab("all"), 5, never);
  expect([all.sessions.map(({ id }) => id), all.hasMore]).toEqual([["5", "4", "3"], false]);
  expect(asked).toEqual(["limit=25", "limit=25", "cursor=1&limit=25"]);
});

test("a tab of several states lists them together, newest first", async () => {
  const { api } = apiWith({ completed: [["4", "1"]], processing: [["3"]] });
  const { sessions } = await loadListing(api, tab("processing"), 1, never);
  expect(sessions.map(({ id }) => id)).toEqual(["4", "3", "1"]);
});
