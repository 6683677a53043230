// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { type Api, ApiError } from "../../shared/api";
import type { ResultsView, ReviewView } from "../../shared/api-types";
import { playOneAtATime } from "../session/playback";
import { ComparePage } from "./compare-page";

const AT = "2026-11-21T12:00:00Z";
const [ADA, BOB, CY] = ["a", "b", "c"].map((letter) => `00000000-0000-4000-8000-00000000000${letter}`) as [
  string,
  string,
  string,
];
const VIDEO = { recorded_ms: 9000, offset_ms: 0, size: 1, gaps: [], playback_url: "/1", download_url: "/1" };
const REVIEW = {
  ...{
    decision: null,
    override: null,
    reviewers: [],
    agreement: [],
    dismissals: [],
    may_decide: true,
    may_judge: true,
  },
} as unknown as ReviewView;

interface Interview {
  results: ResultsView;
  review: ReviewView;
  answer: object;
}

function interview(id: string, name: string, overall: number | null, questions = ["Why?", "How?"]): Interview {
  const answers = questions.map((text, question_index) => ({
    ...{ question_index, question: { text, follows: null }, state: "scored", version: "1", lost_ms: 0 },
    ...{ overall, low: 5, high: 8, confidence: "high", indicative: false, is_awaited: false, written: false },
  }));
  const scorecard = overall === null ? null : { scorecard: { ...FIGURES, overall, answers: 2 } };
  const session = { id, candidate_name: name, template_id: "t", template_title: "T", state: "done", expires_at: AT };
  return {
    results: { session, answers, scorecard, scores_hidden: false, flag_counts: [] } as unknown as ResultsView,
    review: REVIEW,
    answer: {
      ...{ state: "scored", video: VIDEO, runs: [], transcript: { text: `${name} says it.`, language: "en" } },
      ...{ shown_transcript: "transcript", live_transcript: null, correction: null, text_answer: null },
      score: { expected_points: [{ point: "Stops", verdict: "found", evidence: [] }], abstained_because: null },
    },
  };
}

const FIGURES = {
  ...{ low: 5, high: 8, confidence: "high", indicative: false, scored_answers: 2, criteria: [], unscored: [] },
  ...{ rubrics: ["r"] },
};

let place: HTMLElement;
let interviews: Map<string, Interview | ApiError>;
let roomPx: number;

const api = {
  get: (route: string, { path }: { path: { session_id: string } }) => {
    const found = interviews.get(path.session_id);
    if (!found) return new Promise(() => undefined);
    if (found instanceof ApiError) return Promise.reject(found);
    if (route.endsWith("/review")) return Promise.resolve(found.review);
    if (!route.includes("/answers/")) return Promise.resolve(found.results);
    return Promise.resolve({ ...found.answer, ...(path as object) });
  },
} as unknown as Api;

async function compare(...ids: string[]): Promise<void> {
  location.hash = `#/compare?${ids.map((id) => `id=${id}`).join("&")}`;
  await act(() => render(<ComparePage api={api} ids={ids} question={null} />, place));
  // Each request follows from what the one before it brought.
  for (let n = 0; n < 4; n++) await act(() => new Promise((resolve) => setTimeout(resolve)));
}

const texts = (selector: string): string[] =>
  [...place.querySelectorAll<HTMLElement>(selector)].filter((each) => !each.hidden).map((each) => each.textContent);
const heads = (): string[] => texts("[role=table]:first-of-type [role=columnheader].compared-cell");
/** The cells of the row that is called so. */
function cells(what: string): string[] {
  const row = [...place.querySelectorAll("[role=row]")].find(
    (each) => each.querySelector("[role=rowheader]")?.textContent === what,
  );
  return [...(row?.querySelectorAll<HTMLElement>("[role=cell]") ?? [])]
    .filter((each) => !each.hidden)
    .map((each) => each.textContent);
}
const videos = (): HTMLVideoElement[] => [...place.querySelectorAll("video")];
const key = async (letter: string): Promise<void> => {
  await act(() => void document.body.dispatchEvent(new KeyboardEvent("keydown", { key: letter, bubbles: true })));
};

