import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: ["static_site/**/*.test.{ts,tsx}"],
    // A file that needs a page says so itself: `@vitest-environment jsdom`.
    environment: "node",
    setupFiles: ["static_site/after-tests.ts"],
    maxWorkers: 2,
    pool: "threads",
    // A busy machine is slow, and no fault.
    testTimeout: 30_000,
  },
});
