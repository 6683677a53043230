// @vitest-environment jsdom

import { beforeEach, expect, test } from "vitest";

import { type Command, KEYS, commandOf, shortcutsOf } from "./keys";

beforeEach(() => {
  document.body.innerHTML = `
    <h1 tabindex="-1">Ada</h1><button>Play</button><a href="#/">All</a><textarea></textarea><select></select>
    <input id="note"><input id="choice" type="radio"><video></video><details><summary>More</summary></details>
    <span data-place="0.1" tabindex="-1">word</span><p contenteditable="true">text</p>`;
});

/** What a key asks for where this has the focus. */
function asked(key: string, where: string, more: KeyboardEventInit = {}): Command | null {
  const found: (Command | null)[] = [];
  const hear = (event: KeyboardEvent): number => found.push(commandOf(event));
  document.addEventListener("keydown", hear, { once: true });
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  document.querySelector(where)?.dispatchEvent(event);
  return found[0] ?? null;
}

test("each key asks for one thing, in capitals, too", () => {
  const keys = KEYS.flatMap(([, ...keys]) => keys);
  expect(new Set(keys).size).toBe(keys.length);
  expect([asked("j", "h1"), asked("K", "h1"), asked(">", "h1"), asked("?", "h1"), asked(" ", "h1")]).toEqual([
    ...["nextCandidate", "previousCandidate", "faster", "keys", "play"],
  ]);
  expect(asked("x", "h1")).toBeNull();
});

test.each(["textarea", "select", "#note", "[contenteditable]"])(
  "no key means anything while %s is filled in",
  (where) => {
    expect(["a", "j", " ", "?", "<"].map((key) => asked(key, where))).toEqual([null, null, null, null, null]);
  },
);

test.each(["button", "a", "summary", "video", "#choice", "[data-place]"])(
  "the space bar presses %s, and letters mean what they mean everywhere",
  (where) => {
    expect([asked(" ", where), asked("v", where), asked("e", where)]).toEqual([null, "play", "evidence"]);
  },
);

test("what goes with another key, is held down, or was used already is left alone", () => {
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }])
    expect(asked("a", "h1", more)).toBeNull();
  document.querySelector("h1")?.addEventListener("keydown", (event) => event.preventDefault());
  expect(asked("a", "h1")).toBeNull();
});

test("no key reaches the page below an open dialog", () => {
  document.body.insertAdjacentHTML("beforeend", "<dialog open></dialog>");
  expect(asked("r", "h1")).toBeNull();
});

test("a button tells its keys", () => {
  expect([shortcutsOf("play"), shortcutsOf("advance"), shortcutsOf("keys")]).toEqual(["V Space", "A", "?"]);
});
