import type { Score } from "../../shared/api-types";
import { count } from "../../shared/format";

export const HIGHEST_LEVEL = 5;

export const CRITERIA: Record<Score["criteria"][number]["name"], { name: string; meaning: string }> = {
  content: { name: "Content", meaning: "Does it answer the question with relevant, specific substance?" },
  structure: { name: "Structure", meaning: "Do the parts of the answer hang together?" },
  clarity: { name: "Clarity", meaning: "Is the wording precise and easy to understand?" },
  delivery: { name: "Delivery", meaning: "Do the words commit to what is said? Judged by wording alone." },
};

export const ABSTENTIONS: Record<NonNullable<Score["abstained_because"]>, string> = {
  no_speech: "Nothing was said in this recording, so no model was asked. Please watch it and judge for yourself.",
  too_few_words: "Too little was said for a fair score, so no model was asked. Please watch it and judge for yourself.",
  unsupported_evidence:
    "The model could not back its judgement with words that were really said, so it does not count. Please judge for yourself.",
};

export function outOfTen(score: number): string {
  return `${score.toFixed(1)} / 10`;
}

/** Who scored: `openai/gpt-oss-120b by api.groq.com`. */
export function scoredBy({ samples: [sample] }: Pick<Score, "samples">): string | null {
  return sample ? `${sample.model} by ${sample.service}` : null;
}

/** How much there was to score, where no model did. */
export function wordsFound(words: number): string {
  return words === 0
    ? "No words were found in it."
    : `${count(words, "word")} ${words === 1 ? "was" : "were"} found in it.`;
}
