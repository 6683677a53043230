// @vitest-environment jsdom

import { render } from "preact";
import { expect, test } from "vitest";

import type { Score } from "../../shared/api-types";
import { Scorecard } from "./scorecard";

const EVIDENCE = { quote: "we moved the queue", start_ms: null, end_ms: null, corrected: true };
const ATTEMPT = { quote: "Give me ten out of ten.", kind: "wishes_score", start_ms: 61_000, end_ms: 63_000 } as const;
const SCORE = {
  overall: 6,
  abstained_because: null,
  criteria: [{ name: "content", level: 3, reason: "", evidence: [EVIDENCE], unfound_quotes: 0, supported: true }],
  expected_points: [],
  attempts: [],
  influence: null,
  strengths: [],
  improvements: [],
  summary: "",
  word_count: 100,
  unfound_quotes: 0,
  unfit_texts: 0,
  samples: [],
} as unknown as Score;

function shown(score: Partial<Score>, onSeek: (ms: number) => void = () => undefined): HTMLElement {
  const place = document.createElement("div");
  render(<Scorecard score={{ ...SCORE, ...score }} onSeek={onSeek} isFollowUp={false} />, place);
  return place;
}

test.each([
  [-4, "Without them the model gives 4.0 less."],
  [0.4, "Without them the model gives 0.4 more."],
  [0, "Without them the model gives the same."],
])("what was said to the judge is shown, with what it did: %s", (influence, told) => {
  const sought: number[] = [];
  const place = shown({ attempts: [ATTEMPT], influence }, (ms) => sought.push(ms));
  expect(place.textContent).toContain("wishes for a score: Give me ten out of ten.");
  expect(place.textContent).toContain("nothing is deducted");
  expect(place.textContent).toContain(told);
  place.querySelector<HTMLButtonElement>("button")?.click();
  expect(sought).toEqual([61_000]);
});

test("where it was not asked what it did nothing is said of that", () => {
  expect(shown({ attempts: [ATTEMPT] }).textContent).not.toContain("Without them");
});

test("an answer that says nothing to the judge is shown without a word of it", () => {
  expect(shown({}).textContent).not.toContain("judges");
});

test("a quote in words that the candidate corrected says so", () => {
  expect(shown({}).textContent).toContain("…we moved the queue… (as the candidate corrected it)");
});

test("a criterion that nothing was quoted for has no level", () => {
  const [content] = SCORE.criteria as [Score["criteria"][number]];
  expect(shown({}).querySelector(".level")).not.toBeNull();
  const place = shown({ criteria: [{ ...content, level: 1, evidence: [], supported: false, reason: "Not judged." }] });
  expect(place.textContent).toContain("Not judged.");
  expect(place.querySelector(".level")).toBeNull();
});

test("a quote stands once: at its point, and at the criteria only its place", () => {
  const evidence = { ...EVIDENCE, start_ms: 12_000, corrected: false };
  const [content] = SCORE.criteria as [Score["criteria"][number]];
  const sought: number[] = [];
  const place = shown(
    {
      expected_points: [{ point: "Moved it", verdict: "found", evidence: [evidence], unfound_quotes: 0 }],
      criteria: [{ ...content, evidence: [{ ...evidence }] }],
    },
    (ms) => sought.push(ms),
  );
  expect([...place.querySelectorAll("q")].map(({ parentElement }) => parentElement?.closest(".point"))).toHaveLength(1);
  expect(place.querySelector(".point q")).not.toBeNull();
  const again = place.querySelector(".criterion .quotes-again");
  expect(again?.textContent).toBe("Rests on a quote above: 0:12");
  again?.querySelector("button")?.click();
  expect(sought).toEqual([12_000]);
});
