// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { App } from "./app";
import { type Credential, storeCredential } from "./credential";

const ADA: Credential = {
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  user: { id: "ada", name: "Ada", email: "ada@example.com", role: "recruiter" },
};
const BOB: Credential = { ...ADA, user: { ...ADA.user, id: "bob", name: "Bob" } };
const ID = "00000000-0000-4000-8000-000000000001";
const TEMPLATE = {
  ...{ id: ID, title: "Backend", opening: ["Why?"], question_count: 1, longest_s: 210 },
  ...{ created_at: ADA.expiresAt, updated_at: ADA.expiresAt, version: 1 },
};

let place: HTMLElement;
let answers: Record<string, (request: RequestInit) => Response>;
let inSight: Element[];

const refusal = (status: number, code: string): Response =>
  Response.json({ error: { code, message: "", request_id: "", details: null, retryable: false } }, { status });
const field = (id: string): HTMLInputElement | null => place.querySelector(`#${id}`);
const signIn = (): HTMLElement | null => place.querySelector(".sign-in");

async function type(id: string, text: string): Promise<void> {
  const input = field(id);
  if (!input) throw new Error(`no field ${id}`);
  input.value = text;
  await act(() => void input.dispatchEvent(new Event("input", { bubbles: true })));
}

async function press(name: string): Promise<void> {
  const button = [...place.querySelectorAll("button")].find(({ textContent }) => textContent === name);
  await act(() => button?.click());
}

/** What another tab of this browser does. */
async function inAnotherTab(credential: Credential | null): Promise<void> {
  storeCredential(credential);
  await act(() => void window.dispatchEvent(new StorageEvent("storage", { key: "colloquy.signed-in" })));
}

async function open(hash: string): Promise<void> {
  location.hash = hash;
  await act(() => render(<App />, place));
  await vi.waitFor(() => expect(place.querySelector(".busy")).toBeNull());
}

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
  window.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = function () {
    inSight.push(this);
  };
  inSight = [];
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  answers = {
    "/api/templates": () => Response.json({ templates: [TEMPLATE] }),
    "/api/sessions": () => Response.json({ sessions: [], counts: {}, next_cursor: null }),
  };
  vi.stubGlobal("fetch", (address: string, request: RequestInit) => {
    const answer = answers[address.split("?")[0] ?? ""];
    return answer ? Promise.resolve(answer(request)) : Promise.reject(new TypeError("offline"));
  });
  storeCredential(ADA);
  place = document.body.appendChild(document.createElement("div"));
});
afterEach(() => {
  render(null, place);
  place.remove();
  vi.unstubAllGlobals();
});

test("what was typed into a template waits for who signed out in another tab", async () => {
  await open("#/templates/new");
  await type("template-title", "A long piece of work");
  await inAnotherTab(null);
  expect(signIn()?.textContent).toContain("signed out in another tab");
  await inAnotherTab(ADA);
  expect(signIn()).toBeNull();
  expect(field("template-title")?.value).toBe("A long piece of work");
});

test("what was typed into an invitation waits, too", async () => {
  await open("#/templates");
  await press("Invite a candidate");
  await vi.waitFor(() => expect(field("candidate-name")).not.toBeNull());
  await type("candidate-name", "Grace Hopper");
  await inAnotherTab(null);
  await inAnotherTab(ADA);
  expect(field("candidate-name")?.value).toBe("Grace Hopper");
});

test("what somebody typed is not shown to somebody else who signs in", async () => {
  await open("#/templates/new");
  await type("template-title", "A long piece of work");
  await inAnotherTab(null);
  await inAnotherTab(BOB);
  expect(field("template-title")?.value).toBe("");
});

test("where nothing was typed, nothing stays of who signed out in another tab", async () => {
  await open("#/templates");
  expect(place.textContent).toContain("Backend");
  await inAnotherTab(null);
  expect(signIn()).not.toBeNull();
  expect(place.textContent).not.toContain("Backend");
});

test("a sign-in that ended here and in another tab keeps what was typed", async () => {
  await open("#/templates/new");
  await type("template-title", "A long piece of work");
  answers["/api/templates"] = () => refusal(401, "sign_in_required");
  await type("text-0", "Why?");
  await press("Save template");
  await vi.waitFor(() => expect(signIn()).not.toBeNull());
  await inAnotherTab(null);
  await inAnotherTab(ADA);
  expect(field("template-title")?.value).toBe("A long piece of work");
});

test.each(["#/templates/new", "#/templates"])(
  "why a form at %s could not be sent is brought into sight",
  async (hash) => {
    await open(hash);
    if (hash === "#/templates") {
      await press("Invite a candidate");
      await vi.waitFor(() => expect(field("candidate-name")).not.toBeNull());
      await type("candidate-name", "Grace Hopper");
    } else {
      await type("template-title", "Backend");
      await type("text-0", "Why?");
    }
    answers = {};
    await press(hash === "#/templates" ? "Make the link" : "Save template");
    const alert = await vi.waitFor(() => place.querySelector("[role=alert]") ?? expect.fail("no alert"));
    expect(alert.textContent).toContain("no connection");
    expect(document.activeElement?.contains(alert)).toBe(true);
    expect(inSight.at(-1)?.contains(alert)).toBe(true);
  },
);

test("a template that was saved meanwhile shows what differs, and may be taken", async () => {
  const question = { text: "Why?", thinking_time_s: 30, answer_time_s: 180, expected_points: [], follow_ups: 0 };
  const now = { ...TEMPLATE, questions: [question] };
  answers[`/api/templates/${ID}`] = ({ method }) =>
    method === "PUT" ? refusal(412, "changed_meanwhile") : Response.json(now);
  await open(`#/templates/${ID}`);
  await type("text-0", "Why us?");
  now.questions = [{ ...question, answer_time_s: 60 }];
  await press("Save template");
  const differences = await vi.waitFor(() => place.querySelector(".differences") ?? expect.fail("no differences"));
  expect(differences.textContent).toContain("time to answerYours180 secondsTheirs60 seconds");
  await press("Take theirs, drop mine");
  expect([field("text-0")?.value, field("answer-0")?.value]).toEqual(["Why?", "60"]);
  expect(place.querySelector("dialog")).toBeNull();
});

test("a text that is too long is kept, and the field says by how much while it is typed", async () => {
  await open("#/templates/new");
  await type("text-0", "a".repeat(2017));
  expect(field("text-0")?.value).toHaveLength(2017);
  expect(field("text-0")?.maxLength).toBe(-1);
  expect(place.querySelector("#text-0-problem")?.textContent).toBe("17 letters too many: at most 2,000 fit here.");
  await type("text-0", "a".repeat(2000));
  expect(place.querySelector("#text-0-problem")).toBeNull();
});
