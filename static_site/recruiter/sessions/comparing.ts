/** So many stand side by side. */
export const LEAST_COMPARED = 2;
export const MOST_COMPARED = 5;

export type NotCompared = "tooFew" | "tooMany" | "severalTemplates";

/**
 * Why so many interviews, of these templates as far as they are known, are not compared; null where they may be. Of
 * several templates, nobody was asked the same.
 */
export function whyNotCompared(count: number, templates: readonly string[]): NotCompared | null {
  if (count < LEAST_COMPARED) return "tooFew";
  if (count > MOST_COMPARED) return "tooMany";
  return new Set(templates).size > 1 ? "severalTemplates" : null;
}
