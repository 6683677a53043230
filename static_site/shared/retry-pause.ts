/** How long it takes until the API is asked again. */

import { wishedPauseMs } from "./api";

export const AGAIN_AFTER_MS = 3_000;
const MAX_PAUSE_MS = 15_000;

/** Longer and longer, and as long as the server wishes. */
export async function pauseAfter(error: unknown, failures: number): Promise<void> {
  const pauseMs = Math.min(AGAIN_AFTER_MS * 2 ** failures, MAX_PAUSE_MS);
  await new Promise((resolve) => setTimeout(resolve, Math.max(pauseMs, wishedPauseMs(error))));
}
