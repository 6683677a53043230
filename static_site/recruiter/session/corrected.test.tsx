// @vitest-environment jsdom

import { render } from "preact";
import { expect, test } from "vitest";

import type { AnswerView, Difference } from "../../shared/api-types";
import { Corrected } from "./corrected";

function changed(heard: string, corrected: string, reversed: boolean): Difference {
  return { heard, corrected, changed: true, reversed, start_ms: 0 };
}

function shown(differences: readonly Difference[], onSeek: ((ms: number) => void) | null = null): HTMLElement {
  const correction = { text: "I lost it", words_changed: differences.length, counts: true, differences };
  const place = document.createElement("div");
  const answer = { correction, transcript: null, text_answer: null } as unknown as AnswerView;
  render(<Corrected answer={answer} isMarked={true} onSeek={onSeek} />, place);
  return place;
}

test("what may say the opposite now is named", () => {
  const place = shown([changed("quay", "queue", false), changed("not", "", true), changed("can", "can't", true)]);
  expect([...place.querySelectorAll("li")].map((line) => line.textContent.trim())).toEqual([
    "heard: not",
    "heard: can corrected to: can't",
  ]);
  expect(place.textContent).toContain("the opposite of what was heard");
});

test("where nothing does nothing is said of it", () => {
  const place = shown([changed("quay", "queue", false)]);
  expect(place.querySelector("li")).toBeNull();
  expect(place.textContent).not.toContain("opposite");
});

test("who wants to hear the difference is led to it", () => {
  const sought: number[] = [];
  const place = shown([{ ...changed("not", "", true), start_ms: 12_000 }], (ms) => sought.push(ms));
  const listen = place.querySelector("button");
  expect(listen?.textContent).toBe("Listen from 0:12");
  listen?.click();
  expect(sought).toEqual([12_000]);
});
