// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";

import type { InterviewController } from "../interview/interview-controller";
import { Consent } from "./consent";

const still = (): void => undefined;

async function words(...followUps: number[]): Promise<string> {
  const questions = followUps.map((follow_ups) => ({ thinking_time_s: 20, answer_time_s: 90, follow_ups }));
  const consentText = (): Promise<unknown> =>
    Promise.resolve({ id: "1", points: [{ lead: "Kept", text: "for long." }] });
  const controller = { interview: { title: "Engineer", questions }, consentText } as unknown as InterviewController;
  const place = document.createElement("div");
  await act(() => render(<Consent controller={controller} language="en" onLanguage={still} onAgree={still} />, place));
  return place.textContent;
}

test("the time that is asked of a candidate counts the follow-up questions that may come", async () => {
  expect(await words(0, 0, 0)).toContain("3 questions, up to about 5 min 30 s of thinking and answering. Find");
  expect(await words(0, 1, 2)).toContain(
    "3 questions, up to about 11 minutes of thinking and answering, follow-up questions included. Find",
  );
});
