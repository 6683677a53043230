// @vitest-environment jsdom

import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";

import { begin, type Phase } from "../interview/interview-machine";
import { NOTHING_USED } from "../interview/question-time";
import { Transcript } from "./transcript";

const HINT = "Your words appear here while you speak.";

async function shown(phase: Phase, text: string, isPart = false): Promise<string> {
  const [state] = begin({
    begun: true,
    asked: true,
    questions: [{ thinkingMs: 0, answerMs: 1 }],
    given: [0],
    used: NOTHING_USED,
    isPatient: false,
    left: [0],
  });
  const controller = {
    state: signal({ ...state, phase, agent: "up" as const }),
    conversation: { practice: signal({ text, isOver: false }) },
    heard: { text: signal(text), isInPart: signal(isPart) },
  };
  const place = document.createElement("div");
  await act(() => render(<Transcript controller={controller} />, place));
  return place.textContent;
}

test("only who may speak is told where their words appear", async () => {
  for (const phase of ["practising", "answering"] as const) expect(await shown(phase, "")).toContain(HINT);
  for (const phase of ["awaiting_feedback", "feedback", "thinking"] as const) expect(await shown(phase, "")).toBe("");
});

test("what was heard stays in sight until the next question", async () => {
  for (const phase of ["answering", "awaiting_feedback", "feedback"] as const)
    expect(await shown(phase, "We stopped everything.")).toContain("We stopped everything.");
});

test("an answer of which not all was listened to is not shown as if it were whole", async () => {
  expect(await shown("answering", "", true)).toContain(HINT);
  for (const phase of ["answering", "awaiting_feedback", "feedback"] as const) {
    expect(await shown(phase, "We stopped.", true)).toContain("Not every word");
    expect(await shown(phase, "We stopped.")).not.toContain("Not every word");
  }
  expect(await shown("practising", "With tea", true)).not.toContain("Not every word");
});
