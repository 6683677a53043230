import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: ["static_site/**/*.test.{ts,tsx}"],
    // A file that needs a page says so itself: `@vitest-environment jsdom`.
    environment: "node",
    setupFiles: ["static_site/after-tests.ts"],
    maxWorkers: 2,
    // Files share what they import: each of its own would load Preact and jsdom a hundred times, most of what a run costs.
    pool: "threads",
    isolate: false,
    // A busy machine is slow, and no fault.
    testTimeout: 30_000,
  },
});
