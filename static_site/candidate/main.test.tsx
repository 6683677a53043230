// @vitest-environment jsdom

import { webcrypto } from "node:crypto";

import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { afterAll, beforeEach, expect, test, vi } from "vitest";

import { ChunkStore } from "./recording/chunk-store";

// There is no loudspeaker here.
vi.mock("./conversation/agent-voice", () => ({
  AgentVoice: class {
    flush = (): void => undefined;
    close = (): Promise<void> => Promise.resolve();
  },
}));

const QUESTION = {
  ...{ text: "Why?", thinking_time_s: 30, answer_time_s: 60, recorded: true, recorded_ms: 9_000, written: false },
  ...{ begun: true, awaited: 0, follows: null, time: null },
};
const INTERVIEW = {
  ...{
    session_id: "s1",
    organisation_name: "Acme",
    look: { contact: "", privacy_url: "", logo: null, light: null, dark: null },
    title: "Engineer",
    candidate_name: "Ada",
    current_question_index: 0,
    state: "in_progress",
  },
  ...{
    consent_text_version: "1",
    expires_at: "",
    closed: null,
    expired: false,
    ending: null,
    left_after_hours: 24,
    asked: true,
    practice_question: "",
  },
  ...{ questions: [QUESTION], asking_order: [0], language: "en", template_language: "en" },
  accommodations: { answer_time_factor: 1, silence_s: 4, captions: false, text_answers: false },
};
const REPLACED = { code: "link_replaced", message: "This link was replaced.", request_id: "r1" };

let answers: Record<string, () => Response>;

// Pages that were reloaded here go on ticking, until the last of the tests.
const ticking = vi.spyOn(globalThis, "setInterval");
afterAll(() => ticking.mock.results.forEach(({ value }) => clearInterval(value as number)));

beforeEach(() => {
  reload();
  sessionStorage.clear();
  location.hash = "#0123456789abcdef0123";
  vi.stubGlobal("fetch", (address: string) =>
    Promise.resolve(answers[address.replace(/\?time_zone=.*/, "")]?.() ?? new Response(null, { status: 503 })),
  );
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("crypto", webcrypto);
  vi.stubGlobal("MediaRecorder", { isTypeSupported: () => true });
  vi.stubGlobal("AudioWorkletNode", {});
  vi.stubGlobal("navigator", {
    languages: ["en"],
    userAgent: "",
    mediaDevices: {},
    onLine: true,
    storage: { estimate: () => Promise.resolve({}) },
  });
});

test.each(["/api/interview", "/api/interview/finish"])(
  "whichever call learns that the link was replaced (%s), the page says so and to open the new one",
  async (call) => {
    answers = { "/api/interview": () => Response.json(INTERVIEW) };
    answers[call] = () => Response.json({ error: REPLACED }, { status: 401 });
    await import("./main");
    await vi.waitFor(() => expect(document.querySelector("h1")?.textContent).toBe("This link was replaced"));
    expect(document.body.textContent).toContain("Please open the new one");
  },
);

test("who opens a replaced link again still learns what of their answers is here alone", async () => {
  answers = { "/api/interview": () => Response.json({ error: REPLACED }, { status: 401 }) };
  const chunk = {
    ...{ sessionId: "s1", question: 0, run: 0, index: 0, mime: "video/webm", runStartedAt: "2026-11-01T10:00:00Z" },
    ...{ startMs: 0, durationMs: 5000, size: 520_000, sha256: "aa" },
  };
  await new ChunkStore(window.indexedDB).keep(chunk, new ArrayBuffer(8));
  await import("./main");
  await vi.waitFor(() => expect(document.body.textContent).toContain("0.5 MB have not arrived yet"));
  expect(document.body.textContent).toContain("Open it on this device, in this browser");
});

test("who opens a replaced link where nothing waits is told where something may", async () => {
  answers = { "/api/interview": () => Response.json({ error: REPLACED }, { status: 401 }) };
  await import("./main");
  await vi.waitFor(() => expect(document.body.textContent).toContain("another device or in another browser"));
});

