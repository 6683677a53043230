// @vitest-environment jsdom

import { render } from "preact";
import { expect, test } from "vitest";

import type { AnswerView, Difference } from "../../shared/api-types";
import { Corrected } from "./corrected";

function changed(heard: string, corrected: string, reversed: boolean): Difference {
  return { heard, corrected, changed: true, reversed, start_ms: 0 };
}

function shown(differences: readonly Difference[]): HTMLElement {
  const correction = { text: "I lost it", words_changed: differences.length, counts: true, differences };
  const place = document.createElement("div");
  const answer = { correction, transcript: null, text_answer: null } as unknown as AnswerView;
  render(<Corrected answer={answer} isMarked={true} />, place);
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
