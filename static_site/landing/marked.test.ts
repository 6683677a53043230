// @vitest-environment jsdom
import { expect, test } from "vitest";

import dashboard from "../dashboard/index.html?raw";
import landing from "../index.html?raw";
import interview from "../interview/index.html?raw";
import notFound from "../not-found/index.html?raw";
import result from "../result/index.html?raw";
import { words } from "../shared/words/en/landing";
import { pseudo, strayText } from "../shared/words/pseudo";
import { reword, worded } from "./marked";

const { noScript } = words.application;
const PAGES = [
  ["interview", interview, { title: words.application.interview, noScript }],
  ["dashboard", dashboard, { title: words.application.dashboard, noScript }],
  ["result", result, { title: words.application.shared, noScript }],
  ["landing", landing, words.landing],
  ["not found", notFound, words.notFound],
] as const;
const ALSO_PLAIN = /^ Colloquy$|^\s*$/;

test.each(PAGES)("the page “%s” says all its words without a script, and others with one", (_, html, said) => {
  const page = new DOMParser().parseFromString(worded(html, words), "text/html");
  const text = (): string =>
    [page.title, page.body.textContent, page.querySelector<HTMLMetaElement>("[name=description]")?.content].join(" ");
  for (const words of Object.values(said)) expect(text()).toContain(words);

  reword(page, pseudo(words));
  expect(strayText(page.documentElement).filter((stray) => !ALSO_PLAIN.test(stray))).toEqual([]);
  for (const words of Object.values(pseudo(said))) expect(text()).toContain(words);
});

test("words that do not exist fail the build", () => {
  expect(() => worded('<p data-words="landing.nothing"></p>', words)).toThrow("landing.nothing");
});
