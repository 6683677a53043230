// @vitest-environment jsdom
import { expect, test } from "vitest";

import apply from "../apply/index.html?raw";
import address from "../address/index.html?raw";
import dashboard from "../dashboard/index.html?raw";
import landing from "../index.html?raw";
import interview from "../interview/index.html?raw";
import notFound from "../not-found/index.html?raw";
import result from "../result/index.html?raw";
import unsubscribe from "../unsubscribe/index.html?raw";
import { words } from "../shared/words/en/landing";
import { pseudo, strayText } from "../shared/words/pseudo";
import { redraw, reword, worded } from "./marked";

const { noScript } = words.application;
const PAGES = [
  ["interview", interview, { title: words.application.interview, noScript }],
  ["dashboard", dashboard, { title: words.application.dashboard, noScript }],
  ["result", result, { title: words.application.shared, noScript }],
  ["apply", apply, { title: words.application.apply, noScript }],
  ["unsubscribe", unsubscribe, { title: words.application.unsubscribe, noScript }],
  ["address", address, { title: words.application.address, noScript }],
  ["landing", landing, words.landing],
  ["not found", notFound, words.notFound],
] as const;
const GERMAN = import.meta.glob("./pictures/de/*.webp");
const ALSO_PLAIN = /^ Colloquy$|^\s*$/;

test.each(PAGES)("the page “%s” says all its words without a script, and others with one", (_, html, said) => {
  const page = new DOMParser().parseFromString(worded(html, words), "text/html");
  const text = (): string =>
    [
      ...[page.title, page.body.textContent, page.querySelector<HTMLMetaElement>("[name=description]")?.content],
      ...[...page.images].map(({ alt }) => alt),
    ].join(" ");
  for (const words of Object.values(said)) expect(text()).toContain(words);

  reword(page, pseudo(words));
  expect(strayText(page.documentElement).filter((stray) => !ALSO_PLAIN.test(stray))).toEqual([]);
  for (const words of Object.values(pseudo(said))) expect(text()).toContain(words);
});

test("each picture of the landing page has one of the same name in every other language", () => {
  const page = new DOMParser().parseFromString(landing, "text/html");
  const marked = [...page.querySelectorAll("[data-picture]")];
  expect(marked.length).toBe(page.querySelectorAll("source, picture img").length);
  redraw(page, (name) => Object.keys(GERMAN).find((path) => path === `./pictures/de/${name}.webp`));
  for (const element of marked)
    expect(element.getAttribute("srcset") ?? element.getAttribute("src")).toContain("./pictures/de/");
});

test.each([interview, result])("pages that links with a secret lead to ask to be left out of searches", (text) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  expect(page.querySelector<HTMLMetaElement>("meta[name=robots]")?.content).toContain("noindex");
});

test("words that do not exist fail the build", () => {
  expect(() => worded('<p data-words="landing.nothing"></p>', words)).toThrow("landing.nothing");
});
