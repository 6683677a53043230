// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, test, vi } from "vitest";

import type { AnswerResultView, CandidateResultView } from "../../shared/api-types";
import { speak } from "../../shared/words/languages";
import { stillResult } from "../../stills/controller";
import { ResultView } from "./result";

const ANSWER: AnswerResultView = {
  ...{ question_index: 0, question: "Why?", follows: null, standing: "judged", why: null, figure: null },
  strength: null,
  missing: null,
};
const JUDGE = { model: "m", service: "Acme", indicative: false };

async function shown(told: Partial<CandidateResultView>, result = stillResult(told)): Promise<HTMLElement> {
  const place = document.createElement("div");
  await act(() => render(<ResultView result={result} />, place));
  return place;
}

afterEach(() => speak("en"));

test("while answers are processed it is not said that none was scored, and nothing is there to contest", async () => {
  const place = await shown({ ready: false, answers: [{ ...ANSWER, standing: "awaited" }] });
  expect(place.textContent).not.toContain("no score by a machine");
  expect(place.textContent).toContain("Your answers are still being looked at.");
  expect(place.querySelector("#contest")).toBeNull();
});

test("words that were sent before stay to be changed while a score is made again", async () => {
  const contest = { text: "Look again.", made_at: "2026-11-30T10:00:00Z", changed_at: "2026-11-30T10:00:00Z" };
  const place = await shown({ ready: false, contest });
  expect(place.querySelector("#contest")).not.toBeNull();
});

test.each(["nothing", "person"] as const)("of answers that are %s no verdict is promised", async (standing) => {
  const place = await shown({ answers: [{ ...ANSWER, standing }] });
  expect(place.textContent).toContain("Your result has no score by a machine.");
  expect(place.textContent).toContain("People at Acme look at your answers, and decide.");
  expect(place.textContent).not.toMatch(/machine decides nothing|an example|what was strong/);
  expect(place.querySelector("#contest")).not.toBeNull();
});

test("an example is promised where there is one", async () => {
  const lacking = (criterion: string, title: string | null): AnswerResultView => ({
    ...ANSWER,
    missing: { criterion, title, left_open: false, example: null },
  });
  expect((await shown({ answers: [lacking("own", "Ownership")] })).textContent).not.toContain("an example of how");
  const usual = await shown({ answers: [lacking("content", null)] });
  expect(usual.textContent).toContain("an example of how");
  expect(usual.textContent).not.toContain("For example: For example");
});

test("criteria of an organisation are named in a sentence of their own, in German, too", async () => {
  await speak("de");
  const criteria = [
    { name: "content", title: null },
    { name: "own", title: "Depth of knowledge" },
  ];
  const { textContent } = await shown({ answers: [ANSWER], judges: [JUDGE], criteria });
  expect(textContent).toContain("Danach, wie sie auf die Frage eingehen.");
  expect(textContent).toContain("Wonach die Organisation selbst fragt: „Depth of knowledge“.");
});

test.each([
  [true, "Strong, as far as counts of words can tell:"],
  [false, "Strong:"],
])("a strength that no language model saw (%s) is told as something counted", async (indicative, words) => {
  const strength = { criterion: "content", title: null, in_part: false, quote: null };
  const place = await shown({ answers: [{ ...ANSWER, strength }], judges: [{ ...JUDGE, indicative }] });
  expect(place.querySelector(".points strong")?.textContent).toBe(words);
});

function button(place: HTMLElement, name: string): HTMLButtonElement | undefined {
  return [...place.querySelectorAll("button")].find(({ textContent }) => textContent === name);
}

test("of themselves a candidate is asked where the template does, and leaves it with one press", async () => {
  expect((await shown({})).querySelector("#self-identification")).toBeNull();
  const place = await shown({ asks_self_identification: true });
  expect(place.textContent).toContain("You need not answer");
  await act(() => button(place, "Skip this")?.click());
  expect(place.textContent).toContain("Nothing was sent.");
  expect(place.querySelector("select")).toBeNull();
});

test("what they said of themselves is not shown again once it is sent", async () => {
  const told = { asks_self_identification: true };
  const identify = vi.fn(() => Promise.resolve());
  const place = await shown(told, Object.assign(stillResult(told), { identify }));
  const [sex, race] = [...place.querySelectorAll("select")];
  if (!sex || !race) throw new Error("nothing is asked");
  await act(() => {
    sex.value = "female";
    sex.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await act(async () => {
    place.querySelector("form:has(select)")?.dispatchEvent(new Event("submit", { bubbles: true }));
    await Promise.resolve();
  });
  expect(identify).toHaveBeenCalledExactlyOnceWith("female", null);
  await vi.waitFor(() => expect([sex.value, race.value]).toEqual(["", ""]));
});

test("it may be changed or taken back", async () => {
  const place = await shown({ asks_self_identification: true, has_self_identified: true });
  expect(place.textContent).toContain("not shown again, not here either");
  expect(button(place, "Take my answers back")).toBeDefined();
  expect(button(place, "Skip this")).toBeUndefined();
});