test.each([
  ["completed", false, "This interview is finished", "with the recruiting team"],
  ["expired", true, "This link has expired", "Ask your recruiter for a new one"],
])(
  "a link of an interview that is %s says so, and not that something is wrong",
  async (state, expired, heading, words) => {
    const closed = {
      ...INTERVIEW,
      state,
      expired,
      closed: "This interview is closed.",
      questions: [],
      asking_order: [],
    };
    answers = { "/api/interview": () => Response.json(closed) };
    await import("./main");
    await vi.waitFor(() => expect(document.querySelector("h1")?.textContent).toBe(heading));
    expect(document.body.textContent).toContain(words);
    expect(document.body.textContent).not.toContain("closed");
  },
);

test("the page speaks the language of the interview, whatever the browser prefers", async () => {
  const closed = {
    ...INTERVIEW,
    language: "de",
    state: "completed",
    closed: "CLOSED",
    questions: [],
    asking_order: [],
  };
  answers = { "/api/interview": () => Response.json(closed) };
  await import("./main");
  await vi.waitFor(() => expect(document.querySelector("h1")?.textContent).toContain("abgeschlossen"));
  expect(document.documentElement.lang).toBe("de");
});

test("the candidate may choose another language before the interview begins, and agrees to its words anew", async () => {
  const pending = { ...INTERVIEW, state: "pending", asked: false };
  const text = (id: string) => () => Response.json({ id, language: id, points: [{ lead: "It is kept", text: id }] });
  answers = {
    "/api/interview": () => Response.json(pending),
    "/api/interview/consent?language=en": text("en"),
    "/api/interview/consent?language=de": text("de"),
  };
  await import("./main");
  const choice = await vi.waitFor(languageSelect);
  const ticks = (): boolean[] =>
    [...document.querySelectorAll<HTMLInputElement>("#consent input")].map(({ checked }) => checked);
  await vi.waitFor(() => expect(document.body.textContent).toContain("It is kept en"));
  for (const tick of document.querySelectorAll<HTMLInputElement>("#consent input")) tick.click();
  await vi.waitFor(() => expect(ticks()).toEqual([true, true]));
  choice.value = "de";
  choice.dispatchEvent(new Event("change", { bubbles: true }));
  await vi.waitFor(() => expect(document.querySelector("h1")?.textContent).toBe("Ihr Interview"));
  expect(document.documentElement.lang).toBe("de");
  // Consent is to what was read; a wish is the same in every language.
  await vi.waitFor(() => expect(ticks()).toEqual([false, true]));
  await vi.waitFor(() => expect(document.body.textContent).toContain("It is kept de"));

  reload();
  await import("./main");
  await vi.waitFor(() => expect(languageSelect().value).toBe("de"));
  expect(document.querySelector("h1")?.textContent).toBe("Ihr Interview");

  // One that has begun, on whatever device, is held in its own.
  answers = { "/api/interview": () => Response.json({ ...pending, state: "in_progress" }) };
  reload();
  await import("./main");
  await vi.waitFor(() => expect(document.querySelector("h1")?.textContent).toBe("Sending your answers"));
  expect(document.querySelector("#language")).toBeNull();
});

test("where its words cannot be fetched, no other language is chosen", async () => {
  vi.doMock("../shared/words/de/candidate", () => Promise.reject(new TypeError("offline")));
  answers = { "/api/interview": () => Response.json({ ...INTERVIEW, state: "pending", asked: false }) };
  await import("./main");
  const choice = await vi.waitFor(languageSelect);
  choice.value = "de";
  choice.dispatchEvent(new Event("change", { bubbles: true }));
  await vi.waitFor(() => expect(choice.value).toBe("en"));
  vi.doUnmock("../shared/words/de/candidate");
  reload();
  await import("./main");
  expect((await vi.waitFor(languageSelect)).value).toBe("en");
});

test("a reload without a connection speaks the interview's language all the same", async () => {
  answers = { "/api/interview": () => Response.json({ ...INTERVIEW, language: "de", state: "pending", asked: false }) };
  await import("./main");
  await vi.waitFor(languageSelect);
  answers = {};
  reload();
  await import("./main");
  await vi.waitFor(() => expect(document.querySelector("[role=alert] button, .notice button")).not.toBeNull());
  expect(document.documentElement.lang).toBe("de");
  expect(document.querySelector("h1")?.textContent).toBe("Ihr Interview");
});

function languageSelect(): HTMLSelectElement {
  const select = document.querySelector<HTMLSelectElement>("#language");
  if (!select) throw new Error("no choice of language");
  return select;
}

function reload(): void {
  vi.resetModules();
  document.body.innerHTML = '<div id="app"></div>';
}
