import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: ["static_site/**/*.test.{ts,tsx}"],
    // A file that needs a page says so itself: `@vitest-environment jsdom`.
    environment: "node",
    maxWorkers: 2,
  },
});
