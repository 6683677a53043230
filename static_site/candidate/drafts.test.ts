// @vitest-environment jsdom

import { beforeEach, describe, expect, test } from "vitest";

import { Drafts } from "./drafts";

beforeEach(() => localStorage.clear());

describe("a draft", () => {
  test("is there for the next page, for this question of this interview alone", () => {
    new Drafts("s1").keep(0, "I like");
    expect(new Drafts("s1").get(0)).toBe("I like");
    expect(new Drafts("s1").get(1)).toBe("");
    expect(new Drafts("s2").get(0)).toBe("");
  });

  test("goes when it was sent", () => {
    const drafts = new Drafts("s1");
    drafts.keep(0, "I like");
    drafts.forget(0);
    expect(drafts.get(0)).toBe("");
    expect(localStorage.length).toBe(0);
  });

  test("is kept by the page where the browser keeps nothing", () => {
    const drafts = new Drafts("s1", () => {
      throw new DOMException("no", "SecurityError");
    });
    drafts.keep(0, "I like");
    expect(drafts.get(0)).toBe("I like");
    drafts.forget(0);
    expect(drafts.get(0)).toBe("");
  });
});
