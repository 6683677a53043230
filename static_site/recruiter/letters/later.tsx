import { later } from "../../shared/later";

// It stands below what an interview is judged by: no part of the first script.
export const lettersCard = later(async () => (await import("./letters-card")).LettersCard);
