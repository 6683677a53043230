/** Pages of plain HTML, whose elements name their words: `<h1 data-words="landing.heading"></h1>`. */

import type { LandingWords } from "../shared/words/en/landing";

/** Where an element says its words that is empty otherwise. */
const SAID_IN: Readonly<Record<string, string>> = { meta: "content", img: "alt" };

const MARKED = /<(\w+)([^>]*?)\s+data-words="([\w.]+)"([^>]*?)\s*(?:\/>|>\s*<\/\1>)/g;

/** The page with its words in it, for those without scripts, too. */
export function worded(html: string, words: LandingWords): string {
  return html.replace(MARKED, (_, tag: string, before: string, key: string, after: string) => {
    const text = escaped(wordsAt(words, key));
    const mark = `<${tag}${before} data-words="${key}"${after}`;
    const attribute = SAID_IN[tag];
    return attribute ? `${mark} ${attribute}="${text}" />` : `${mark}>${text}</${tag}>`;
  });
}

/** Says the page that is open in other words. */
export function reword(page: Document, words: LandingWords): void {
  for (const element of page.querySelectorAll<HTMLElement>("[data-words]")) {
    const text = wordsAt(words, element.dataset["words"] ?? "");
    const attribute = SAID_IN[element.localName];
    if (attribute) element.setAttribute(attribute, text);
    else element.textContent = text;
  }
}

/** Shows other pictures in place of those that are open, by the names that `data-picture` gives. */
export function redraw(page: Document, addressOf: (name: string) => string | undefined): void {
  for (const element of page.querySelectorAll<HTMLElement>("[data-picture]")) {
    const address = addressOf(element.dataset["picture"] ?? "");
    if (address) element.setAttribute(element instanceof HTMLSourceElement ? "srcset" : "src", address);
  }
}

function wordsAt(words: LandingWords, key: string): string {
  const [section = "", name = ""] = key.split(".");
  const text = (words as Partial<Record<string, Partial<Record<string, string>>>>)[section]?.[name];
  if (text === undefined) throw new Error(`There are no words for ${key}.`);
  return text;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
