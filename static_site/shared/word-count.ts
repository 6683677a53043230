/** Words by Unicode segmentation (Standard Annex 29), in scripts without spaces by dictionary. */

let segmenter: Intl.Segmenter | undefined;

export function wordCount(text: string): number {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "word" });
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words += 1;
  return words;
}
