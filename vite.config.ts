import { fileURLToPath } from "node:url";

import { type Plugin, defineConfig } from "vite";

import { worded } from "./static_site/landing/marked.ts";
import { words } from "./static_site/shared/words/en/landing.ts";

const page = (path: string): string => fileURLToPath(new URL(`static_site/${path}index.html`, import.meta.url));

/** Where `npm run dev` finds `/api`, `/live` and `/voice`: the address that `make run` prints. */
const cloud = process.env["COLLOQUY_CLOUD"] ?? "http://localhost:8000";
const sockets = { target: cloud, ws: true };

/** The words of the pages that are plain HTML come from the catalogue, too. */
const plainPages: Plugin = { name: "plain-pages", transformIndexHtml: (html) => worded(html, words) };

export default defineConfig({
  root: "static_site",
  plugins: [plainPages],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../build/site",
    emptyOutDir: true,
    target: "es2022",
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { bundlerTimings: false },
      // Many small files are compressed worse than few. What a first script needs of the candidate's modules is one of
      // them, though the preview takes some of it, too; `main` runs in its own page alone. So are the words that every page
      // says.
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: "stage",
              test: /static_site\/(candidate\/(?!main)|shared\/words\/en\/candidate)/,
              tags: ["$initial"],
            },
            {
              name: "shared",
              test: /static_site\/shared\/(?!words\/(?!codes|count|languages|(en\/)?(shared|problems)\.))/,
              tags: ["$initial"],
            },
          ],
        },
      },
      input: {
        index: page(""),
        interview: page("interview/"),
        dashboard: page("dashboard/"),
        result: page("result/"),
        apply: page("apply/"),
        unsubscribe: page("unsubscribe/"),
        address: page("address/"),
        "not-found": page("not-found/"),
      },
    },
  },
  worker: { format: "es" },
  server: { host: "127.0.0.1", proxy: { "/api": cloud, "/live": sockets, "/voice": sockets } },
  preview: { host: "127.0.0.1", proxy: { "/api": cloud, "/live": sockets, "/voice": sockets } },
});
