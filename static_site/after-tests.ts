import { afterAll, vi } from "vitest";

/** An effect that waits for its frame would run when the page of its test is gone. */
afterAll(async () => {
  if (typeof requestAnimationFrame !== "function") return;
  vi.useRealTimers();
  for (let frame = 0; frame < 2; frame++) await new Promise((seen) => requestAnimationFrame(seen));
});
