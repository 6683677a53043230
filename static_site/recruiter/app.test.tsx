// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { chosenLanguage } from "../shared/words/choice";
import { language, speak } from "../shared/words/languages";
import { App } from "./app";
import { type Credential, storeCredential, storedCredential } from "./account/credential";

const NO_TIMES = { erase_at: {}, erased_at: {} };
const ADA: Credential = {
  user: { id: "ada", name: "Ada", email: "ada@example.com", role: "recruiter", has_password: true },
};
const BOB: Credential = { user: { ...ADA.user, id: "bob", name: "Bob" } };
const LATER = new Date(Date.now() + 3_600_000).toISOString();
const ID = "00000000-0000-4000-8000-000000000001";
const TEMPLATE = {
  reminders: [],
  ...{ id: ID, title: "Backend", opening: ["Why?"], question_count: 1, longest_s: 210 },
  ...{ created_at: LATER, updated_at: LATER, version: 1, archived_at: null },
};

const TOTALS = { to_decide: 0, needs_person: 0, under_way: 0, decided: 0, failed: 0 };
const listing = (sessions: object[], counts = {}): Response =>
  Response.json({ sessions, counts, totals: TOTALS, next_cursor: null });

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
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe = (): void => undefined;
      disconnect = (): void => undefined;
    },
  );
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
    "/api/sessions": () => listing([]),
    "/api/tags": () => Response.json({ tags: [] }),
  };
  vi.stubGlobal("fetch", (address: string, request: RequestInit) => {
    const answer = answers[address.split("?")[0] ?? ""];
    return answer ? Promise.resolve(answer(request)) : Promise.reject(new TypeError("offline"));
  });
  storeCredential(ADA);
  place = document.body.appendChild(document.createElement("div"));
});
afterEach(async () => {
  await speak("en");
  vi.useRealTimers();
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

test.each(["the page is loaded", "a call is forbidden"])("another role holds as soon as %s", async (when) => {
  const analytics = (): Element | null => place.querySelector('nav [href="#/analytics"]');
  const organisation = { id: ID, name: "Acme" };
  if (when === "a call is forbidden") {
    await open("#/");
    expect(analytics()).not.toBeNull();
    answers["/api/templates"] = () => refusal(403, "forbidden");
  }
  answers["/api/me"] = () => Response.json({ user: { ...ADA.user, role: "interviewer" }, organisation });
  await open("#/templates");
  await vi.waitFor(() => expect(analytics()).toBeNull());
  expect(storedCredential()?.user.role).toBe("interviewer");
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
  const question = {
    text: "Why?",
    thinking_time_s: 30,
    answer_time_s: 180,
    expected_points: [],
    follow_ups: 0,
    weight: 1,
  };
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

const SESSION = {
  ...{ id: ID, candidate_name: "Grace", candidate_email: null, template_title: "Backend", state: "done" },
  ...{ question_count: 1, question_number: 1, created_at: LATER, expires_at: LATER },
  ...{ started_at: null, completed_at: null, processed_at: null, failure: null, attempt: 1, human_review_only: false },
  ...{ tags: [], blinding: "off", scores_hidden: false, figure: null, certainty: null, decision: null },
  ...{ reviewers: [], flags: 0, finished_at: null, last_seen_at: null },
  accommodations: { answer_time_factor: 1, silence_s: 8, captions: false, text_answers: false },
};

test("an offline dashboard shows what was loaded before, and never that there is nothing", async () => {
  const figures = (): (string | null)[] =>
    [...place.querySelectorAll(".stat-figure")].map(({ textContent }) => textContent);
  const go = async (name: string): Promise<void> => {
    location.hash = name;
    await vi.waitFor(() => expect(place.querySelector(`[aria-current][href="${name}"]`)).not.toBeNull());
    await act(() => undefined);
  };
  delete answers["/api/sessions"];
  await open("#/templates");
  await go("#/");
  await vi.waitFor(() => expect(place.textContent).toContain("no connection"));
  expect(new Set(figures())).toEqual(new Set(["–not loaded"]));

  answers["/api/sessions"] = () => listing([SESSION], { done: 12 });
  await press("Try again");
  await vi.waitFor(() => expect(figures()[0]).toBe("12"));
  answers = {};
  await go("#/templates");
  await go("#/");
  expect(figures()[0]).toBe("12");
  expect(place.querySelector(".list")?.textContent).toContain("Grace");
});

test("an interview that was erased does not stay on the screen", async () => {
  const results = { session: SESSION, answers: [], flags: [], flag_counts: [], flags_cursor: null, ...NO_TIMES };
  answers[`/api/sessions/${ID}`] = () => Response.json(results);
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ["setTimeout", "clearTimeout"] });
  await open(`#/sessions/${ID}`);
  expect(place.querySelector("h1")?.textContent).toBe("Grace");
  answers[`/api/sessions/${ID}`] = () => refusal(404, "not_found");
  await act(() => void vi.advanceTimersByTime(61_000));
  await vi.waitFor(() => expect(place.querySelector("h1")?.textContent).toBe("Interview"));
  expect(place.textContent).toContain("There is no such interview");
});

test("who leaves what is not saved is asked first", async () => {
  const leaves = async (): Promise<void> => {
    location.hash = "#/";
    await vi.waitFor(() => expect(place.textContent).toContain("Leave without saving?"));
  };
  await open("#/templates/new");
  await type("template-title", "A long piece of work");
  await leaves();
  await press("Keep editing");
  expect([field("template-title")?.value, location.hash]).toEqual(["A long piece of work", "#/templates/new"]);
  await leaves();
  await press("Leave without saving");
  expect([field("template-title"), location.hash]).toEqual([null, "#/"]);
});

test("a question that is blank is named at its field, which is led to", async () => {
  await open("#/templates/new");
  await type("template-title", "Backend");
  await press("Save template");
  expect(place.querySelector("#text-0-problem")?.textContent).toBe("Write what the candidate is asked.");
  expect(document.activeElement).toBe(field("text-0"));
  expect(inSight.at(-1)?.contains(field("text-0"))).toBe(true);
});

const said = (): (string | null)[] =>
  [...place.querySelectorAll(".field-problem")].map(({ textContent }) => textContent);

test("what is said of an invitation’s field goes when the field is changed", async () => {
  await open("#/templates");
  await press("Invite a candidate");
  await vi.waitFor(() => expect(field("candidate-name")).not.toBeNull());
  await type("candidate-email", "grace");
  await press("Make the link");
  expect(said()).toHaveLength(2);
  field("candidate-email")?.focus();
  await type("candidate-email", "");
  expect(said()).toEqual(["Write the candidate’s name."]);
  expect(document.activeElement).toBe(field("candidate-email"));
  expect(place.querySelector("dialog [role=alert]")?.textContent).toBe("One field needs another look.");
  await type("candidate-name", "Grace");
  expect(place.querySelector("dialog [role=alert]")).toBeNull();
});

test("what is said of a template’s field goes when the field is changed", async () => {
  await open("#/templates/new");
  await press("Save template");
  await press("Add a question");
  expect(said()).toEqual(["Give the template a title.", "Write what the candidate is asked."]);
  await type("text-0", "Why?");
  await type("template-title", "Backend");
  expect(said()).toEqual([]);
});

test("what is said of a sign-in’s field goes when the field is changed", async () => {
  storeCredential(null);
  await open("");
  await press("Sign in");
  expect(said()).toEqual(["Enter your e-mail address.", "Enter your password."]);
  await type("password", "secret");
  expect(said()).toEqual(["Enter your e-mail address."]);
});

test("the list comes back as it was shown last, from wherever", async () => {
  const shown = (): string | null => place.querySelector(".stat[aria-current] .quiet")?.textContent ?? null;
  await open("#/?state=pending");
  expect(shown()).toBe("Not begun");
  for (const [name, card] of [
    ["#/templates", null],
    ["#/", "Not begun"],
    ["#/?", "All"],
  ] as const) {
    location.hash = name;
    await vi.waitFor(() => expect(shown()).toBe(card));
  }
});

test("a search is told once somebody pauses, and going back does not lead through its letters", async () => {
  const asked: (string | null)[] = [];
  vi.stubGlobal("fetch", (address: string) => {
    if (address.startsWith("/api/sessions?")) asked.push(new URLSearchParams(address.split("?")[1]).get("q"));
    return Promise.resolve(answers[address.split("?")[0] ?? ""]?.({}) ?? new Response(null, { status: 404 }));
  });
  await open("#/?");
  const before = history.length;
  for (const text of ["g", "gr", "grace"]) await type("search", text);
  await vi.waitFor(() => expect(location.hash).toBe("#/?q=grace"));
  await vi.waitFor(() => expect(place.textContent).toContain("No interview fits these filters."));
  expect([asked, history.length]).toEqual([[null, "grace"], before]);
  location.hash = "#/?";
  await vi.waitFor(() => expect(field("search")?.value).toBe(""));
});

test("what could not be done with one of several is said at it, and it stays chosen", async () => {
  const other = { ...SESSION, id: ID.replace("1", "2"), candidate_name: "Ada" };
  answers["/api/sessions"] = () => listing([SESSION, other]);
  const asked: unknown[] = [];
  answers["/api/sessions/bulk"] = ({ body }) => {
    asked.push(JSON.parse(body as string));
    const refused = { code: "not_finished", params: {} };
    return Response.json({
      results: [
        { session_id: ID, error: null },
        { session_id: other.id, error: refused },
      ],
    });
  };
  await open("#/?");
  await act(() => place.querySelector<HTMLElement>(".list-head input")?.click());
  await press("Decide");
  await act(() => place.querySelector<HTMLElement>("dialog input[type=radio]")?.click());
  await type("bulk-reason", "Clear answers.");
  await press("Save the decisions");
  await vi.waitFor(() => expect(place.querySelector("dialog")).toBeNull());
  const rows = [...place.querySelectorAll(".list-block [role=row]")];
  expect(rows.map((row) => row.querySelector(".field-problem") !== null)).toEqual([false, true]);
  expect(rows.map((row) => row.getAttribute("aria-selected"))).toEqual(["false", "true"]);
  const change = { decision: { choice: "advance", reason: "Clear answers." }, add_tags: [], remove_tags: [] };
  expect(asked).toEqual([{ id: expect.any(String) as string, session_ids: [ID, other.id], ...change }]);
});

test("Escape asks before it throws an invitation away", async () => {
  await open("#/templates");
  await press("Invite a candidate");
  await vi.waitFor(() => expect(field("candidate-name")).not.toBeNull());
  await type("candidate-name", "Grace Hopper");
  await act(() => void place.querySelector("dialog")?.dispatchEvent(new Event("cancel", { cancelable: true })));
  await press("Go on typing");
  expect(field("candidate-name")?.value).toBe("Grace Hopper");
});

test("who was invited before is invited again only when that is meant", async () => {
  const asked: unknown[] = [];
  answers["/api/sessions"] = ({ body }) => {
    if (body) asked.push((JSON.parse(body as string) as { once: boolean }).once);
    return refusal(409, "already_invited");
  };
  await open("#/templates");
  await press("Invite a candidate");
  await vi.waitFor(() => expect(field("candidate-name")).not.toBeNull());
  await type("candidate-name", "Grace Hopper");
  await press("Make the link");
  await vi.waitFor(() => expect(place.textContent).toContain("This person was invited with this template before."));
  expect(asked).toEqual([true]);
  await press("Invite them again");
  expect(asked).toEqual([true, false]);
});

test.each([
  ["its template's, where the recruiter chooses none", "", null],
  ["the one that the recruiter chooses", "de", "de"],
])("the language of an interview is %s", async (_, chosen, told) => {
  const asked: unknown[] = [];
  answers["/api/sessions"] = ({ body }) => {
    if (body) asked.push((JSON.parse(body as string) as { language: unknown }).language);
    return refusal(409, "already_invited");
  };
  await open("#/templates");
  await press("Invite a candidate");
  await vi.waitFor(() => expect(field("candidate-name")).not.toBeNull());
  await type("candidate-name", "Grace Hopper");
  const select = place.querySelector<HTMLSelectElement>("#interview-language");
  if (!select) throw new Error("no language to choose");
  expect(select.value).toBe("");
  select.value = chosen;
  await press("Make the link");
  await vi.waitFor(() => expect(asked).toEqual([told]));
});

test("who replaces the link of somebody who is inside is warned", async () => {
  const session = { ...SESSION, state: "in_progress" };
  answers["/api/sessions"] = () => listing([session]);
  answers[`/api/sessions/${ID}`] = () => Response.json({ session, candidate_is_here: true, ...NO_TIMES });
  await open("#/?");
  await press("New link");
  const warning = await vi.waitFor(() => place.querySelector("dialog [role=alert]") ?? expect.fail("no warning"));
  expect(warning.textContent).toContain("Grace is in the interview right now.");
});

test("an invitation begins at its first field", async () => {
  await open("#/templates");
  await press("Invite a candidate");
  await vi.waitFor(() => expect(document.activeElement).toBe(field("template-id")));
});

async function choose(tag: string): Promise<void> {
  const select = place.querySelector<HTMLSelectElement>(".language-choice");
  if (!select) throw new Error("no choice of language");
  select.value = tag;
  await act(() => void select.dispatchEvent(new Event("change", { bubbles: true })));
  await vi.waitFor(() => expect(language.value).toBe(tag));
}

test("another language takes nothing that was typed, and words anew what was said already", async () => {
  await open("#/templates/new");
  await type("answer-0", "5");
  await press("Save template");
  expect(said()[0]).toBe("Give the template a title.");
  await type("text-0", "Why?");
  await choose("de");
  expect(said()[0]).toBe("Bitte geben Sie der Vorlage einen Titel.");
  expect([field("text-0")?.value, field("answer-0")?.value]).toEqual(["Why?", "5"]);
  await vi.waitFor(() => expect(document.title).toBe("Neue Vorlage · Colloquy"));
});

test("a new template is in the language of the page on which it is written", async () => {
  await open("#/templates");
  await choose("de");
  await open("#/templates/new");
  await vi.waitFor(() => expect(place.querySelector<HTMLSelectElement>("#template-language")?.value).toBe("de"));
});

test("what is chosen in one tab holds in the others", async () => {
  await open("#/templates");
  await act(() => void dispatchEvent(new StorageEvent("storage", { key: "colloquy.language", newValue: "de" })));
  await vi.waitFor(() => expect(place.querySelector("h1")?.textContent).toBe("Vorlagen"));
  expect(place.querySelector<HTMLSelectElement>(".language-choice")?.value).toBe("de");
});

test("an address of nothing has a title of its own", async () => {
  await open("#/templates");
  await open("#/nothing");
  await vi.waitFor(() => expect(document.title).toBe("There is nothing here · Colloquy"));
});

test("the language that was chosen is spoken the next time, too", async () => {
  expect(chosenLanguage()).toBe("en");
  storeCredential(null);
  await open("");
  await choose("de");
  expect(place.querySelector("h1")?.textContent).toBe("Anmelden");
  expect(chosenLanguage()).toBe("de");
});
