// @vitest-environment jsdom

import { beforeEach, describe, expect, test } from "vitest";

import { Drafts } from "./drafts";
import { EXPIRES_AFTER_MS } from "../keeping";

beforeEach(() => localStorage.clear());

describe("a draft", () => {
  test("is there for the next page, for this question of this interview alone", () => {
    new Drafts("s1").keep(0, "I like");
    expect(new Drafts("s1").get(0)).toBe("I like");
    expect(new Drafts("s1").get(1)).toBe("");
    expect(new Drafts("s2").get(0)).toBe("");
  });

  test("is listed with those of the other questions", () => {
    const drafts = new Drafts("s1", undefined, () => 7);
    new Drafts("s1", undefined, () => 5).keep(10, "earlier");
    drafts.keep(0, "I like");
    new Drafts("s2", undefined, () => 7).keep(1, "another interview's");
    expect(drafts.all()).toEqual(
      new Map([
        [0, { text: "I like", at: 7 }],
        [10, { text: "earlier", at: 5 }],
      ]),
    );
  });

  test("goes when it was sent", () => {
    const drafts = new Drafts("s1");
    drafts.keep(0, "I like");
    drafts.forget(0);
    expect(drafts.get(0)).toBe("");
    expect(localStorage.length).toBe(0);
  });

  test("goes a week after it was last written at, whoever opens an interview then", () => {
    const at = (now: number, session = "s1") => new Drafts(session, undefined, () => now);
    at(0).keep(0, "I like");
    at(1).keep(1, "I like it");
    expect(at(EXPIRES_AFTER_MS).get(0)).toBe("I like");
    at(EXPIRES_AFTER_MS + 1, "s2");
    expect(Object.keys(localStorage)).toEqual(["draft/s1/1"]);
  });

  test("that is none goes, and what others keep here stays", () => {
    localStorage.setItem("draft/s1/0", "I like");
    localStorage.setItem("draft/s1/1", '{"text": 1}');
    localStorage.setItem("theme", "dark");
    expect(new Drafts("s1").get(0)).toBe("");
    expect(Object.keys(localStorage)).toEqual(["theme"]);
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
