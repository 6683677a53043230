/** The languages that the pages speak, each by its own name. */

import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";

export const LANGUAGES = { en: "English", de: "Deutsch" } as const;

export type Language = keyof typeof LANGUAGES;
type Other = Exclude<Language, "en">;

const current = signal<Language>("en");
/** What the page speaks now. */
export const language: ReadonlySignal<Language> = current;

const loaders: ((chosen: Language) => Promise<void>)[] = [];
let latest: Language = "en";

/**
 * One part of the pages' words, always in the language that the page speaks. English comes with the page; another
 * language is fetched when it is chosen.
 */
export function catalogue<W>(english: W, others: Record<Other, () => Promise<{ words: W }>>): ReadonlySignal<W> {
  const loaded = signal<Partial<Record<Language, W>>>({ en: english });
  loaders.push(async (chosen) => {
    if (chosen === "en" || loaded.peek()[chosen]) return;
    const { words } = await others[chosen]();
    loaded.value = { ...loaded.peek(), [chosen]: words };
  });
  return computed(() => loaded.value[current.value] ?? english);
}

/** Speaks another language from now on. Where its words cannot be fetched the page goes on in the one it speaks. */
export async function speak(chosen: Language): Promise<void> {
  latest = chosen;
  try {
    await Promise.all(loaders.map((load) => load(chosen)));
  } catch {
    return;
  }
  if (chosen !== latest) return;
  batch(() => {
    current.value = chosen;
    document.documentElement.lang = chosen;
  });
}

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}

/** The first of the reader's languages that the pages speak: `de-CH` is German. */
export function preferred(tags: readonly string[] = navigator.languages): Language {
  return tags.map((tag) => tag.toLowerCase().split("-", 1)[0] ?? "").find(isLanguage) ?? "en";
}