beforeEach(() => {
  roomPx = 1200;
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = (): void => undefined;
      disconnect = (): void => undefined;
    },
  );
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockImplementation(() => roomPx);
  Element.prototype.scrollIntoView = () => undefined;
  HTMLMediaElement.prototype.load = () => undefined;
  HTMLMediaElement.prototype.play = function () {
    this.dataset["playing"] = "true";
    this.dispatchEvent(new Event("play"));
    return Promise.resolve();
  };
  HTMLMediaElement.prototype.pause = function () {
    if (this.dataset["playing"] !== "true") return;
    this.dataset["playing"] = "false";
    this.dispatchEvent(new Event("pause"));
  };
  playOneAtATime(document);
  place = document.body.appendChild(document.createElement("div"));
  interviews = new Map([
    [ADA, interview(ADA, "Ada", 6)],
    [BOB, interview(BOB, "Bob", 8)],
    [CY, interview(CY, "Cy", 7)],
  ]);
});
afterEach(() => {
  render(null, place);
  place.remove();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("they stand side by side, best first, with what each scored and said", async () => {
  await compare(ADA, BOB, CY);
  expect(heads()).toEqual(["Bob", "Cy", "Ada"]);
  expect(cells("Score").map((text) => text.slice(0, 9))).toEqual(["8.0 of 10", "7.0 of 10", "6.0 of 10"]);
  expect(cells("Point: Stops")).toEqual(["found", "found", "found"]);
  expect(cells("How it begins")).toEqual(["Bob says it.", "Cy says it.", "Ada says it."]);
});

test("one that is not there, and one that fails, say so in their column alone", async () => {
  interviews.set(BOB, new ApiError(404, "not_found", "", ""));
  interviews.set(CY, new ApiError(500, "internal_error", "", "r1"));
  await compare(BOB, CY, ADA);
  const [first, ...others] = heads();
  expect(first).toBe("Ada");
  expect(others.join()).toContain("There is no such interview");
  expect(others.join()).toContain("Reference: r1");
  expect(cells("Score")[0]).toContain("6.0 of 10");
});

test("one that is slow holds up nobody", async () => {
  interviews.delete(BOB);
  await compare(ADA, BOB);
  expect(heads()).toEqual(["Ada", "Loading…"]);
  expect(cells("Overall")[0]).toContain("6.0 of 10");
});

test("what is hidden from somebody is shown nowhere, and stands last", async () => {
  const hidden = interview(BOB, "#a1b2c3", null);
  hidden.results = { ...hidden.results, scores_hidden: true };
  hidden.review = { ...hidden.review, others_hidden: true };
  hidden.answer = { ...hidden.answer, score: null };
  interviews.set(BOB, hidden);
  await compare(BOB, ADA);
  expect(heads()).toEqual(["Ada", "#a1b2c3"]);
  expect(cells("Overall")[1]).toContain("Judge each answer yourself first.");
  expect(cells("Decision")[1]).toContain("You have not decided yet.");
  expect(cells("Score")[1]).toBe("hidden until you judge");
  expect(cells("Point: Stops")[1]).toBe("–none");
});

test("only interviews of one template are compared, and two to five of them", async () => {
  const other = interview(BOB, "Bob", 8);
  other.results = { ...other.results, session: { ...other.results.session, template_id: "another" } };
  interviews.set(BOB, other);
  await compare(ADA, BOB);
  expect(texts(".notice")).toEqual([
    "These interviews are of different templates. Only those of one template are compared.",
  ]);
  await act(() => render(null, place));
  await compare(ADA);
  expect(texts("h1")).toEqual(["Compare interviews"]);
  expect(texts(".notice")).toEqual(["Choose two to five interviews to compare them."]);
});

test("a template that was changed in between: what was reworded, and what not everybody was asked", async () => {
  interviews.set(BOB, interview(BOB, "Bob", 8, ["Why?", "How exactly?", "When?"]));
  await compare(ADA, BOB);
  await key("n");
  expect(cells("What was asked")).toEqual(["How exactly?", "How?"]);
  await key("n");
  expect(cells("Score")[1]).toBe("Was not asked this question.");
  expect(texts(".notice").join()).toContain("not everybody was asked this question");
});

test("keys lead to the next question, and the address says which it is", async () => {
  await compare(ADA, BOB);
  await key("n");
  expect(document.activeElement?.textContent).toBe("Question 2");
  expect(location.hash).toBe(`#/compare?id=${ADA}&id=${BOB}&q=2`);
});

test("all are played in turn, one at a time, until somebody pauses", async () => {
  await compare(ADA, BOB, CY);
  const playing = (): string[] =>
    videos()
      .filter((each) => each.dataset["playing"] === "true")
      .map((each) => each.getAttribute("aria-label") ?? "");
  await key("t");
  expect(playing()).toEqual(["Answer of Bob to question 1"]);
  const [first] = videos();
  Object.defineProperty(first, "ended", { value: true });
  await act(() => first?.pause());
  expect(playing()).toEqual(["Answer of Cy to question 1"]);
  await act(() => videos()[1]?.pause());
  expect(playing()).toEqual([]);
  expect(texts("[aria-pressed]")).toEqual(["Play all in turn"]);
});

test("what was asked after a question is played after it, in the same column", async () => {
  const bob = interview(BOB, "Bob", 8);
  const [main, second] = bob.results.answers;
  if (!main || !second) throw new Error("There are two.");
  const after = { ...second, overall: 4, question: { text: "And then?", follows: 0 } };
  bob.results = { ...bob.results, answers: [main, after] };
  interviews.set(BOB, bob);
  await compare(ADA, BOB);
  expect(cells("Follow-up questions")[0]).toContain("4.0 of 10");
  const playing = (): string | null =>
    place.querySelector("video[data-playing=true]")?.getAttribute("aria-label") ?? null;
  const end = async (): Promise<void> => {
    const video = place.querySelector<HTMLVideoElement>("video[data-playing=true]");
    Object.defineProperty(video, "ended", { value: true });
    await act(() => video?.pause());
    for (let n = 0; n < 3; n++) await act(() => new Promise((resolve) => setTimeout(resolve)));
  };
  await key("t");
  expect(playing()).toBe("Answer of Bob to question 1");
  await end();
  expect(playing()).toBe("Answer of Bob to follow-up 1 to question 1");
  expect(texts("[aria-pressed=true]")).toEqual(["Stop", "Follow-up 1"]);
  await end();
  expect(playing()).toBe("Answer of Ada to question 1");
});

test("a key decides about the one that is marked, and nothing else", async () => {
  await compare(ADA, BOB);
  await key("j");
  await key("h");
  const chosen = [...place.querySelectorAll<HTMLInputElement>("input:checked")];
  expect(chosen.map(({ name }) => name)).toEqual(["decision1"]);
  expect(document.activeElement?.id).toBe("decision-reason1");
});

test("where there is room for one, one is shown, and a switch leads to the others", async () => {
  roomPx = 328;
  await compare(ADA, BOB, CY);
  expect(heads()).toEqual(["Bob"]);
  const [select] = place.querySelectorAll("select");
  expect([...(select?.options ?? [])].map(({ textContent }) => textContent)).toEqual(["Bob", "Cy", "Ada"]);
  await key("j");
  expect(heads()).toEqual(["Cy"]);
});

test("one that is no longer seen is no longer heard", async () => {
  roomPx = 328;
  await compare(ADA, BOB);
  await key("v");
  expect(videos().map((each) => each.dataset["playing"])).toEqual(["true", undefined]);
  await key("j");
  expect(videos().map((each) => each.dataset["playing"])).toEqual(["false", undefined]);
});
