/**
 * Prints what the pages say in a language, as JSON: `node local_cloud/simulation/page_words.mjs de`. Of a sentence that
 * names something there is no text before it does; it is left out.
 */
import { runnerImport } from "vite";

const [language] = process.argv.slice(2);
const words = {};
for (const catalogue of ["candidate", "hardware", "result", "recruiter", "shared", "landing", "shares", "exports", "ask"]) {
  const { module } = await runnerImport(`./static_site/shared/words/${language}/${catalogue}.ts`);
  words[catalogue] = module.words;
}
console.log(JSON.stringify(words));
