// @vitest-environment jsdom

import { beforeEach, expect, test } from "vitest";

import { linkToken } from "./link";

const TOKEN = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

beforeEach(() => sessionStorage.clear());

test("the token stands in the fragment, and outlives a reload of a page without it", () => {
  expect(linkToken(`#${TOKEN}`, sessionStorage)).toBe(TOKEN);
  expect(linkToken("", sessionStorage)).toBe(TOKEN);
});

test("a new link takes the old one's place", () => {
  linkToken(`#${TOKEN}`, sessionStorage);
  const other = TOKEN.replace("6", "7");
  expect(linkToken(`#${other}`, sessionStorage)).toBe(other);
  expect(linkToken("", sessionStorage)).toBe(other);
});

test("an address without a token is no link, with or without storage", () => {
  expect(linkToken("", null)).toBeNull();
  expect(linkToken("#", sessionStorage)).toBeNull();
  expect(linkToken("#<script>alert(1)</script>", sessionStorage)).toBeNull();
  expect(linkToken(`#${TOKEN}`, null)).toBe(TOKEN);
});
