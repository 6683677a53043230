import type { Score } from "../../shared/api-types";
import { oneDecimal } from "../../shared/format";
import { wordOf } from "../../shared/words/codes";
import { t } from "../words";

export const HIGHEST_LEVEL = 5;

/** What a criterion is called and asks for: as its rubric calls it, or the page; else by its name. */
export function criterionOf(name: string, title = ""): { name: string; meaning: string } {
  const known: Partial<Record<string, { name: string; meaning: string }>> = t.value.scorecard.criteria;
  return title ? { name: title, meaning: "" } : (known[name] ?? { name: name.replaceAll("_", " "), meaning: "" });
}

/** Why no model gave a score. */
export function abstention(because: Score["abstained_because"]): string {
  const { abstentions, judgeYourself } = t.value.scorecard;
  return because === null ? judgeYourself : wordOf<typeof because>(abstentions, because, judgeYourself);
}

/** A quote as an excerpt: what goes before or on after it is told by `…`. */
export function asExcerpt(quote: string): string {
  const before = /^\p{Ll}/u.test(quote) ? "…" : "";
  return /[.!?…。！？؟]["'”’»)]*$/u.test(quote) ? before + quote : `${before}${quote.replace(/[,;:\s]+$/u, "")}…`;
}

export function outOfTen(score: number): string {
  return `${oneDecimal(score)} / 10`;
}

type Figure = Pick<Score, "low" | "high" | "confidence" | "indicative"> & Partial<Pick<Score, "samples">>;

/** How sure a figure is: its range, a word for it, how often it was judged, and whether a language model did. */
export function howSure({ low, high, confidence, indicative, samples = [] }: Figure): string {
  const words = t.value.scorecard;
  const said = [
    low !== null && high !== null && low < high && words.between(oneDecimal(low), oneDecimal(high)),
    confidence && wordOf<typeof confidence>(words.confidence, confidence, ""),
    samples.length > 0 && words.samples(samples.length),
    indicative && words.indicative,
  ];
  return said.filter(Boolean).join(" · ");
}

/** Who scored: `openai/gpt-oss-120b by api.groq.com`, or what names itself as both. */
export function scoredBy({ samples: [sample] }: Pick<Score, "samples">): string | null {
  if (!sample) return null;
  const { model, service } = sample;
  return model === service ? model : t.value.scorecard.scorer(model, service);
}
