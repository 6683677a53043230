import { readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

const PHYSICAL =
  /(?:^|[\s;{])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b|(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b|border-(?:top|bottom)-(?:left|right)-radius)/;

const sheets = readdirSync("static_site", { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".css"),
);

test.each(sheets)("%s says start and end, not left and right", (file) => {
  const rules = readFileSync(`static_site/${file}`, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  expect(rules.split("\n").filter((line) => PHYSICAL.test(line))).toEqual([]);
});

const ORDER = "@layer reset, tokens, base, parts, page;";

// A built page may load its own sheet before the common one: what is named first is the weakest layer.
test.each(sheets)("%s names the order of the layers before it adds to one of a page", (file) => {
  const rules = readFileSync(`static_site/${file}`, "utf8");
  const before = rules.slice(0, Math.max(0, rules.indexOf("@layer page {")));
  expect(!rules.includes("@layer page {") || before.includes(ORDER) || before.includes("site.css")).toBe(true);
});
