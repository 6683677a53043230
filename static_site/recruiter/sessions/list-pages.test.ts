import { expect, test } from "vitest";

import type { ListedSession, SessionList } from "../../shared/api-types";
import { begun, extended, idsOf, refreshed } from "./list-pages";

const session = (id: string, state = "done"): ListedSession => ({ id, state }) as ListedSession;
const page = (ids: string, next: string | null = null, state = "done"): SessionList => ({
  sessions: ids.split(",").map((id) => session(id, state)),
  counts: {},
  totals: { to_decide: 0, needs_person: 0, under_way: 0, decided: 0, failed: 0 },
  next_cursor: next,
});

test("pages are put together until there are no more", () => {
  const list = extended(begun(page("a,b", "1")), page("c,d"));
  expect([idsOf(list).join(""), list.next]).toEqual(["abcd", null]);
  expect(list.pages.map(({ cursor }) => cursor)).toEqual([null, "1"]);
});

test("what slid to a later page is not shown twice", () => {
  expect(idsOf(extended(begun(page("a,b", "1")), page("b,c"))).join("")).toBe("abc");
});

test("what is new is counted, and nothing moves", () => {
  const list = refreshed(begun(page("a,b,c", "1")), page("x,y,a", "2", "failed"), true);
  expect([idsOf(list).join(""), list.news, list.next]).toEqual(["abc", 2, "1"]);
  expect(list.pages[0]?.sessions.map(({ state }) => state)).toEqual(["failed", "done", "done"]);
});

test("a list that was empty shows what is new", () => {
  const list = refreshed(begun({ ...page("a"), sessions: [] }), page("x,y", "2"), true);
  expect([idsOf(list).join(""), list.news, list.next]).toEqual(["xy", 0, "2"]);
});

test("a later page brings its rows up to date, and tells of nothing new", () => {
  const list = refreshed(extended(begun(page("a,b", "1")), page("c,d")), page("d,e", null, "failed"), false);
  expect([idsOf(list).join(""), list.news]).toEqual(["abcd", 0]);
  expect(list.pages[1]?.sessions.map(({ state }) => state)).toEqual(["done", "failed"]);
});
