// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";

import { catalogue, language, preferred, speak } from "./languages";

const fetched = vi.fn<() => Promise<{ words: { hello: string } }>>();
const t = catalogue({ hello: "Hello" }, { de: fetched });

beforeEach(async () => {
  await speak("en");
  fetched.mockReset().mockResolvedValue({ words: { hello: "Hallo" } });
});

test.each([
  [["de-CH", "en"], "de"],
  [["fr", "DE"], "de"],
  [["fr-FR", "it"], "en"],
  [[], "en"],
] as const)("of %j the page speaks %s", (tags, chosen) => {
  expect(preferred(tags)).toBe(chosen);
});

test("a page goes on in the language that it speaks where another's words cannot be fetched", async () => {
  fetched.mockRejectedValueOnce(new TypeError("offline"));
  await speak("de");
  expect([language.value, t.value.hello, document.documentElement.lang]).toEqual(["en", "Hello", "en"]);
  await speak("de");
  expect([language.value, t.value.hello, document.documentElement.lang]).toEqual(["de", "Hallo", "de"]);
});

test("the language that was chosen last holds, whichever words arrive first", async () => {
  let arrive: (loaded: { words: { hello: string } }) => void = () => undefined;
  const slow = catalogue({ bye: "Bye" }, { de: () => new Promise((resolve) => void (arrive = resolve as never)) });
  const german = speak("de");
  await speak("en");
  arrive({ words: { bye: "Tschüss" } as never });
  await german;
  expect([language.value, slow.value.bye]).toEqual(["en", "Bye"]);
});
