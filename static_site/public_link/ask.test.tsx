// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, expect, test, vi } from "vitest";

import { Api } from "../shared/api";
import { LANGUAGES, speak } from "../shared/words/languages";
import { words } from "../shared/words/en/apply";
import { pseudoText, strayText } from "../shared/words/pseudo";
import { Ask } from "./ask";
import { Confirm } from "./confirm";

vi.mock("../shared/words/de/apply", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/apply"),
  ]);
  return { words: pseudo(words) };
});

const INTERVIEW = {
  ...{ company: "1", title: "3", language: "en", question_count: 2, longest_s: 300 },
  look: { contact: "", privacy_url: "", logo: null, light: null, dark: null },
  ...{ closes_at: null, state: "open" },
};
const NAMES = new Set<string>([...Object.values(LANGUAGES), "Colloquy"]);

let place: HTMLElement;
let asked: string[];
let answers: Record<string, () => Response>;

beforeEach(async () => {
  place = document.createElement("div");
  document.body.replaceChildren(place);
  Element.prototype.scrollIntoView = () => undefined;
  asked = [];
  answers = {
    "GET /api/public-interview": () => Response.json(INTERVIEW),
    "POST /api/public-interview/requests": () => new Response(null, { status: 204 }),
    "POST /api/public-interview/confirmations": () => Response.json({ link_path: "/interview#1" }),
  };
  await speak("de");
});

function answer(path: unknown, { method = "GET", body }: RequestInit = {}): Promise<Response> {
  asked.push(`${method} ${typeof body === "string" ? body : ""}`);
  return Promise.resolve(answers[`${method} ${String(path)}`]?.() ?? refused(404, "not_found"));
}

function refused(status: number, code: string, params = {}): Response {
  return Response.json({ error: { code, message: "1", request_id: "1", params } }, { status });
}

const api = new Api({ token: () => "token", fetch: answer });

async function shows(...texts: string[]): Promise<void> {
  for (const text of texts) await vi.waitFor(() => expect(place.textContent).toContain(pseudoText(text)));
}

async function fill(name: string, email: string): Promise<void> {
  for (const [id, text] of Object.entries({ name, email }))
    place.querySelector<HTMLInputElement>(`#${id}`)!.value = text;
  await act(() => place.querySelector("form")?.requestSubmit());
}

test("who has been sent a link is told the same whatever the address", async () => {
  await act(() => render(<Ask api={api} />, place));
  await shows(words.heading, words.name, words.emailHint);
  await fill("", "");
  await vi.waitFor(() => expect(place.querySelectorAll("[aria-invalid=true]")).toHaveLength(2));
  await fill(" Ada ", "ada@example.com");
  await shows(words.sent.heading, words.sent.nothing);
  expect(asked.at(-1)).toBe('POST {"name":"Ada","email":"ada@example.com","language":"en"}');
});

test.each(["closed", "full", "full_today"] as const)(
  "nobody is asked for a name where the link is %s",
  async (state) => {
    answers["GET /api/public-interview"] = () => Response.json({ ...INTERVIEW, state });
    await act(() => render(<Ask api={api} />, place));
    await shows(words.over[state].heading, words.over[state].text);
    expect(place.querySelector("form")).toBeNull();
    expect(strayText(place).filter((text) => !NAMES.has(text))).toEqual([]);
  },
);

test("a link that leads nowhere says so", async () => {
  delete answers["GET /api/public-interview"];
  await act(() => render(<Ask api={api} />, place));
  await shows(words.nowhere.heading, words.nowhere.text);
});

test.each([
  ["public_link_full", {}, words.errors.public_link_full],
  ["too_many_attempts", { limit: "public_requests_of_network" }, words.limits.public_requests_of_network],
] as const)("what is refused is worded: %s", async (code, params, said) => {
  answers["POST /api/public-interview/requests"] = () =>
    refused(code === "too_many_attempts" ? 429 : 409, code, params);
  await act(() => render(<Ask api={api} />, place));
  await shows(words.heading);
  await fill("Ada", "ada@example.com");
  await shows(said);
});

test("an address is confirmed by a press, not by opening the page", async () => {
  const gone: string[] = [];
  await act(() => render(<Confirm api={api} go={(path) => gone.push(path)} />, place));
  await shows(words.confirm.text);
  expect(asked).toEqual([]);
  await act(() => place.querySelector("button")?.click());
  await vi.waitFor(() => expect(gone).toEqual(["/interview#1"]));
});

test("where there is nothing to confirm the page says how it goes on", async () => {
  delete answers["POST /api/public-interview/confirmations"];
  await act(() => render(<Confirm api={api} />, place));
  await act(() => place.querySelector("button")?.click());
  await shows(words.confirm.nothing);
});
