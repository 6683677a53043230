import { expect, test } from "vitest";

import { type Route, hashOf, routeOf } from "./route";

const ID = "7b0c2bb4-6f0e-4a0e-9f0c-0b6ad2f3f0a1";
const OTHER = "7b0c2bb4-6f0e-4a0e-9f0c-0b6ad2f3f0a2";

test.each<[string, Route]>([
  ["#/", { page: "sessions", query: null }],
  ["#/?", { page: "sessions", query: "" }],
  ["#/?state=done&q=a%20b", { page: "sessions", query: "state=done&q=a%20b" }],
  [`#/sessions/${ID}`, { page: "session", id: ID }],
  [`#/sessions/${ID}/q/12`, { page: "session", id: ID, question: 12 }],
  [`#/sessions/${ID}/q/12?at=4100`, { page: "session", id: ID, question: 12, at: 4100 }],
  ["#/ask", { page: "ask", query: "" }],
  ["#/ask?q=Who%3F", { page: "ask", query: "q=Who%3F" }],
  [`#/compare?id=${ID}&id=${OTHER}`, { page: "compare", ids: [ID, OTHER] }],
  [`#/compare?id=${ID}&q=3`, { page: "compare", ids: [ID], question: 3 }],
  ["#/templates", { page: "templates" }],
  ["#/templates/new", { page: "template", id: null }],
  [`#/templates/new?copy=${ID}`, { page: "template", id: null, copyOf: ID }],
  [`#/templates/${ID}/versions`, { page: "versions", id: ID }],
  [`#/templates/${ID}`, { page: "template", id: ID }],
  ["#/settings", { page: "settings", section: null }],
  ["#/settings/deletions", { page: "settings", section: "deletions" }],
  ["#/analytics", { page: "analytics", query: "" }],
  ["#/settings", { page: "settings", section: null }],
  ["#/settings/audit", { page: "settings", section: "audit" }],
  ["#/analytics?period=all", { page: "analytics", query: "period=all" }],
])("%s shows its page, and the page has that address", (hash, route) => {
  expect(routeOf(hash)).toEqual(route);
  expect(hashOf(route)).toBe(hash);
});

test("without an address there are the interviews", () => {
  expect(routeOf("")).toEqual({ page: "sessions", query: null });
});

test("who stands twice is compared once, and what is no interview not at all", () => {
  const compared = { page: "compare", ids: [ID, OTHER] };
  expect(routeOf(`#/compare?id=${ID}&id=${OTHER}&id=${ID}&id=1&q=0`)).toEqual(compared);
});

test("a moment that is none is passed over", () => {
  expect(routeOf(`#/sessions/${ID}/q/1?at=-5`)).toEqual({ page: "session", id: ID, question: 1 });
});

test.each([
  "#/nowhere",
  "#/ask/more",
  `#/compare/${ID}`,
  "#/sessions",
  "#/sessions/1",
  `#/sessions/${ID}/more`,
  `#/sessions/${ID}/q/0`,
  `#/sessions/${ID}/q/1/2`,
  `#/sessions/1/q/1`,
  "#/templates/old",
  "#/settings/deletions/1",
  "#/settings/1",
  "#/analytics/old",
  "#/settings/audit/1",
  `#/templates/${ID}/history`,
])("%s is no page of ours", (hash) => {
  expect(routeOf(hash)).toEqual({ page: "unknown" });
});
