// @vitest-environment jsdom

import { webcrypto } from "node:crypto";

import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { type JSX, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { words as english } from "../shared/words/en/candidate";
import { words as own } from "../shared/words/en/own";
import { words as hardwareEnglish } from "../shared/words/en/hardware";
import { words as resultEnglish } from "../shared/words/en/result";
import { LANGUAGES, speak } from "../shared/words/languages";
import { pseudoText, strayText } from "../shared/words/pseudo";
import { MAIN } from "../stills/controller";
import { FOLLOW_UP, SCREENS, talk } from "../stills/screens";
import { result } from "./views/later";

/** The words of the catalogue that are sentences with something in them, and were said. */
const called = vi.hoisted(() => new Set<string>());

/** Notes which words that are sentences with something in them are called. */
const noting = vi.hoisted(() => {
  return function noting<W>(value: W, path: string): W {
    if (typeof value === "function") {
      const call = value as unknown as (...given: unknown[]) => unknown;
      return ((...given: unknown[]) => {
        called.add(path);
        return call(...given);
      }) as W;
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, noting(each, `${path}.${key}`)])) as W;
  };
});

// German stands for every other language: each of its words in letters that no component could have written.
vi.mock("../shared/words/de/candidate", async () => {
  const { words } = await import("../shared/words/en/candidate");
  const { pseudo } = await import("../shared/words/pseudo");
  return { words: noting(pseudo(words), "") };
});
vi.mock("../shared/words/de/result", async () => {
  const { words } = await import("../shared/words/en/result");
  const { pseudo } = await import("../shared/words/pseudo");
  return { words: noting(pseudo(words), "result") };
});
vi.mock("../shared/words/de/hardware", async () => {
  const { words } = await import("../shared/words/en/hardware");
  const { pseudo } = await import("../shared/words/pseudo");
  return { words: noting(pseudo(words), "hardware") };
});
vi.mock("../shared/words/de/own", async () => {
  const { words } = await import("../shared/words/en/own");
  const { pseudo } = await import("../shared/words/pseudo");
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/shared", async () => {
  const { words } = await import("../shared/words/en/shared");
  const { pseudo } = await import("../shared/words/pseudo");
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/brand", async () => {
  const { words } = await import("../shared/words/en/brand");
  const { pseudo } = await import("../shared/words/pseudo");
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/problems", async () => {
  const { words } = await import("../shared/words/en/problems");
  const { pseudo } = await import("../shared/words/pseudo");
  return { words: pseudo(words) };
});
// There is no loudspeaker here.
vi.mock("./conversation/agent-voice", () => ({
  AgentVoice: class {
    flush = (): void => undefined;
    close = (): Promise<void> => Promise.resolve();
  },
}));

/** What is the interview's own, in whatever language: the product's name, its title, its questions, what is said in it. */
const OWN = [
  "Colloquy",
  ...Object.values(LANGUAGES),
  "Acme",
  "jobs@acme.example",
  "Engineer",
  "Why?",
  "Warm-up?",
  "So that",
  "Well told",
  "Hello there",
];
const INTERVIEW = {
  ...{
    session_id: "s1",
    organisation_name: "Acme",
    title: "Engineer",
    candidate_name: "Ada",
    current_question_index: 0,
    state: "pending",
  },
  ...{ consent_text_version: "1", expires_at: "", closed: null, expired: false, asked: false, practice_question: "" },
  ...{ questions: [], asking_order: [], language: "de" },
  look: { contact: "jobs@acme.example", privacy_url: "https://acme.example", logo: null, light: null, dark: null },
  ...{ ending: null, left_after_hours: 24 },
  accommodations: { answer_time_factor: 1, silence_s: 4, captions: false, text_answers: false },
};
const refused = (status: number, code: string) => (): Response =>
  Response.json({ error: { code, message: "", request_id: "r1" } }, { status });

/** What the page says before there is an interview: how the API answers, and what of the browser is different. */
const OPENINGS: readonly (readonly [string, string, (() => Response) | null, (() => void)?])[] = [
  ["loading", english.link.opening, null],
  ["no link", english.link.incomplete.heading, null, () => history.replaceState(null, "", "#")],
  ["an unknown link", english.link.unknown.heading, refused(401, "not_signed_in")],
  ["a replaced link", english.replaced.heading, refused(401, "link_replaced")],
  ["an expired link", english.closed.neverBegun, refused(410, "link_expired")],
  ["a closed link", english.closed.heading, refused(410, "interview_closed")],
  [
    "an unsupported browser",
    english.link.unsupported.heading,
    () => Response.json(INTERVIEW),
    () => vi.stubGlobal("isSecureContext", false),
  ],
  ["another tab", english.link.elsewhere.heading, () => Response.json(INTERVIEW)],
  [
    "consent",
    english.consent.heading,
    () => Response.json(INTERVIEW),
    () => delete (navigator as { locks?: object }).locks,
  ],
  ["a fault", english.tryAgain, () => new Response("", { status: 500 })],
  ["a refusal", english.tryAgain, refused(403, "forbidden")],
  ["an interview that was cancelled", own.cancelled.heading, refused(410, "interview_cancelled")],
  ["an interview that was deleted", english.link.erased, refused(410, "interview_erased")],
  ["no connection", english.tryAgain, () => Response.error()],
];

