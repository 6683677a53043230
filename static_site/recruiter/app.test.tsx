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
const TEMPLATE = {
  ...{ id: "t", title: "Backend", opening: ["Why?"], question_count: 1, longest_s: 210 },
  ...{ created_at: ADA.expiresAt, updated_at: ADA.expiresAt, version: 1 },
};

let place: HTMLElement;
let answers: Record<string, () => Response>;

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
  vi.stubGlobal("fetch", (address: string) => {
    const answer = answers[address.split("?")[0] ?? ""];
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError("offline"));
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
  answers["/api/templates"] = () =>
    Response.json(
      { error: { code: "sign_in_required", message: "", request_id: "", details: null, retryable: false } },
      { status: 401 },
    );
  await type("text-0", "Why?");
  await press("Save template");
  await vi.waitFor(() => expect(signIn()).not.toBeNull());
  await inAnotherTab(null);
  await inAnotherTab(ADA);
  expect(field("template-title")?.value).toBe("A long piece of work");
});
