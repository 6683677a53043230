// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";

import type { CandidateResultView } from "../../shared/api-types";
import type { Result } from "../interview/result";
import { ResultView } from "./result";

async function strengthOf(indicative: boolean): Promise<string> {
  const strength = { criterion: "content", title: null, in_part: false, quote: null };
  const answer = { question_index: 0, question: "Why?", standing: "judged", strength, missing: null, figure: null };
  const shown = {
    ...{ ready: true, people_only: false, organisation_name: "Acme", readable_until: "2026-12-30T12:00:00Z" },
    ...{ answers: [answer], criteria: [{ name: "content", title: null }], contest: null, satisfaction: null },
    judges: [{ model: "judge", service: "judge", indicative }],
  } as unknown as CandidateResultView;
  const result = { watch: () => Promise.resolve(), ...signals({ shown, isGone: false, isSlow: false }) };
  const place = document.createElement("div");
  await act(() => render(<ResultView result={result as unknown as Result} />, place));
  return place.querySelector(".points strong")?.textContent ?? "";
}

function signals(values: Record<string, unknown>): Record<string, { value: unknown }> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}

test("a strength that no language model saw is told as something counted", async () => {
  expect(await strengthOf(true)).toBe("Strong, as far as counts of words can tell:");
  expect(await strengthOf(false)).toBe("Strong:");
});
