import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: ["static_site/**/*.test.{ts,tsx}"],
    // A file that needs a page says so itself: `@vitest-environment jsdom`.
    environment: "node",
    setupFiles: ["static_site/after-tests.ts"],
    maxWorkers: 2,
    // A page is made anew for each file, and what pages are made of is read once for each worker.
    pool: "vmThreads",
    // A busy machine is slow, and no fault.
    testTimeout: 30_000,
  },
});
