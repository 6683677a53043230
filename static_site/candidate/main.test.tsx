// @vitest-environment jsdom

import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test, vi } from "vitest";

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
  ...{ session_id: "s1", title: "Engineer", candidate_name: "Ada", current_question_index: 0, state: "in_progress" },
  ...{ consent_text_version: "1", expires_at: "", closed: null, expired: false, asked: true, practice_question: "" },
  ...{ questions: [QUESTION], asking_order: [0] },
  accommodations: { answer_time_factor: 1, silence_s: 4, captions: false, text_answers: false },
};
const REPLACED = { code: "link_replaced", message: "This link was replaced.", request_id: "r1" };

let answers: Record<string, () => Response>;

beforeEach(() => {
  vi.resetModules();
  document.body.innerHTML = '<div id="app"></div>';
  location.hash = "#0123456789abcdef0123";
  vi.stubGlobal("fetch", (address: string) =>
    Promise.resolve(answers[address]?.() ?? new Response(null, { status: 503 })),
  );
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("MediaRecorder", { isTypeSupported: () => true });
  vi.stubGlobal("AudioWorkletNode", {});
  vi.stubGlobal("navigator", {
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
