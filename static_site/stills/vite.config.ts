import { fileURLToPath } from "node:url";

import { defineConfig } from "vite";

/** Of the page of stills alone, for `tests/browser/test_stage.py`. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: { outDir: "../../build/stills", emptyOutDir: true, target: "es2022", modulePreload: { polyfill: false } },
});
