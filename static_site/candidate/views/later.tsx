import { later } from "../../shared/later";

/** Shown after the consent has been read. */
export const hardware = later(async () => (await import("./hardware")).Hardware);
/** Shown when the interview is over. */
export const result = later(async () => (await import("./result")).ResultView);
