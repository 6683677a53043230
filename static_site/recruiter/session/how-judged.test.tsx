// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";

import type { Api } from "../../shared/api";
import type { AnswerProgressView, Sample, ScoreList } from "../../shared/api-types";
import { HowJudged } from "./how-judged";

const SAMPLE = {
  ...{ service: "judge", model: "judge", indicative: false, system_fingerprint: null, temperature: 0.5, seed: 7 },
  ...{ effort: "medium", budget: 2048, latency_ms: 1500, overall: 7 },
  usage: { prompt_tokens: 900, completion_tokens: 400, reasoning_tokens: 256 },
} as unknown as Sample;

async function samples(sample: Partial<Sample>): Promise<string> {
  const score = {
    overall: 7,
    prompt_version: 2,
    prompt_hash: "",
    rubric_hash: "",
    samples: [{ ...SAMPLE, ...sample }],
  };
  const version = { score, counts: true, scored_at: "2026-11-30T12:00:00Z", version: 1, change: null, rubric: null };
  const list = { versions: [version], asked_for: 1, is_awaited: false } as unknown as ScoreList;
  const api = { get: () => Promise.resolve(list) } as unknown as Api;
  const place = document.body.appendChild(document.createElement("div"));
  const answer = { question_index: 0 } as unknown as AnswerProgressView;
  await act(() => render(<HowJudged api={api} sessionId="1" answer={answer} />, place));
  const details = place.querySelector("details")!;
  await act(() => {
    details.open = true;
    details.dispatchEvent(new Event("toggle"));
  });
  await act(() => Promise.resolve());
  return place.querySelector("li")?.textContent ?? "";
}

const OF_A_MODEL = /thought|effort|temperature|tokens|seed/i;

test("a sample of a model says how it was asked for and what it took", async () => {
  const said = await samples({});
  expect(said).toMatch(OF_A_MODEL);
  expect(said).toContain("256");
});

test("one of indicators says nothing that only a model heeds or uses", async () => {
  const said = await samples({ indicative: true });
  expect(said).not.toMatch(OF_A_MODEL);
  expect(said).not.toContain("256");
  expect(said).toContain("1.5");
});
