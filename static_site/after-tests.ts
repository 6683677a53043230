import { afterAll, vi } from "vitest";

const FRAME_MS = 50;

/**
 * An effect that waits for its frame would run when the page of its test is gone. A late one may cancel the frame that is
 * waited for here: handles that a test made up are those of other frames by now.
 */
afterAll(async () => {
  if (typeof requestAnimationFrame !== "function") return;
  vi.useRealTimers();
  for (let frame = 0; frame < 2; frame++) {
    await new Promise((seen) => {
      requestAnimationFrame(seen);
      setTimeout(seen, FRAME_MS);
    });
  }
});
