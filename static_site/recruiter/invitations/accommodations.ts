import type { Accommodations } from "../../shared/api-types";

export const USUAL: Accommodations = { answer_time_factor: 1, silence_s: 4, captions: false, text_answers: false };

export const TIME_FACTORS: readonly { factor: number; name: string }[] = [
  { factor: 1, name: "As the template says" },
  { factor: 1.25, name: "A quarter more" },
  { factor: 1.5, name: "Half as much again" },
  { factor: 2, name: "Twice as much" },
  { factor: 3, name: "Three times as much" },
];

export const SILENCES: readonly { seconds: number | null; name: string }[] = [
  { seconds: 4, name: "After 4 seconds of silence" },
  { seconds: 8, name: "After 8 seconds of silence" },
  { seconds: 15, name: "After 15 seconds of silence" },
  { seconds: null, name: "Never, only by “I'm done”" },
];

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
  return [
    factor !== USUAL.answer_time_factor && `More time was given: ${factor} times that of the template.`,
    silence !== USUAL.silence_s &&
      (silence === null
        ? "Answers ended when the candidate said so, not by silence."
        : `Answers ended after ${silence} seconds of silence.`),
    arranged.captions && "What was said was shown as captions.",
    arranged.text_answers && "Answers could be written.",
  ].filter((line) => line !== false);
}