const seen = new Set<string>();
let place: HTMLElement;

/** What stands on the page and is neither of the catalogue nor the interview's own. */
function strays(): string[] {
  const root = document.body;
  const labels = [...root.querySelectorAll("[aria-label]")].map((element) => element.getAttribute("aria-label"));
  for (const text of [root.textContent, document.title, ...labels]) seen.add(text ?? "");
  return strayText(root).filter((text) => !OWN.includes(text.trim()));
}

async function show(screen: JSX.Element, then: readonly (string | number)[]): Promise<void> {
  await act(() => render(screen, place));
  for (const each of then)
    await act(async () => {
      if (typeof each === "number") return void vi.advanceTimersByTime(each);
      [...place.querySelectorAll("button")].find(({ textContent }) => textContent === pseudoText(each))!.click();
      await Promise.resolve();
    });
}

beforeEach(() => {
  document.body.innerHTML = '<div id="app"></div>';
  place = document.querySelector("#app")!;
  // What jsdom has not.
  vi.stubGlobal("matchMedia", () => Object.assign(new EventTarget(), { matches: true }));
  Element.prototype.scrollIntoView = () => undefined;
  Object.assign(document, { fullscreenEnabled: true, fullscreenElement: null });
});

describe("in another language", () => {
  beforeEach(async () => {
    await result.fetch();
    vi.useFakeTimers();
    await speak("de");
  });
  afterEach(async () => {
    await act(() => render(null, place));
    vi.useRealTimers();
  });

  for (const [name, screen, ...then] of SCREENS)
    test(`${name} says nothing of its own`, async () => {
      await show(screen, then);
      expect(strays()).toEqual([]);
    });
});

test.each([
  ["a question is in the template's language", 0, "en"],
  ["a follow-up is in the interview's", 1, "de"],
])("%s, for those who hear the page", async (_, question, tongue) => {
  await show(talk("thinking", { questions: [MAIN, FOLLOW_UP], question }), []);
  expect(place.querySelector<HTMLElement>(".question")?.lang).toBe(tongue);
});

describe("in another language, a page that opens with", () => {
  beforeEach(() => {
    vi.resetModules();
    history.replaceState(null, "", "#0123456789abcdef0123");
    sessionStorage.clear();
    vi.stubGlobal("indexedDB", new IDBFactory());
    vi.stubGlobal("isSecureContext", true);
    vi.stubGlobal("crypto", webcrypto);
    vi.stubGlobal("MediaRecorder", { isTypeSupported: () => true });
    vi.stubGlobal("AudioWorkletNode", {});
    vi.stubGlobal("navigator", {
      ...{ languages: ["de"], userAgent: "", mediaDevices: {}, onLine: true },
      storage: { estimate: () => Promise.resolve({}) },
      locks: { request: (_: string, __: object, work: (lock: null) => Promise<void>) => work(null) },
    });
  });

  for (const [name, words, answer, differ] of OPENINGS)
    test(`${name} says nothing of its own`, async () => {
      vi.stubGlobal("fetch", () => (answer ? Promise.resolve(answer()) : new Promise(() => undefined)));
      differ?.();
      await import("./main");
      await vi.waitFor(() => expect(document.body.textContent).toContain(pseudoText(words)), 3_000);
      expect(strays()).toEqual([]);
      expect(document.title).toBe(pseudoText(english.documentTitle));
    });
});

test("all that the catalogue has was said above", () => {
  const all = [...seen].join("\n");
  expect([
    ...unsaid(english, "", all),
    ...unsaid(hardwareEnglish, "hardware", all),
    ...unsaid(resultEnglish, "result", all),
  ]).toEqual([]);
});

function unsaid(value: unknown, path: string, all: string): string[] {
  if (typeof value === "string") return all.includes(pseudoText(value)) ? [] : [path];
  if (typeof value === "function") return called.has(path) ? [] : [path];
  return Object.entries(value as object).flatMap(([key, each]) => unsaid(each, `${path}.${key}`, all));
}
