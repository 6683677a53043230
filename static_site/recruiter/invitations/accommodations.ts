import type { Accommodations } from "../../shared/api-types";
import { number } from "../../shared/format";
import { t } from "../words";

export const USUAL: Accommodations = { answer_time_factor: 1, silence_s: 4, captions: false, text_answers: false };

export const TIME_FACTORS = [1, 1.25, 1.5, 2, 3] as const;

/** In seconds; null where silence ends no answer. */
export const SILENCES = [4, 8, 15, null] as const;

/** What the fields of the invitation say. */
export function accommodationsOf(given: FormData): Accommodations {
  const silence = given.get("silence_s");
  return {
    answer_time_factor: Number(given.get("answer_time_factor") ?? USUAL.answer_time_factor),
    silence_s: silence === null ? USUAL.silence_s : silence === "" ? null : Number(silence),
    captions: given.has("captions"),
    text_answers: given.has("text_answers"),
  };
}

/** What was arranged, in neutral words; nothing for what everyone gets. */
export function arrangedFor(arranged: Accommodations): string[] {
  const { answer_time_factor: factor, silence_s: silence } = arranged;
  const words = t.value.accommodations.arranged;
  return [
    factor !== USUAL.answer_time_factor && words.moreTime(number(factor)),
    silence !== USUAL.silence_s && (silence === null ? words.endedBySaying : words.endedBySilence(silence)),
    arranged.captions && words.captions,
    arranged.text_answers && words.mightWrite,
  ].filter((line) => line !== false);
}
