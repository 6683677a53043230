/** Pages of plain HTML, whose elements name their words: `<h1 data-words="landing.heading"></h1>`. */

import type { LandingWords } from "../shared/words/en/landing";

const MARKED = /<(\w+)([^>]*?)\s+data-words="([\w.]+)"([^>]*?)\s*(?:\/>|>\s*<\/\1>)/g;

/** The page with its words in it, for those without scripts, too. */
export function worded(html: string, words: LandingWords): string {
  return html.replace(MARKED, (_, tag: string, before: string, key: string, after: string) => {
    const text = escaped(wordsAt(words, key));
    const mark = `<${tag}${before} data-words="${key}"${after}`;
    return tag === "meta" ? `${mark} content="${text}" />` : `${mark}>${text}</${tag}>`;
  });
}

/** Says the page that is open in other words. */
export function reword(page: Document, words: LandingWords): void {
  for (const element of page.querySelectorAll<HTMLElement>("[data-words]")) {
    const text = wordsAt(words, element.dataset["words"] ?? "");
    if (element instanceof HTMLMetaElement) element.content = text;
    else element.textContent = text;
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
