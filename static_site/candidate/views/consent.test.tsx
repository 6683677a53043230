// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";

import type { Conductor } from "../interview/conductor";
import { Consent } from "./consent";

async function words(...followUps: number[]): Promise<string> {
  const questions = followUps.map((follow_ups) => ({ thinking_time_s: 20, answer_time_s: 90, follow_ups }));
  const conductor = { interview: { title: "Engineer", questions } } as unknown as Conductor;
  const place = document.createElement("div");
  await act(() => render(<Consent conductor={conductor} onAgree={() => undefined} />, place));
  return place.textContent;
}

test("the time that is asked of a candidate counts the follow-up questions that may come", async () => {
  expect(await words(0, 0, 0)).toContain("3 questions, up to about 5 min 30 s of thinking and answering. Find");
  expect(await words(0, 1, 2)).toContain(
    "3 questions, up to about 11 minutes of thinking and answering, follow-up questions included. Find",
  );
});
