// @vitest-environment jsdom

/** Every page and dialog in a language that no component could have written itself: all words come from the catalogue. */

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type {
  Analytics,
  AnswerProgressView,
  AnswerView,
  Author,
  BiasAudit,
  DecisionView,
  ErasureView,
  Flag,
  FlagType,
  ListedSession,
  LookView,
  OverrideView,
  ReviewView,
  Score,
  ScorecardFigure,
  SessionState,
  SettingsView,
  ResultsView,
  SessionView,
} from "../shared/api-types";
import { MAX_DESCRIPTION, MAX_IMAGE_BYTES, MAX_PDF_BYTES, MAX_PEOPLE } from "../shared/limits";
import { LANGUAGES, speak } from "../shared/words/languages";
import { words as accounts } from "../shared/words/en/account";
import { words as asking } from "../shared/words/en/ask";
import { words as comparing } from "../shared/words/en/compare";
import { words as hooking } from "../shared/words/en/webhooks";
import { words as keying } from "../shared/words/en/keys";
import { words as mailing } from "../shared/words/en/mail-texts";
import { words as auditing } from "../shared/words/en/audit";
import { words as branding } from "../shared/words/en/brand";
import { words as analysing } from "../shared/words/en/analytics";
import { words as exporting } from "../shared/words/en/exports";
import { words as membership } from "../shared/words/en/members";
import { words as providing } from "../shared/words/en/provider";
import { words as problems } from "../shared/words/en/problems";
import { words as recruiterProblems } from "../shared/words/en/recruiter-problems";
import { words as inviting } from "../shared/words/en/invitations";
import { words as english } from "../shared/words/en/recruiter";
import { words as changing } from "../shared/words/en/changing";
import { words as erasing } from "../shared/words/en/erasure";
import { words as setting } from "../shared/words/en/settings";
import { words as looking } from "../shared/words/en/settings-look";
import { words as privacy } from "../shared/words/en/settings-privacy";
import { words as keeping } from "../shared/words/en/templates";
import { words as publicLink } from "../shared/words/en/public-link";
import { USUAL_CRITERIA } from "../shared/words/usual-rubric";
import { said } from "../shared/words/codes";
import { pseudoText, strayText } from "../shared/words/pseudo";
import { type Credential, storeCredential } from "./account/credential";
import { App } from "./app";
import "./letters/words"; // the card with them comes later than a test ends

vi.mock("../shared/words/de/recruiter", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/recruiter"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/shared", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/shared"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/settings", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/settings"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/settings-privacy", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/settings-privacy"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/erasure", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/erasure"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/keys", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/keys"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/webhooks", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/webhooks"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/invitations", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/invitations"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/audit", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/audit"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/provider", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/provider"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/shares", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/shares"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/changing", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/changing"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/letters", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/letters"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/analytics", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/analytics"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/public-link", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/public-link"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/templates", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/templates"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/exports", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/exports"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/ask", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/ask"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/brand", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/brand"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/settings-look", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/settings-look"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/members", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/members"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/account", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/account"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/compare", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/compare"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/mail-texts", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/mail-texts"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/problems", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/problems"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/recruiter-problems", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/recruiter-problems"),
  ]);
  return { words: pseudo(words) };
});
vi.mock("../shared/words/de/reasons", async () => {
  const [{ pseudo }, { words }] = await Promise.all([
    import("../shared/words/pseudo"),
    import("../shared/words/en/reasons"),
  ]);
  return { words: pseudo(words) };
});

/** Names that are the same in every language, and what the browser words itself. All that the organisation wrote is numbers here. */
const NAMES = new Set<string>([
  "Colloquy",
  "1, 2 und 3",
  "{candidate}",
  "{ends}",
  "{link}",
  ...Object.values(LANGUAGES),
]);
const ID = "00000000-0000-4000-8000-000000000001";
for (const place of ["", `#/sign-in/${ID}`]) NAMES.add(`${location.origin}/dashboard${place}`);
const AT = "2026-11-21T12:00:00Z";
const LATER = "2099-11-21T12:00:00Z";
const USER: Credential = {
  user: { id: "1", name: "1", email: "1", role: "recruiter", has_password: true },
};
const QUESTION = {
  text: "1?",
  thinking_time_s: 30,
  answer_time_s: 180,
  expected_points: ["1"],
  follow_ups: 2,
  weight: 1,
};
const TEMPLATE = {
  ...{ id: ID, title: "1", opening: ["1?"], question_count: 3, longest_s: 210, questions: [QUESTION] },
  ...{ rubric: null, shows_scores: false, asks_self_identification: false, blinding: "off", reminders: [3] },
  ...{ created_at: AT, updated_at: AT, version: 1, language: "en", archived_at: null, saved_by: null },
};
const NO_TIMES = { erase_at: {}, erased_at: {} };
const SESSION: SessionView = {
  ...{ id: ID, template_id: ID, candidate_name: "1", candidate_email: "1@1", template_title: "1", state: "done" },
  ...{ by_email: true, source: "public_link", stated_name: "1", cancellation: null },
  ...{ last_seen_at: AT, ending: "finished", withdrawn_at: null },
  ...{ template_version: 1, template_language: "en", language: "en", tags: ["1"], blinding: "off" },
  ...{ question_count: 2, question_number: 1, current_question_index: 0, created_at: AT, expires_at: LATER },
  ...{
    started_at: AT,
    completed_at: AT,
    processed_at: AT,
    failure: null,
    attempt: 2,
    human_review_only: false,
    voice: "1",
  },
  accommodations: { answer_time_factor: 1.25, silence_s: 8, captions: true, text_answers: true },
};
const TOTALS = { to_decide: 1, needs_person: 1, under_way: 1, decided: 1, failed: 1 };
const FIGURE = {
  ...{ overall: 6, low: 5, high: 7, confidence: "medium", indicative: true, needs_person: true },
  ...{ scored_answers: 1, answers: 2, scored_share: 0.5 },
} satisfies ScorecardFigure;
const LISTED: ListedSession = {
  ...SESSION,
  ...{
    scores_hidden: false,
    candidate_is_here: false,
    figure: null,
    certainty: null,
    override: null,
    decision: null,
    reviewers: [],
    flags: 0,
    finished_at: AT,
  },
};
const RATES: BiasAudit["selection"] = {
  ...{ people: 11, unknown: 1, by_race_ethnicity: [] },
  by_sex: [{ sex: "male", race_ethnicity: null, people: null, selected: null, rate: null, impact_ratio: null }],
  by_both: [{ sex: "female", race_ethnicity: "white", people: 11, selected: 0, rate: 0, impact_ratio: null }],
};
const AUDIT: BiasAudit = {
  ...{ template_id: ID, year: 2026, until: AT, decided: 12, scored: 0, is_cut: false },
  selection: RATES,
  scoring: { people: null, unknown: null, by_sex: [], by_race_ethnicity: [], by_both: [] },
};
const NO_FIGURES = { count: 0, mean: null, median: null, bins: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] };
const FIGURES: Analytics = {
  ...{ template_id: null, period: "90d", made_at: AT, interviews: 3, is_cut: true, hidden: 2 },
  funnel: { invited: 3, opened: 2, begun: 1, finished: 0, decided: 0, still_open: 1 },
  ...{ questions: [], time_to_decide: { decided: 0, median_s: null, p90_s: null }, indicative: 0 },
  ...{ by_model: NO_FIGURES, by_people: NO_FIGURES, satisfaction: { count: 0, mean: null, counts: null } },
  between_people: { pairs: 3, kappa: null, same: null, within_one: null },
  with_model: { pairs: 0, kappa: null, same: null, within_one: null },
};
const MORE_FIGURES: Analytics = {
  ...FIGURES,
  questions: [{ number: 1, interviews: 3, reached: 2, answered: 1, left: 1 }],
  time_to_decide: { decided: 2, median_s: 3600, p90_s: 216_000 },
  by_model: { count: 1, mean: 5, median: 5, bins: [0, 0, 0, 0, 0, 1, 0, 0, 0, 0] },
  indicative: 1,
  between_people: { pairs: 40, kappa: null, same: 1, within_one: 1 },
  with_model: { pairs: 40, kappa: 0.61, same: 0.4, within_one: 0.9 },
  satisfaction: { count: 6, mean: 4.2, counts: [0, 0, 1, 3, 2] },
};
const POINT = { lead: "1", text: "1" };
const SHADES = {
  ...{ accent: "#847425", accent_text: "#847425", accent_soft: "#847425" },
  ...{ button: "#847425", button_hover: "#847425", button_text: "#ffffff" },
};
const LOOK: LookView = {
  ...{ contact: "1", privacy_url: "https://1.example", light: SHADES, dark: SHADES },
  logo: { path: "/api/logos/1", width: 64, height: 32 },
};
const SETTINGS: SettingsView = {
  ...{ version: 1, updated_at: null, retention: { recordings: 7, results: 7, flags: 7, rest: 7 }, most: { rest: 9 } },
  consent: { ...{ company: "1", contact: "1", wordings: {} }, usual: { en: [POINT], de: [POINT, POINT] } },
  ...{ name: "1", look: { accent: "", privacy_url: "", shown: { ...LOOK, logo: null } } },
};
const ERASURE: ErasureView = {
  ...{ id: ID, session_hash: "1", asked_by: "candidate", reason: null, state: "done" },
  ...{ asked_at: AT, begun_at: AT, done_at: AT },
};
const USUAL = { answer_time_factor: 1, silence_s: 4, captions: false, text_answers: false };

let place: HTMLElement;
let answers: Record<string, (request: RequestInit, query: URLSearchParams) => Response | Promise<Response>>;

const json =
  (body: unknown): (() => Response) =>
  () =>
    Response.json(body);
const refusal = (status: number, code: string, details: object[] | null = null, params: object = {}): Response =>
  Response.json({ error: { code, params, message: "", request_id: "1", details, retryable: false } }, { status });
const forever = (): Promise<Response> => new Promise(() => undefined);

/** Nothing that is seen or read aloud stands outside of the catalogue; what is looked for is there, in its letters. */
async function expectWorded(...shown: string[]): Promise<void> {
  for (const text of shown) await vi.waitFor(() => expect(all(), text).toContain(bare(pseudoText(text))));
  expect(strayText(document.body).filter((text) => !NAMES.has(text))).toEqual([]);
}

/** Words inside of words have brackets, too. */
function bare(text: string): string {
  return text.replace(/[⟦⟧]/g, "");
}

function all(): string {
  const labels = [...document.querySelectorAll("[aria-label], [title]")].map(
    (element) => `${element.getAttribute("aria-label") ?? ""} ${element.getAttribute("title") ?? ""}`,
  );
  return bare([document.body.textContent, ...labels].join(" "));
}

async function open(hash: string): Promise<void> {
  render(null, place);
  location.hash = hash;
  await act(() => render(<App />, place));
  await act(() => new Promise((resolve) => setTimeout(resolve)));
}

async function type(id: string, text: string): Promise<void> {
  const input = place.querySelector<HTMLInputElement>(`#${id}`);
  if (!input) throw new Error(`no field ${id}`);
  input.value = text;
  await act(() => void input.dispatchEvent(new Event("input", { bubbles: true })));
}

async function choose(id: string, file: File): Promise<void> {
  const input = place.querySelector<HTMLInputElement>(`#${id}`);
  if (!input) throw new Error(`no field ${id}`);
  // jsdom does not read files this way.
  Object.assign(file, { arrayBuffer: () => Promise.resolve(new ArrayBuffer(1)) });
  Object.defineProperty(input, "files", { value: [file], configurable: true });
  await act(() => void input.dispatchEvent(new Event("change", { bubbles: true })));
  await act(() => new Promise((resolve) => setTimeout(resolve)));
}

/** Presses what is called by these English words. */
async function press(name: string): Promise<void> {
  const button = [...place.querySelectorAll<HTMLElement>("button, header a")].filter(
    ({ textContent }) => textContent === pseudoText(name),
  );
  const last = button.at(-1);
  if (!last) throw new Error(`no button ${name}`);
  await act(() => last.click());
  await act(() => new Promise((resolve) => setTimeout(resolve)));
}

/** Opens what is folded away under these English words. */
async function openDetails(name: string): Promise<void> {
  const summary = [...place.querySelectorAll("summary")].find(({ textContent }) => textContent === pseudoText(name));
  const details = summary?.parentElement as HTMLDetailsElement | null | undefined;
  if (!details) throw new Error(`nothing folded away under ${name}`);
  details.open = true;
  await act(() => void details.dispatchEvent(new Event("toggle")));
  await act(() => new Promise((resolve) => setTimeout(resolve)));
}

vi.setConfig({ testTimeout: 20_000 });

beforeEach(async () => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
  HTMLMediaElement.prototype.load = () => undefined;
  HTMLMediaElement.prototype.play = () => Promise.resolve();
  HTMLMediaElement.prototype.pause = () => undefined;
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe = (): void => undefined;
      disconnect = (): void => undefined;
    },
  );
  window.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = () => undefined;
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  answers = {
    "/api/templates": json({ templates: [TEMPLATE] }),
    [`/api/templates/${ID}`]: json(TEMPLATE),
    "/api/sessions": json({ sessions: [], counts: { done: 1 }, totals: TOTALS, next_cursor: null }),
    "/api/tags": json({ tags: ["1"] }),
    "/api/reviewers": json({ reviewers: [{ id: ID, name: "1" }] }),
  };
  vi.stubGlobal("fetch", (address: string, request: RequestInit) => {
    const [path = "", query = ""] = address.split("?");
    const answer = answers[path];
    return answer
      ? Promise.resolve(answer(request, new URLSearchParams(query)))
      : Promise.reject(new TypeError("offline"));
  });
  storeCredential(USER);
  place = document.body.appendChild(document.createElement("div"));
  await speak("de");
});
afterEach(() => {
  render(null, place);
  place.remove();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("signing in", async () => {
  storeCredential(null);
  await open("");
  await expectWorded(english.signIn.invited);
  await press(english.signIn.signIn);
  await expectWorded(english.signIn.emailMissing, english.signIn.passwordMissing);
  await type("email", "1");
  await type("password", "1");
  await press(english.signIn.signIn);
  await expectWorded(english.noAddress);
  await type("email", "1@1.1");
  answers["/api/sign-in"] = () => refusal(401, "wrong_password");
  await press(english.signIn.signIn);
  await expectWorded(english.signIn.refused);
  answers["/api/sign-in"] = () => refusal(401, "second_factor_required");
  await press(english.signIn.signIn);
  await expectWorded(accounts.codeAsked.hint, accounts.codeAsked.lost, accounts.codeAsked.back);
  await press(accounts.codeAsked.send);
  await expectWorded(accounts.codeAsked.missing);
  await type("code", "1");
  answers["/api/sign-in"] = () => refusal(403, "wrong_code");
  await press(accounts.codeAsked.send);
  await expectWorded(accounts.codeAsked.wrong);
  await press(accounts.codeAsked.back);
  await type("email", "1@1.1");
  await type("password", "1");
  answers["/api/sign-in"] = forever;
  await press(english.signIn.signIn);
  await expectWorded(english.signIn.signingIn);
});

test("the first account of a stage", async () => {
  storeCredential(null);
  answers["/api/setup"] = json({ needed: true });
  await open("");
  await expectWorded(accounts.setUp.intro, accounts.setUp.codeHint, accounts.newPasswordHint);
  await press(accounts.setUp.make);
  await expectWorded(accounts.setUp.codeMissing, accounts.setUp.organisationMissing, accounts.nameMissing);
  for (const field of ["code", "organisation", "own-name"]) await type(field, "1");
  await type("email", "1@1.1");
  await type("new-password", "111111111111");
  answers["/api/setup"] = () => refusal(403, "wrong_code");
  await press(accounts.setUp.make);
  await expectWorded(accounts.setUp.codeWrong);
  answers["/api/setup"] = () => refusal(409, "set_up_already");
  await press(accounts.setUp.make);
  await expectWorded(english.signIn.invited);
});

test("one's own account", async () => {
  const entry = { browser: "firefox", system: "linux", began_at: AT, used_at: AT, network: "1" };
  const sign_ins = [
    { ...entry, id: "1", is_this: true },
    { ...entry, id: "2", is_this: false },
  ];
  answers["/api/me/sign-ins"] = json({ sign_ins });
  answers["/api/me/second-factor"] = json({ since: null, recovery_codes: 0 });
  await open("#/settings");
  await expectWorded(accounts.own.title, setting.sections, accounts.own.this, accounts.own.everywhereHint);
  await press(accounts.own.changePassword);
  await expectWorded(accounts.own.oldPasswordMissing);
  await type("old-password", "1");
  await type("new-password", "111111111111");
  answers["/api/me/password"] = () => refusal(403, "wrong_password");
  await press(accounts.own.changePassword);
  await expectWorded(accounts.own.oldPasswordWrong);
  answers["/api/me/password"] = json({ ended: 1 });
  await press(accounts.own.changePassword);
  await expectWorded("Your password is changed.");
  await type("second-step-password", "1");
  answers["/api/me/second-factor"] = json({ secret: "1", address: "otpauth://totp/1" });
  await press(accounts.second.setUp);
  await expectWorded(accounts.second.scan, accounts.second.key, accounts.second.cancel);
  await press(accounts.second.confirm);
  await expectWorded(accounts.second.codeMissing);
  await type("second-step-code", "123456");
  answers["/api/me/second-factor/confirmation"] = () => refusal(403, "wrong_code");
  await press(accounts.second.confirm);
  await expectWorded(accounts.second.codeWrong);
  answers["/api/me/second-factor/confirmation"] = json({ recovery_codes: ["1", "2"] });
  await press(accounts.second.confirm);
  await expectWorded(accounts.second.codes.once);
  answers["/api/me/second-factor"] = json({ since: AT, recovery_codes: 1 });
  await press(accounts.second.codes.done);
  await expectWorded(accounts.second.isOn, "On since", "recovery code");
  await type("second-step-password", "1");
  answers["/api/me/second-factor/removal"] = () => new Response(null, { status: 204 });
  answers["/api/me/second-factor"] = json({ since: null, recovery_codes: 0 });
  await press(accounts.second.switchOff);
  await expectWorded(accounts.second.isOff, accounts.second.off);
  answers["/api/me/sign-ins/2"] = () => new Response(null, { status: 204 });
  await press(accounts.own.end);
  await expectWorded(accounts.own.ended);
  answers["/api/me/sign-out-everywhere"] = json({ ended: 1 });
  await press(accounts.own.everywhere);
  await expectWorded(english.signIn.invited);
});

test("one's own account without a password", async () => {
  storeCredential({ ...USER, user: { ...USER.user, has_password: false } });
  answers["/api/me/sign-ins"] = json({ sign_ins: [] });
  await open("#/settings");
  await expectWorded(accounts.own.noPassword);
  expect(document.querySelector("[type=password]")).toBeNull();
});

test("the members, for admins alone", async () => {
  storeCredential({ ...USER, user: { ...USER.user, role: "admin" } });
  const member = {
    ...{ id: ID, name: "1", email: "1@1.1", role: "recruiter", since: AT },
    ...{ is_disabled: true, is_you: true, has_second_factor: false },
  };
  const invitation = { id: ID, email: "2@2.2", role: "interviewer", sent_at: AT, expires_at: LATER };
  answers["/api/members"] = json({ members: [member], next_cursor: "1" });
  answers["/api/member-invitations"] = json({
    invitations: [invitation, { ...invitation, id: "2", expires_at: AT }],
    next_cursor: null,
  });
  await open("#/settings/members");
  await expectWorded(membership.disabled, membership.you, membership.invited, membership.over, membership.more);
  await press(membership.invite);
  await press(membership.send);
  await expectWorded(membership.mayDo.interviewer, english.noAddress);
  await type("invited-email", "ä@3.3");
  await press(membership.send);
  await expectWorded(english.notMailable);
  await type("invited-email", "3@3.3");
  answers["/api/member-invitations"] = () => refusal(409, "already_member");
  await press(membership.send);
  await expectWorded(said(recruiterProblems.errors.already_member, {}));
  answers["/api/member-invitations"] = json({ ...invitation, invitations: [invitation], next_cursor: null });
  await press(membership.send);
  await expectWorded("gets an e-mail with a link");
  answers[`/api/member-invitations/${ID}/letter`] = json(invitation);
  await press(membership.again);
  answers[`/api/member-invitations/${ID}`] = () => new Response(null, { status: 204 });
  await press(membership.withdraw);
  await expectWorded("is taken back");
  await press(membership.remove);
  await expectWorded(membership.removeTitle, "is signed out at once", membership.keep);
  answers[`/api/members/${ID}`] = () => refusal(409, "last_admin");
  await press(membership.remove);
  await expectWorded(said(recruiterProblems.errors.last_admin, {}));
});

test("signing in by the organisation's own accounts, for admins to set up", async () => {
  storeCredential({ ...USER, user: { ...USER.user, role: "admin" } });
  const provider = {
    ...{ version: 1, issuer: "https://1.1", client_id: "1", has_secret: true, domains: ["1.1"], role: "reviewer" },
    ...{ passwords_off: true, kept_admin_id: ID, updated_at: AT },
  };
  answers["/api/settings/sign-in"] = json({ organisation_id: ID, provider: null });
  answers["/api/members"] = json({ members: [], next_cursor: null });
  await open("#/settings/sign-in");
  await expectWorded(providing.about, providing.register, providing.passwordsOffHint);
  await press(providing.save);
  await expectWorded(providing.issuerMissing, providing.clientMissing);
  await type("issuer", "https://1.1");
  await type("client", "1");
  answers["/api/settings/sign-in"] = () => refusal(422, "provider_unusable");
  await press(providing.save);
  await expectWorded(said(recruiterProblems.errors.provider_unusable, {}));
  answers["/api/settings/sign-in"] = json({ organisation_id: ID, provider });
  await press(providing.save);
  await expectWorded(providing.saved, providing.link, providing.secretKept, providing.kept);
  answers["/api/settings/sign-in"] = () => refusal(412, "changed_meanwhile");
  await press(providing.save);
  await expectWorded(providing.outdated);
  await press(providing.remove);
  await expectWorded(providing.removeTitle, providing.removes, providing.keep);
  answers["/api/settings/sign-in"] = () => new Response(null, { status: 204 });
  await press(providing.remove);
  await expectWorded(providing.removed);
});

test("signing in by the organisation's own accounts", async () => {
  storeCredential(null);
  await open(`#/sign-in/${ID}`);
  await expectWorded(accounts.provider.title, accounts.provider.hint, accounts.arrival.back);
  answers["/api/sign-in/provider"] = () => refusal(422, "provider_unusable");
  await press(accounts.provider.go);
  await expectWorded(said(recruiterProblems.errors.provider_unusable, {}));
});

test("who comes by a link of a mail", async () => {
  const token = "t".repeat(43);
  storeCredential(null);
  answers["/api/join/invitation"] = json({ organisation: "1", email: "1@1.1", role: "reviewer" });
  await open(`#/join/${token}`);
  await expectWorded(accounts.arrival.joinTitle, accounts.arrival.password);
  await press(accounts.arrival.join);
  await expectWorded(accounts.nameMissing, "A password has at least");
  await type("own-name", "1");
  await type("new-password", "111111111111");
  answers["/api/join"] = () => refusal(409, "account_elsewhere");
  await press(accounts.arrival.join);
  await expectWorded(accounts.arrival.elsewhere, accounts.arrival.elsewhereHint, accounts.arrival.toSignIn);
  answers["/api/join/invitation"] = () => refusal(404, "not_found");
  await open("#/join/half");
  await expectWorded(accounts.arrival.joinOver, accounts.arrival.joinOverHint);
  await open(`#/password/${token}`);
  await expectWorded(accounts.arrival.resetTitle, accounts.arrival.resets);
  await type("new-password", "111111111111");
  answers["/api/password-resets/password"] = () => refusal(404, "not_found");
  await press(accounts.arrival.reset);
  await expectWorded(accounts.arrival.resetOver, "It was used, or an hour has passed.");
  await open("#/forgotten");
  await expectWorded(accounts.arrival.forgottenTitle, accounts.arrival.forgotten, accounts.arrival.back);
  await type("email", "1@1.1");
  answers["/api/password-resets"] = () => new Response(null, { status: 204 });
  await press(accounts.arrival.ask);
  await expectWorded(accounts.arrival.asked, accounts.arrival.askedHint);
});

test("a sign-in that ended", async () => {
  await open("#/templates/new");
  await type("template-title", "1");
  storeCredential(null);
  await act(() => void window.dispatchEvent(new StorageEvent("storage", { key: "colloquy.signed-in" })));
  await expectWorded(english.signIn.ended["in-another-tab"], english.signIn.again);
  storeCredential(USER);
  answers["/api/templates"] = () => refusal(401, "sign_in_required");
  await open("#/templates");
  await expectWorded(english.signIn.ended["by-time"]);
});

test("what stands around the pages", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  await open("#/nowhere");
  await expectWorded(english.frame.offline, english.frame.nothingHere, english.frame.skip, english.frame.navigation);
  await press(english.frame.signOut);
  await expectWorded("You are still signed in.");
  vi.restoreAllMocks();
  await open("#/templates/new");
  await type("template-title", "1");
  await press(english.frame.signOut);
  await expectWorded(english.leaving.title, english.leaving.lost);
});

test("the interviews", async () => {
  answers["/api/sessions"] = forever;
  await open("#/?");
  await expectWorded(english.sessions.loading, english.sessions.notLoaded, ...Object.values(english.sessions.cards));
  answers["/api/sessions"] = () => refusal(500, "internal_error");
  await open("#/?");
  await expectWorded("Reference: ");
  answers["/api/sessions"] = json({ sessions: [], counts: {}, totals: TOTALS, next_cursor: null });
  await open("#/?");
  await expectWorded(english.sessions.noneYet, ...Object.values(english.sessions.sorts), "0 interviews");
  await open("#/?state=done");
  await expectWorded(english.sessions.nothingFound, english.sessions.clearFilters, "Filters (1)");
  await openDetails("Filters (1)");
  const { filters } = english.sessions;
  const fixed = Object.values(filters).filter((words) => typeof words === "string");
  await expectWorded(...fixed.filter((words) => words !== filters.other));
  await expectWorded(...Object.values(filters.certainties), ...Object.values(filters.flagged));
  await open(`#/?template_id=${ID}&template_id=${ID.replace("1", "2")}&tag=2`);
  await openDetails("Filters (2)");
  await expectWorded("2 chosen", filters.other);

  const begun = { started_at: null, completed_at: null, processed_at: null };
  const sessions = [
    ...(
      [
        "pending",
        "in_progress",
        "completed",
        "processing",
        "done",
        "failed",
        "expired",
        "withdrawn",
        "cancelled",
      ] as const
    ).map((state) => ({ ...LISTED, state })),
    { ...LISTED, ...begun, state: "pending" },
    { ...LISTED, ...begun, state: "cancelled", cancellation: { at: AT, tells: false } },
    { ...LISTED, ...begun, started_at: AT, state: "in_progress" },
    { ...LISTED, ...begun, started_at: AT, completed_at: AT, state: "completed" },
    { ...LISTED, ...begun, started_at: AT, expires_at: AT, state: "in_progress" },
    { ...LISTED, scores_hidden: true, flags: 2, tags: ["1", "2", "3", "4"], reviewers: ["1", "2", "3"] },
    { ...LISTED, human_review_only: true, decision: { choice: "advance", by: "1", at: AT } },
    { ...LISTED, certainty: "needs_person", decision: { choice: "hold", by: "1", at: AT } },
    { ...LISTED, figure: FIGURE, decision: { choice: "reject", by: "1", at: AT } },
    { ...LISTED, figure: { ...FIGURE, needs_person: false } },
    { ...LISTED, figure: { ...FIGURE, overall: null, low: null, high: null } },
    { ...LISTED, figure: FIGURE, override: { overall: 8.5, by: "1", at: AT } },
    { ...LISTED, state: "failed", failure: { code: "nothing_recorded", params: {} } },
  ].map((session, nth) => ({ ...session, id: `${nth}` }));
  answers["/api/sessions"] = (_, query) =>
    query.get("cursor")
      ? new Response(null, { status: 503 })
      : Response.json({ sessions, counts: {}, totals: TOTALS, next_cursor: "1" });
  await open("#/?");
  await expectWorded(
    ...Object.values(english.states).map(({ name }) => name),
    ...[
      "Expired ",
      "Finished ",
      "Link ended ",
      "Begun ",
      "Invited ",
      "question 1 of 2",
      "New link for 1",
      "Choose 1",
      "and 1 more",
      "5,0 to 7,0",
      "The first 22 interviews",
      "8,5 / 10",
    ],
    ...[english.sessions.chooseAll, english.sessions.isNew, english.sessions.hidden, english.sessions.peopleAlone],
    ...[english.sessions.needsPerson, english.sessions.partOnly, english.sessions.noFigure],
    ...Object.values(english.sessions.columns),
    ...Object.values(english.decisions.choices),
  );
  answers["/api/sessions"] = forever;
  await press(english.sessions.more);
  await expectWorded(english.sessions.loadingMore);
});

test("what is done with several interviews", async () => {
  const two = [LISTED, { ...LISTED, id: "2" }];
  answers["/api/sessions"] = json({ sessions: two, counts: {}, totals: TOTALS, next_cursor: null });
  await open("#/?");
  await act(() => place.querySelector<HTMLElement>(".list-head input")!.click());
  const { bulk } = english.sessions;
  await expectWorded("2 chosen", bulk.decide, bulk.tag, bulk.compare, bulk.clear, bulk.title);
  await press(bulk.tag);
  await expectWorded("Tag 2 interviews", english.decisions.tags.label);
  await press(english.decisions.tags.add);
  await expectWorded(bulk.tagMissing);
  await press(english.dialog.close);
  await press(bulk.decide);
  await expectWorded("Decide about 2 interviews", bulk.reasonHint, ...Object.values(english.decisions.choices));
  await press(bulk.save);
  await expectWorded(bulk.chooseFirst);
});

test.each([
  [1, "tooFew", [LISTED]],
  [6, "tooMany", Array.from({ length: 6 }, (_, nth) => ({ ...LISTED, id: `${nth}` }))],
  [2, "severalTemplates", [LISTED, { ...LISTED, id: "2", template_id: "2" }]],
] as const)("%i that are chosen are not compared: %s", async (_, why, sessions) => {
  answers["/api/sessions"] = json({ sessions, counts: {}, totals: TOTALS, next_cursor: null });
  storeCredential({ ...USER, user: { ...USER.user, role: "reviewer" } });
  await open("#/?");
  await act(() => place.querySelector<HTMLElement>(".list-head input")!.click());
  await press(english.sessions.bulk.compare);
  await expectWorded(english.sessions.bulk.notCompared[why]);
});

test("figures of many interviews", async () => {
  answers["/api/analytics"] = forever;
  await open("#/analytics");
  await expectWorded(english.frame.analytics, analysing.loading);
  answers["/api/analytics"] = json({ ...FIGURES, interviews: 0 });
  await open(`#/analytics?period=30d&template_id=${ID.replace("1", "2")}`);
  await expectWorded(analysing.none, analysing.otherTemplate, ...Object.values(analysing.periods));
  answers["/api/analytics"] = json(FIGURES);
  await open("#/analytics?period=365d");
  const { funnel, questions, time, scores, agreement, satisfaction } = analysing;
  await expectWorded(analysing.cut, ...Object.values(funnel.steps), funnel.ofBefore, "2 interviews are hidden");
  await expectWorded(questions.none, time.none, scores.none, "Fewer than 30", "Nobody has");
  answers["/api/analytics"] = json(MORE_FIGURES);
  await open("#/analytics?period=all");
  await expectWorded(questions.left, time.p90, "2,5 days", scores.byPeople, "0 to 1", "judged by no language model");
  await expectWorded(agreement.people, agreement.undefined, satisfaction.rating, "5 of 5", "4,2 on average");
  const { bias } = analysing;
  await expectWorded(bias.title, bias.chooseTemplate);
  answers["/api/bias-audit"] = json(AUDIT);
  await open(`#/analytics?template_id=${ID}`);
  await expectWorded(bias.selection, bias.tooFew, bias.withheld, ...Object.values(bias.notShown.points), bias.export);
  await expectWorded("11 people have said both", "White, Female");
});

const ENTRY = {
  number: 1,
  at: AT,
  actor: { kind: "person", id: ID, key_id: null },
  action: "decided",
  object: { kind: "session", ids: [ID], part: 0 },
  network: "203.0.113.0/24",
  previous_hash: "",
  hash: "1",
} as const;

test("the audit log, for admins alone", async () => {
  await open("#/settings/audit");
  await expectWorded(setting.nothing);
  storeCredential({ ...USER, user: { ...USER.user, role: "admin" } });
  answers["/api/reviewers"] = json({ reviewers: [{ id: ID, name: "1" }] });
  answers["/api/audit-entries"] = json({ entries: [], next_cursor: null });
  await open("#/settings/nothing");
  await expectWorded(setting.nothing, ...Object.values(setting.names));
  await open("#/settings/audit");
  await expectWorded(auditing.intro, auditing.none, auditing.everybody, ...Object.values(auditing.actions));
  const several = { ...ENTRY, number: 2, object: { ...ENTRY.object, ids: [ID, ID], part: null } };
  const byKey = { ...ENTRY, number: 3, actor: { ...ENTRY.actor, id: null, kind: "system", key_id: ID } };
  const template = { ...ENTRY, number: 4, object: { ...ENTRY.object, kind: "template" } };
  const file = { ...ENTRY, number: 5, object: { ...ENTRY.object, kind: "export" } };
  answers["/api/audit-entries"] = json({ entries: [file, template, byKey, several, ENTRY], next_cursor: "1" });
  answers["/api/audit-entries/verification"] = json({
    checked_to: 5,
    head_hash: "1",
    broken_at: null,
    fault: null,
    is_all: true,
  });
  await open("#/settings/audit");
  await expectWorded(auditing.more, auditing.csv, auditing.lines, auditing.actors.system, auditing.withKey);
  await expectWorded("2 interviews", "question 1", auditing.objects.export);
  await press(auditing.check);
  await expectWorded("All 5 entries");
  answers["/api/audit-entries/verification"] = json({
    checked_to: 1,
    head_hash: "1",
    broken_at: 2,
    fault: "gap",
    is_all: true,
  });
  await press(auditing.check);
  await expectWorded("entry 2");
});

test("how long interviews are kept", async () => {
  storeCredential({ ...USER, user: { ...USER.user, role: "admin" } });
  const { retention } = privacy;
  answers["/api/settings"] = forever;
  await open("#/settings/retention");
  await expectWorded(privacy.loading);
  answers["/api/settings"] = json(SETTINGS);
  await open("#/settings");
  await open("#/settings/retention");
  await expectWorded(retention.about, ...Object.values(retention.kinds), "7 to 9 days", "is deleted in 7 days");
  await type("recordings", "8");
  await type("rest", "10");
  await press(privacy.save);
  await expectWorded("A whole number from 7 to 9");
  await type("rest", "7");
  await press(privacy.save);
  await expectWorded(retention.longerThanRest);
  await type("recordings", "7");
  answers["/api/settings/retention"] = () => refusal(412, "changed_meanwhile");
  await press(privacy.save);
  await expectWorded(privacy.changedMeanwhile, privacy.reload);
  answers["/api/settings/retention"] = json({ ...SETTINGS, version: 2, retention: { ...SETTINGS.retention, rest: 8 } });
  await press(privacy.save);
  await expectWorded(privacy.saved);
  await type("rest", "7");
  await press(privacy.save);
  await expectWorded(retention.shorten, retention.forGood, "7 days instead of 8 days", retention.keep);
  answers["/api/settings/retention"] = forever;
  await press(retention.shortenYes);
  await expectWorded(privacy.saving);
});

test("what candidates agree to", async () => {
  storeCredential({ ...USER, user: { ...USER.user, role: "admin" } });
  const { consent } = privacy;
  answers["/api/settings"] = json(SETTINGS);
  await open("#/settings/consent");
  await expectWorded(consent.about, consent.companyHint, consent.contactHint, consent.language, consent.places);
  await expectWorded(consent.isUsual, "Point 2: beginning", "Point 2: how it goes on");
  await press("Remove point 2");
  await press(consent.add);
  await expectWorded(consent.careful, consent.usual);
  answers["/api/consent-previews"] = forever;
  await press(consent.preview);
  await expectWorded(consent.previewOf, consent.previewing);
  await press(english.dialog.close);
  answers["/api/consent-previews"] = json({ id: "1", language: "de", company: "1", contact: "1", points: [POINT] });
  await press(consent.preview);
  await expectWorded("SHA-256 of this text");
});

test("what candidates are mailed", async () => {
  storeCredential({ ...USER, user: { ...USER.user, role: "admin" } });
  vi.spyOn(Intl, "supportedValuesOf").mockReturnValue(["1"]);
  const worded = { subject: "1", text: "1" };
  const text = {
    ...worded,
    language: "de",
    usual: worded,
    places: ["candidate", "ends"],
    is_usual: true,
    has_link: true,
  };
  const texts = Object.keys(mailing.names).map((name) => ({ ...text, name, is_usual: name !== "reminder" }));
  answers["/api/settings/mail"] = json({ version: 1, time_zone: null, updated_at: null, texts });
  answers["/api/mail-previews"] = json({ ...worded, html: "<main><p>1</p></main><footer><p>1</p></footer>" });
  await open("#/settings/mail");
  await expectWorded(mailing.about, ...Object.values(mailing.names), mailing.isUsual, mailing.textHint, mailing.always);
  await expectWorded(mailing.placeNames.candidate, mailing.placeNames.ends, mailing.link, mailing.zoneHint);
  await expectWorded(mailing.previewAbout, mailing.seen, mailing.plain);
  await type("mail-text", "{1}");
  await expectWorded(mailing.unknown("1"), mailing.isOwn, mailing.usual);
  await type("mail-subject", "");
  await expectWorded(mailing.missing);
  await press(mailing.usual);
  await expectWorded(mailing.isUsual);
});

test("how the organisation looks", async () => {
  storeCredential({ ...USER, user: { ...USER.user, role: "admin" } });
  answers["/api/settings"] = json(SETTINGS);
  answers["/api/look-previews"] = json(LOOK);
  await open("#/settings/look");
  await expectWorded(looking.about, looking.elsewhere, looking.change, looking.noLogo, looking.logoHint, looking.pick);
  await expectWorded(looking.accentHint, looking.privacyHint, looking.inLight, looking.inDark, looking.sentence);
  await expectWorded(branding.privacy, branding.contact("1"));
  await type("accent", "#12");
  await type("privacy", "http://1.example");
  await press(privacy.save);
  await expectWorded(looking.accentWrong, looking.privacyWrong);
  await type("accent", "#123456");
  await expectWorded(looking.mended("#123456", "#847425"));
  await choose("logo", new File([new Uint8Array(MAX_IMAGE_BYTES + 1)], "1.png"));
  await expectWorded(looking.logoTooLarge(MAX_IMAGE_BYTES / 1000));
  answers["/api/settings/logo"] = () => refusal(400, "unreadable_image");
  await choose("logo", new File(["1"], "1.png"));
  await expectWorded(said(recruiterProblems.errors.unreadable_image, {}));
  const look = { ...SETTINGS.look, shown: LOOK };
  answers["/api/settings/logo"] = json({ ...SETTINGS, version: 2, look });
  await choose("logo", new File(["1"], "1.png"));
  await expectWorded(looking.logoSet, looking.otherLogo);
  answers["/api/settings/logo"] = forever;
  await press(looking.removeLogo);
  await expectWorded(looking.sendingLogo);
});

test("what was deleted", async () => {
  answers["/api/erasures"] = json({ erasures: [], next_cursor: null });
  await open("#/settings/deletions");
  await expectWorded(erasing.about, erasing.none);
  const erasures = (Object.keys(erasing.askedBy) as (keyof typeof erasing.askedBy)[]).map((asked_by) => ({
    ...ERASURE,
    ...{ id: asked_by, asked_by, reason: "other", state: asked_by === "operator" ? "under_way" : "done" },
  }));
  answers["/api/erasures"] = json({ erasures, next_cursor: "1" });
  await open("#/settings");
  await open("#/settings/deletions");
  await expectWorded(...Object.values(erasing.askedBy), erasing.states.under_way, erasing.reasons.other, erasing.older);
  await expectWorded("Download the report of 1");
  await press(erasing.older);
  await expectWorded(erasing.newest);
});

test("API keys, and the secret that is shown once", async () => {
  storeCredential({ ...USER, user: { ...USER.user, role: "admin" } });
  answers["/api/reviewers"] = json({ reviewers: [{ id: ID, name: "1" }] });
  const key = {
    ...{ id: ID, user_id: ID, name: "1", prefix: "1", scopes: ["read_results", "export"] },
    ...{ created_at: AT, expires_at: LATER, last_used_at: null, revoked_at: null },
  };
  const ended = { ...key, id: "2", revoked_at: AT, last_used_at: AT };
  answers["/api/api-keys"] = json({ keys: [], next_cursor: null });
  await open("#/settings/keys");
  await expectWorded(keying.intro, keying.none);
  answers["/api/api-keys"] = json({ keys: [key, ended], next_cursor: "1" });
  await open("#/settings");
  await open("#/settings/keys");
  await expectWorded(keying.unused, keying.scopeNames.read_results, keying.more, "made by 1");
  await press(keying.revoke);
  await expectWorded(keying.revokeSure);
  await press(keying.make);
  await expectWorded(keying.scopes, ...Object.values(keying.scopeNames), keying.nameHint, "90 days");
});

test("webhooks, and what each was told", async () => {
  storeCredential({ ...USER, user: { ...USER.user, role: "admin" } });
  const webhook = {
    ...{ id: ID, url: "1", description: "1", types: ["DecisionMade"], created_at: AT, failures: 0 },
    ...{ failing_since: null, retry_at: null, disabled_at: null, fault: null },
  };
  const failing = { ...webhook, id: "2", failing_since: AT };
  const off = { ...webhook, id: "3", disabled_at: AT, fault: "failing" };
  answers["/api/webhooks"] = json({ webhooks: [] });
  await open("#/settings/webhooks");
  await expectWorded(hooking.intro, hooking.none);
  answers["/api/webhooks"] = json({ webhooks: [webhook, failing, off] });
  await open("#/settings");
  await open("#/settings/webhooks");
  await expectWorded(hooking.well, "Has failed since", hooking.faults.failing, hooking.switchOn, hooking.switchOff);
  await press(hooking.add);
  await expectWorded(hooking.urlHint, hooking.descriptionHint, ...Object.values(hooking.typeNames));
  await press(hooking.add);
  await expectWorded(hooking.urlMissing);
  const unfit = { field: "url", code: "unreadable", params: {}, problem: "" };
  answers["/api/webhooks"] = () => refusal(422, "malformed_request", [unfit]);
  await type("webhook-url", "1");
  await press(hooking.add);
  await expectWorded(hooking.urlUnfit);
});

test("many people invited together", async () => {
  const batch = {
    ...{ id: ID, template_title: "1", state: "checked", created_at: AT, expires_at: LATER, unknown_columns: ["1"] },
    counts: { ready: 2, invited: 1, faulty: 1 },
  };
  const row = { line: 2, name: "1", email: "1@1", state: "ready", fault: null };
  answers["/api/invitation-batches"] = json({ batches: [batch] });
  await open("#/invitations");
  await expectWorded(inviting.intro, inviting.fileHint, inviting.byEmail, inviting.latest, inviting.states.checked);
  await press(inviting.check);
  await expectWorded(inviting.fileMissing);
  answers[`/api/invitation-batches/${ID}`] = json(batch);
  const rows = [row, { ...row, line: 3, state: "faulty", fault: "email_invalid" }];
  answers[`/api/invitation-batches/${ID}/rows`] = json({ rows, next_after: 3 });
  await open(`#/invitations/${ID}`);
  await expectWorded(inviting.rowStates.faulty, inviting.faults.email_invalid, inviting.more, inviting.notInvited);
  await expectWorded(inviting.whoHasIt, inviting.links, "Columns that are passed over", "The list is kept until");
  answers[`/api/invitation-batches/${ID}/start`] = () => refusal(409, "conflict");
  await press("Invite 2 people");
  await expectWorded("This does not go right now.");
  answers[`/api/invitation-batches/${ID}`] = json({ ...batch, state: "inviting" });
  await open("#/");
  await open(`#/invitations/${ID}`);
  await expectWorded(inviting.states.inviting, "1 of 3 people invited", inviting.cancel);
});

test("a file of the interviews in the list", async () => {
  answers["/api/sessions"] = json({ sessions: [LISTED], counts: {}, totals: TOTALS, next_cursor: null });
  let wanted: unknown;
  const made = { id: ID, format: "csv", state: "done", sessions: 1, is_cut: true, size: 1, url: "/1" };
  answers["/api/exports"] = ({ body }) => {
    wanted = JSON.parse(body as string);
    return Response.json({ ...made, created_at: AT, expires_at: LATER });
  };
  await open("#/?q=1&sort=name");
  await press(exporting.export);
  await expectWorded(exporting.title, exporting.many, exporting.formats.csv, exporting.formats.json, exporting.hidden);
  await press(exporting.make);
  await expectWorded(exporting.download, exporting.once, exporting.again, exporting.cut, "1 interview");
  expect(wanted).toMatchObject({ format: "csv", q: "1", sort: "name", state: [], score_min: null });
});

test("an invitation", async () => {
  answers["/api/templates"] = forever;
  await open("#/?");
  await press(english.sessions.invite);
  await expectWorded(english.invitation.loadingTemplates);
  answers["/api/templates"] = json({ templates: [] });
  await open("#/?");
  await press(english.sessions.invite);
  await expectWorded(english.invitation.noTemplate);

  answers["/api/templates"] = json({ templates: [TEMPLATE] });
  await open("#/?");
  await press(english.sessions.invite);
  await expectWorded(
    english.accommodations.never,
    ...Object.values(english.accommodations.times),
    english.interviewLanguage.ofTemplate,
    english.interviewLanguage.ofThisOne,
    "14 days",
    "(3 questions)",
  );
  await type("candidate-email", "1");
  await press(english.invitation.make);
  await expectWorded(english.invitation.nameMissing, english.noAddress, "2 fields need another look.");
  await type("candidate-name", "1".repeat(201));
  await type("candidate-email", "");
  await press(english.invitation.make);
  await expectWorded("1 letter too many");
  await type("candidate-name", "1");
  answers["/api/sessions"] = () => refusal(409, "already_invited", null, { session_id: ID });
  await press(english.invitation.make);
  await expectWorded(english.invitation.wasInvited, english.invitation.theirInterview);
  await press(english.dialog.close);
  await expectWorded(english.dialog.notKept);
  await press(english.dialog.goOn);
  answers["/api/sessions"] = forever;
  await press(english.invitation.make);
  await expectWorded(english.invitation.making);
});

function clipboard(writeText: () => Promise<void>): void {
  Object.defineProperty(navigator, "clipboard", { value: { writeText }, configurable: true });
}

test("a link that was issued", async () => {
  await open("#/?");
  await press(english.sessions.invite);
  await type("candidate-name", "1");
  answers["/api/sessions"] = json({ session: SESSION, link_path: "/1" });
  await press(english.invitation.make);
  await expectWorded(english.invitation.ready, english.link.whoHasIt);
  clipboard(() => Promise.resolve());
  await press(english.link.copy);
  await expectWorded(english.link.copied);
  clipboard(() => Promise.reject(new Error()));
  await press(english.link.copy);
  await expectWorded(english.link.copyByHand);
});

test("a new link", async () => {
  const waiting = { ...SESSION, state: "pending", started_at: null };
  answers["/api/sessions"] = json({
    sessions: [{ ...LISTED, ...waiting }],
    counts: {},
    totals: TOTALS,
    next_cursor: null,
  });
  answers[`/api/sessions/${ID}`] = json({ session: waiting, candidate_is_here: true });
  await open("#/?");
  await press(english.sessions.newLink);
  await expectWorded("They have not begun yet.", "1 is in the interview right now.", english.reissue.makeAllTheSame);
  answers["/api/sessions"] = json({
    sessions: [{ ...LISTED, ...waiting, started_at: AT }],
    counts: {},
    totals: TOTALS,
    next_cursor: null,
  });
  answers[`/api/sessions/${ID}`] = json({ session: waiting, candidate_is_here: false });
  await open("#/?");
  await press(english.sessions.newLink);
  await expectWorded("What they have recorded so far stays");
  answers[`/api/sessions/${ID}/link`] = forever;
  await press(english.reissue.make);
  await expectWorded(english.reissue.making);
});

test("the templates", async () => {
  answers["/api/templates"] = forever;
  await open("#/templates");
  await expectWorded(english.templates.loading);
  answers["/api/templates"] = json({ templates: [] });
  await open("#/templates");
  await expectWorded(english.templates.noneYet);
  answers["/api/templates"] = json({ templates: [TEMPLATE] });
  await open("#/templates");
  await expectWorded("3 questions, at most ", "Language: English.", "and 2 more", "Invite a candidate to 1");
  answers[`/api/templates/${ID}/archive`] = json(TEMPLATE);
  await press(keeping.list.archive);
  await expectWorded("Links that are out go on.");
  answers["/api/templates"] = json({ templates: [{ ...TEMPLATE, archived_at: AT }] });
  await open("#/templates");
  await expectWorded("Show archived templates (1)");
  await act(() => document.querySelector<HTMLInputElement>(".check input")?.click());
  await expectWorded(keeping.list.archived, keeping.list.takeBack);
  answers[`/api/templates/${ID}`] = () => refusal(409, "template_in_use");
  await press(keeping.list.delete);
  await expectWorded(keeping.deletion.title);
  await press(keeping.deletion.delete);
  await expectWorded(said(recruiterProblems.errors.template_in_use, {}));
});

test("a copy of an archived template", async () => {
  answers[`/api/templates/${ID}`] = json({ ...TEMPLATE, archived_at: AT });
  await open(`#/templates/${ID}`);
  await expectWorded(keeping.page.isArchived, keeping.page.duplicate);
  await open(`#/templates/new?copy=${ID}`);
  await expectWorded(keeping.page.isCopy);
});

test("a template", async () => {
  answers[`/api/templates/${ID}`] = forever;
  await open(`#/templates/${ID}`);
  await expectWorded(english.template.loading);
  await open("#/templates/new");
  await type("thinking-0", "");
  await press(english.template.save);
  await expectWorded(
    english.template.titleMissing,
    english.template.textMissing,
    "A whole number from 0 to 600, please.",
  );
  await type("template-title", "1".repeat(301));
  await type("text-0", "1".repeat(2001));
  await type("points-0", Array.from({ length: 21 }, (_, n) => n).join("\n"));
  await expectWorded("letter too many", "At most 20 points; these are 21.");
  await type("points-0", "1".repeat(301));
  await expectWorded("Point 1: ");
  await press(english.template.addQuestion);
  await press(english.template.up);
  await expectWorded("Now question 1.");
  await press(english.template.remove);
  await expectWorded(english.template.removed);
  const { rubric } = english;
  await expectWorded(rubric.usualHolds, rubric.level(5, 5), english.usualRubric["content"]?.judges ?? "");
  await press(rubric.writeOwn);
  await press(rubric.add);
  await press(english.template.save);
  await expectWorded(rubric.ownNow, rubric.newCriterion, rubric.textMissing, rubric.contentStays, rubric.levelsHint);
  await type("criterion-level-1-0", "1");
  await type("criterion-level-2-0", "1");
  await type("criterion-weight-0", "");
  await press(english.template.save);
  await expectWorded(rubric.levelsAlike(1), rubric.weightHint);
  await press(rubric.backToUsual);
  await expectWorded(rubric.usualNow, rubric.usualHolds);
  answers[`/api/templates/${ID}`] = json({ ...TEMPLATE, questions: Array.from({ length: 50 }, () => QUESTION) });
  await open(`#/templates/${ID}`);
  await expectWorded("A template has at most 50 questions.");
  storeCredential({ ...USER, user: { ...USER.user, role: "reviewer" } });
  await open("#/templates/new");
  await expectWorded(english.template.mayOnlyLook);
  answers[`/api/templates/${ID}`] = json(TEMPLATE);
  await open(`#/templates/${ID}`);
  await expectWorded(english.template.question(1), keeping.reading.points, english.rubric.title);
  expect(place.querySelector("main form, main button")).toBeNull();
  answers[`/api/templates/${ID}`] = forever;
  await open(`#/templates/${ID}`);
  await expectWorded(keeping.reading.title);
});

test("questions of other templates", async () => {
  const { library } = keeping;
  const found = { template_id: ID.replace(/1$/, "2"), template_title: "1", language: "de", question: QUESTION };
  answers["/api/template-questions"] = forever;
  await open(`#/templates/${ID}`);
  await press(library.open);
  await expectWorded(library.title, library.search, library.loading, library.take(0), library.cancel);
  answers["/api/template-questions"] = json({ questions: [found], more: true });
  await open(`#/templates/${ID}`);
  await press(library.open);
  await expectWorded(library.found(1, true), library.about("1", 1, 1), library.inLanguage(LANGUAGES.de));
  await act(() => document.querySelector<HTMLInputElement>(".library input")?.click());
  await press(library.take(1));
  await expectWorded(library.taken(1));
  answers["/api/template-questions"] = json({ questions: [], more: false });
  answers[`/api/templates/${ID}`] = json({ ...TEMPLATE, questions: Array.from({ length: 49 }, () => QUESTION) });
  await open(`#/templates/${ID}`);
  await press(library.open);
  await expectWorded(library.found(0, false));
  answers["/api/template-questions"] = json({ questions: [found], more: false });
  await open(`#/templates/${ID}`);
  await press(library.open);
  await expectWorded(library.found(1, false));
  await act(() => document.querySelector<HTMLInputElement>(".library input")?.click());
  await expectWorded(library.noRoom(1));
  answers["/api/template-questions"] = () => refusal(500, "internal_error");
  await open(`#/templates/${ID}`);
  await press(library.open);
  await expectWorded(problems.errors.internal_error as string);
});

test("the public link of a template", async () => {
  const at = `/api/templates/${ID}/public-link`;
  const link = {
    ...{ link_path: "/apply#1", state: "open", is_on: true, closes_at: AT, most: 2, most_per_day: 2 },
    ...{ interview_days: 14, takes_repeats: false, joined: 1, waiting: 1, asked: 1, changed_at: AT },
  } as const;
  answers[at] = json({ sends_mail: false, link: null });
  await open(`#/templates/${ID}`);
  await press(keeping.page.publicLink);
  await expectWorded(publicLink.title, publicLink.what, publicLink.noMail, publicLink.switchOn, publicLink.repeats);
  await type("most", "");
  await press(publicLink.switchOn);
  await expectWorded(publicLink.outOfBounds(1, MAX_PEOPLE));
  for (const state of ["open", "closed", "full", "full_today", "archived", "off"] as const) {
    answers[at] = json({ sends_mail: true, link: { ...link, state, link_path: state === "full" ? null : "/apply#1" } });
    await open(`#/templates/${ID}`);
    await press(keeping.page.publicLink);
    await expectWorded(publicLink.states[state], publicLink.save, publicLink.switchOff);
    if (state === "off") continue;
    await expectWorded(publicLink.joined(1, 2), publicLink.waiting(1), publicLink.asked(1, 2));
    await expectWorded(state === "full" ? publicLink.lost : publicLink.label);
    await press(publicLink.replace);
    await expectWorded(publicLink.replaceSure, publicLink.replaceYes, publicLink.keep);
    await press(publicLink.keep);
  }
});

test("a draft from a job description", async () => {
  const { draft } = keeping;
  await open("#/templates/new");
  await press(draft.open);
  await expectWorded(draft.title, draft.what, draft.text, draft.pdf, draft.pdfHint, draft.count, draft.cancel);
  await press(draft.make);
  await expectWorded(draft.missing);
  await type("draft-text", "1".repeat(MAX_DESCRIPTION + 1));
  await expectWorded("letter too many");
  await type("draft-text", "1");
  answers["/api/template-drafts"] = () => refusal(429, "too_many_attempts");
  await press(draft.make);
  await expectWorded(problems.errors.too_many_attempts as string);
  answers["/api/template-drafts"] = forever;
  await press(draft.make);
  await expectWorded(draft.making);
  const judge = { model: "1", service: "1", indicative: false };
  const made = { title: "1", questions: [QUESTION], left_out: ["1"], dropped: 2, is_cut: true, judge };
  for (const indicative of [false, true]) {
    answers["/api/template-drafts"] = json({ ...made, judge: { ...judge, indicative } });
    await open("#/templates/new");
    await press(draft.open);
    await type("draft-text", "1");
    await press(draft.make);
    await expectWorded(indicative ? draft.byRule("1") : draft.byModel("1"));
    await expectWorded(draft.isCut, draft.dropped(2), draft.leftOut, keeping.library.taken(1));
  }
  await press(draft.open);
  const large = new File([new Uint8Array(MAX_PDF_BYTES + 1)], "1.pdf");
  const chosen = document.querySelector<HTMLInputElement>("#draft-pdf");
  Object.defineProperty(chosen, "files", { value: [large] });
  await act(() => void chosen?.dispatchEvent(new Event("change", { bubbles: true })));
  await expectWorded(draft.tooLarge(MAX_PDF_BYTES / 1000));
});

test("a template that was changed meanwhile", async () => {
  const theirs = {
    ...TEMPLATE,
    title: "2",
    questions: [
      { ...QUESTION, answer_time_s: 60 },
      { ...QUESTION, text: "2" },
    ],
  };
  let now: unknown = TEMPLATE;
  answers[`/api/templates/${ID}`] = ({ method }) =>
    method === "PUT" ? refusal(412, "changed_meanwhile") : Response.json(now);
  await open(`#/templates/${ID}`);
  await type("points-0", "");
  now = theirs;
  await press(english.template.save);
  await expectWorded(
    english.changed.title,
    english.changed.oneMore,
    "Question 1: time to answer",
    english.changed.nothing,
  );
  await press(english.changed.take);
  await expectWorded(english.template.taken, english.template.linksKeep);
  await press(english.template.save);
  await expectWorded(english.changed.same);
  answers[`/api/templates/${ID}`] = forever;
  await press(english.changed.overwrite);
  await expectWorded(english.template.saving);
});

function flag(type: FlagType | "SOMETHING", detail: Flag["detail"] = {}, question_index: number | null = 0): Flag {
  return { id: `${type}${JSON.stringify(detail)}${question_index}`, type, question_index, at: AT, detail };
}

const FLAGS: Flag[] = [
  ...(Object.keys(english.flags.noticed) as FlagType[]).map((type) => flag(type, { duration_ms: 4000 })),
  flag("SOMETHING"),
  flag("OVERTIME", { took_ms: 9000, given_ms: 4000 }),
  flag("OVERTIME", { took_ms: 9000, given_ms: 4000, told_late_ms: 60_000 }),
  flag("COPY", {}, null),
];

const SAMPLE = {
  ...{ service: "2", model: "1", system_fingerprint: null, temperature: 0, seed: 1, latency_ms: 1, retired_models: [] },
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
} as unknown as Score["samples"][number];
const EVIDENCE = [{ quote: "1", start_ms: 1000, end_ms: 2000, corrected: false }];
const SCORE: Score = {
  ...{
    overall: 7.5,
    low: 7,
    high: 8,
    confidence: "medium",
    certainty: 0.6,
    indicative: false,
    abstained_because: null,
    strengths: ["1"],
    improvements: ["1"],
    summary: "1",
    word_count: 9,
  },
  criteria: (["content", "structure", "clarity", "delivery"] as const).map((name, nth) => ({
    ...{
      name,
      title: "",
      level: nth,
      low: nth,
      high: nth,
      reason: "1",
      evidence: EVIDENCE,
      unfound_quotes: 1,
      supported: nth > 0,
    },
  })),
  expected_points: [
    { point: "1", verdict: "found", evidence: EVIDENCE, unfound_quotes: 0 },
    { point: "2", verdict: "missing", evidence: [], unfound_quotes: 0 },
    { point: "3", verdict: "partly", evidence: EVIDENCE, unfound_quotes: 0 },
  ],
  ...{
    attempts: [],
    unfit_texts: 2,
    influence: null,
    unfound_quotes: 2,
    prompt_version: 2,
    prompt_hash: "",
    rubric_hash: "",
    transcript_hash: "",
    samples: [SAMPLE],
  },
};
const FEEDBACK: AnswerView["feedback"] = {
  ...{
    score: 7,
    written: "1",
    spoken: "1",
    follow_up: "",
    example: "1",
    replaced: ["written", "follow_up"],
    transcript_hash: "",
  },
  ...{ samples: [SAMPLE], made_at: AT },
};
const TRANSCRIPT = {
  ...{ text: "1 2 3", language: "1", duration_ms: 5000, source: "1", request_id: null, made_at: AT },
};
const WORDS = ["1", "2", "3"].map((text, nth) => ({
  ...{ text, start_ms: nth * 1000, end_ms: nth * 1000 + 900, confidence: 1 },
}));
const VIDEO: AnswerView["video"] = {
  ...{
    playback_url: "/1",
    download_url: "/1",
    duration_ms: 9000,
    recorded_ms: 9000,
    offset_ms: 0,
    size: 1,
    transcoded: true,
  },
  gaps: [
    { start_ms: 1000, end_ms: 2000, reason: { code: "never_arrived", params: {} } },
    { start_ms: 3000, end_ms: 3000, reason: { code: "broke_off", params: {} } },
  ] as NonNullable<AnswerView["video"]>["gaps"],
};
const RUN = { started_at: AT, start_ms: 0, length_ms: 9000, without_picture: [{ start_ms: 4000, end_ms: 5000 }] };
const ANSWER: AnswerView = {
  ...{ question_index: 0, question: { ...QUESTION, follows: null }, state: "scored" },
  ...{ runs: [RUN], failure: null, video: VIDEO, live_transcript: TRANSCRIPT, transcript: TRANSCRIPT },
  ...{ transcript_is_live: false, shown_transcript: "transcript", heard_beyond_ms: 0 },
  ...{ correction: null, text_answer: null, feedback: FEEDBACK, score: SCORE },
};
const CORRECTION: NonNullable<AnswerView["correction"]> = {
  ...{ text: "1 2 4", words_changed: 1, counts: true, made_at: AT },
  differences: [
    { heard: "1 2", corrected: "1 2", changed: false, start_ms: 0 },
    { heard: "3", corrected: "4", changed: true, start_ms: 2000 },
  ],
} as unknown as NonNullable<AnswerView["correction"]>;

function progress(question_index: number, more: Partial<AnswerProgressView> = {}): AnswerProgressView {
  const question = { text: "1?", follows: null } as AnswerProgressView["question"];
  return {
    question_index,
    question,
    state: "scored",
    heard: true,
    written: false,
    ...{ overall: 7.5, low: 7, high: 8, confidence: "medium", indicative: false },
    ...{ asked_for: 0, is_awaited: false, lost_ms: 0, version: "1" },
    ...more,
  };
}

const AUTHOR: Author = { id: ID, name: "1", role: "recruiter" };
const REVIEW: ReviewView = {
  ...{ decision: null, override: null, reviewers: [], choices: {}, agreement: [], dismissals: [] },
  rubric: { criteria: USUAL_CRITERIA.map((criterion) => ({ ...criterion, title: "" })) },
  ...{ others_hidden: false, may_decide: true, may_judge: true },
};

async function openInterview(
  session: Partial<SessionView>,
  answer: Partial<AnswerView> | (() => Promise<Response>),
  asked = [progress(0)],
  flags: readonly Flag[] = [],
  counted = 0,
  contest: ResultsView["contest"] = null,
): Promise<void> {
  const flag_counts = counted > 0 ? [{ question_index: 0, type: "COPY", count: counted, set_aside: 0 }] : [];
  answers[`/api/sessions/${ID}`] = json({
    ...{ session: { ...SESSION, ...session }, answers: asked, flags, flag_counts },
    ...{
      candidate_is_here: false,
      candidate_seen_at: AT,
      flags_cursor: null,
      contest,
      scores_hidden: false,
      ...NO_TIMES,
    },
  });
  answers[`/api/sessions/${ID}/review`] ??= json(REVIEW);
  answers[`/api/sessions/${ID}/decisions`] ??= json({ entries: [], next_cursor: null });
  answers[`/api/sessions/${ID}/letters`] ??= json({ is_on: true, letters: [] });
  answers[`/api/sessions/${ID}/notes`] ??= json({ notes: [], next_cursor: null });
  answers["/api/tags"] ??= json({ tags: ["1"] });
  for (const { question_index } of asked) {
    const path = `/api/sessions/${ID}/answers/${question_index}`;
    answers[path] = typeof answer === "function" ? answer : json({ ...ANSWER, ...answer, question_index });
    answers[`${path}/transcript`] ??= json({ made_at: AT, words: WORDS, next_start: null });
  }
  await open(`#/sessions/${ID}`);
  await expectWorded(english.session.all);
}

/** Presses a key where no field is filled in. */
function key(key: string, target: Element = document.body): Promise<void> {
  return act(() => void target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })));
}

test("an invitation that is changed, and cancelled", async () => {
  await Promise.all([import("./invitations/change-dialog"), import("./invitations/cancel-dialog")]);
  const pending = { state: "pending", started_at: null, completed_at: null, processed_at: null } as const;
  await openInterview(pending, {});
  await press(english.session.change);
  const { to, end, arranged, cancel } = changing;
  await expectWorded(changing.title, to.title, to.newAddress, to.byEmail, to.save, end.title, end.same, arranged.title);
  const changed = { ...SESSION, ...pending };
  answers[`/api/sessions/${ID}/candidate`] = json({ session: changed, link_path: null });
  await type("change-email", "");
  await press(to.save);
  await expectWorded(to.saved);
  await press(english.dialog.close);
  await press(english.session.cancel);
  await expectWorded(cancel.title, cancel.what, cancel.tell, cancel.do, cancel.keep);
  answers[`/api/sessions/${ID}/cancellation`] = () => refusal(409, "invitation_over");
  await press(cancel.do);
  await expectWorded(said(recruiterProblems.errors.invitation_over, {}));
});

test("several who are reminded, or cancelled", async () => {
  await import("./invitations/many-dialog");
  const rows = [
    { ...LISTED, state: "in_progress", completed_at: null },
    { ...LISTED, id: ID.replace("1", "2"), candidate_email: null },
  ];
  answers["/api/sessions"] = json({ sessions: rows, counts: {}, totals: TOTALS, next_cursor: null });
  const { many } = changing;
  const outcome = rows.map(({ id }, nth) => ({
    ...{ session_id: id, was_so: false },
    error: nth === 0 ? null : { code: "no_address", params: null },
  }));
  for (const [path, button, title, count, does, did] of [
    [
      "reminders",
      english.sessions.bulk.remind,
      many.remindTitle,
      many.remind(1, 2),
      many.doRemind(1),
      many.reminded(1),
    ],
    [
      "cancellations",
      english.sessions.bulk.cancel,
      many.cancelTitle,
      many.cancel(1, 2),
      many.doCancel(1),
      many.cancelled(1),
    ],
  ] as const) {
    await open("#/?");
    await act(() => place.querySelector<HTMLElement>(".choose-all input")?.click());
    await press(button);
    await expectWorded(title, count, many.back);
    answers[`/api/sessions/bulk/${path}`] = json({ results: outcome });
    await press(does);
    await expectWorded(did, many.notDone(1));
    await press(many.back);
    await expectWorded(said(recruiterProblems.errors.no_address, {}));
  }
});

test("a question, and what answers it", async () => {
  await import("./ask/ask-page");
  const quote = {
    ...{ question_index: 0, number: 1, question: "1?", parts: [{ text: "1", found: true }], end_ms: 2000 },
    ...{ corrected: true, addressed: true },
  };
  const candidate = {
    ...{ session_id: ID, candidate_name: "1", template_id: ID, template_title: "1", finished_at: AT },
    quotes: [
      { ...quote, start_ms: 1000, follow_up: null },
      { ...quote, start_ms: null, follow_up: 1 },
    ],
  };
  const found = { candidates: [candidate], words: ["1"], cut: true, complete: true, ranking: "words", model: null };
  answers["/api/answers"] = json(found);
  await open("#/ask?q=ab");
  await expectWorded(asking.title, asking.intro, asking.question, asking.ask, asking.tooShort(3), asking.template);
  await open("#/ask?q=111");
  await expectWorded(
    ...[asking.anyTemplate, asking.state, asking.anyState, asking.ranking.words, asking.cut, asking.lookedFor("1")],
    ...[asking.play("0:01"), asking.open, asking.corrected, asking.addressed, asking.found(1)],
    ...[english.answer.question(1), english.answer.followUp(1, 1)],
  );
  answers["/api/answers"] = json({ ...found, ranking: "model", model: "1" });
  await open("#/ask?q=112");
  await expectWorded(asking.ranking.model("1"));
  answers["/api/answers"] = json({ ...found, ranking: "model_away", complete: false });
  await open("#/ask?q=113");
  await expectWorded(asking.ranking.model_away, asking.incomplete);
  answers["/api/answers"] = json({ ...found, candidates: [] });
  await open("#/ask?q=114");
  await expectWorded(asking.nothing, asking.nothingHint);
  answers["/api/answers"] = json({ ...found, candidates: [], words: [] });
  await open("#/ask?q=115");
  await expectWorded(asking.noWords);
});

test("interviews side by side", async () => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = (): void => undefined;
      disconnect = (): void => undefined;
    },
  );
  // A page of its own, which takes its time to come.
  await import("./compare/compare-page");
  const ids = [ID, ...["2", "3", "4", "5"].map((digit) => ID.replace(/1$/, digit))];
  const summary = { ...FIGURE, unscored: [], rubrics: ["1"], judges: [], certainty: null, rests_on: [] };
  const criterion = { name: "content", title: "", level: 3, low: 2, high: 4, answers: 1 };
  const scorecard = {
    scorecard: { ...summary, criteria: [criterion], strengths: [], gaps: [], probes: [], rules_version: 2 },
  };
  const results = {
    ...{ session: SESSION, scorecard, scores_hidden: false, flags: [], flags_cursor: null, contest: null, ...NO_TIMES },
    ...{ candidate_is_here: false, candidate_seen_at: null },
    answers: [
      progress(0, { overall: 7.5, lost_ms: 9000 }),
      progress(1, { overall: null, question: { text: "2?", follows: 0 } }),
      progress(2, { question: { text: "3?", follows: null } }),
    ],
    flag_counts: [{ question_index: 0, type: "COPY", count: 2, set_aside: 0 }],
  };
  const override = { author: AUTHOR, at: AT, overall: 7, reason: "1" };
  const levels = { at: AT, question_index: 0, levels: { content: 3 }, overall: 6, rubric_hash: "1" };
  const review = {
    ...REVIEW,
    override,
    reviewers: [
      { author: AUTHOR, is_you: true, decision: null, override, answers: [levels] },
      { author: { ...AUTHOR, id: "2" }, is_you: false, decision: null, override: null, answers: [levels] },
    ],
  };
  const each = [
    { ...results },
    {
      ...{ ...results, scorecard: { scorecard: { ...scorecard.scorecard, overall: null, rubrics: ["2"] } } },
      answers: [progress(0, { overall: null, question: { text: "1!", follows: null } })],
    },
    { ...results, scores_hidden: true, scorecard: null, answers: [progress(0, { overall: null }), progress(1)] },
    { ...results, session: { ...SESSION, state: "in_progress" }, scorecard: null, answers: [], flag_counts: [] },
    null,
  ];
  each.forEach((one, nth) => {
    const path = `/api/sessions/${ids[nth]}`;
    answers[path] = one ? json({ ...one, session: { ...one.session, id: ids[nth] } }) : () => refusal(404, "not_found");
    answers[`${path}/review`] = json(nth === 0 ? review : REVIEW);
    for (const question_index of [0, 1, 2])
      answers[`${path}/answers/${question_index}`] = json({
        ...{ ...ANSWER, question_index },
        ...(nth === 1 && { score: { ...SCORE, overall: null, expected_points: [] }, video: null }),
        ...(nth === 0 && { transcript: { ...TRANSCRIPT, text: "1 ".repeat(500) } }),
      });
  });
  await open(`#/compare?${ids.map((id) => `id=${id}`).join("&")}`);
  await expectWorded(
    ...["Compare 5 interviews", english.session.missing, comparing.wholeInterview, comparing.differentRubrics],
    ...[comparing.overall, comparing.criteria, comparing.flags, comparing.decision, comparing.noFlags],
    ...[comparing.notFinished, comparing.judge, comparing.ofModel("6,0 / 10"), english.sessions.hidden],
    ...[comparing.reworded, comparing.asked, comparing.notAsked, comparing.notAllAsked, comparing.pointNotJudged],
    ...[comparing.point("1"), comparing.said, comparing.whole, comparing.wholeOf("1"), comparing.followUps],
    ...[comparing.noFollowUps, comparing.inTurn, comparing.answerOf("1", 1), comparing.byPerson("1", "6,0 / 10")],
    ...["1 of 5", comparing.shown, english.scorecard.leftToPerson, english.answerStates.left_to_a_person],
    ...[comparing.aspect, comparing.score, comparing.answer, comparing.partsOf("1"), comparing.followUp(1)],
  );
  await press(comparing.followUp(1));
  await expectWorded(comparing.followUpOf("1", 1, 1));
  await press(comparing.inTurn);
  await expectWorded(comparing.playing("1", 1, 3), comparing.stop);
  await press(english.keys.open);
  await expectWorded(...Object.values(comparing.keys), comparing.acts);
  await open(`#/compare?id=${ID}`);
  await expectWorded(comparing.refused, english.sessions.bulk.notCompared.tooFew);
});

test("an interview that is not there", async () => {
  answers[`/api/sessions/${ID}`] = forever;
  await open(`#/sessions/${ID}`);
  await expectWorded(english.session.loading, english.session.title);
  answers[`/api/sessions/${ID}`] = () => refusal(404, "not_found");
  await open(`#/sessions/${ID}`);
  await expectWorded(english.session.missing);
});

test.each([
  "pending",
  "in_progress",
  "completed",
  "processing",
  "done",
  "failed",
  "expired",
  "cancelled",
] satisfies SessionState[])("an interview that is %s", async (state) => {
  for (const failure of [null, { code: "broke_off", params: {} }] as SessionView["failure"][]) {
    const nothing = {
      ...{ video: null, transcript: null, live_transcript: null, shown_transcript: null },
      ...{ score: null, feedback: null, runs: [] },
    };
    const asked = (["empty", "recorded", "merged"] as const).map((state, nth) =>
      progress(nth, { state, overall: null, heard: true }),
    );
    await openInterview({ state, failure, human_review_only: failure === null }, { ...nothing, state: "empty" }, asked);
    await expectWorded(english.states[state].meaning, "More time was given: 1,25 times that of the template.");
    await openInterview({ state, failure, accommodations: USUAL }, { ...nothing, state: "recorded" }, asked);
    await expectWorded(state === "failed" ? english.session.processAgain : english.session.times.invited);
  }
});

test("an interview in which nothing was answered", async () => {
  const nothing = { code: "nothing_recorded", params: {} } as SessionView["failure"];
  await openInterview({ state: "failed", failure: nothing }, {}, [progress(0, { state: "empty", heard: false })]);
  const { session, states } = english;
  await expectWorded(session.nothingAnswered, session.nothingToJudge, states.nothing_answered.name);
  await expectWorded(states.nothing_answered.meaning, session.processAgain);
  expect(all()).not.toContain(bare(pseudoText(session.failed)));
});

test("deleting an interview", async () => {
  await openInterview({}, {});
  await press(english.session.delete);
  await expectWorded(erasing.title, "is deleted: recordings", erasing.why, ...Object.values(erasing.reasons));
  await expectWorded(erasing.reasonStays);
  await press(erasing.next);
  await expectWorded(erasing.sure, erasing.forGood, erasing.no);
  answers[`/api/sessions/${ID}/erasure`] = forever;
  await press(erasing.yes);
  await expectWorded(erasing.deleting);
});

test("what people find, where nobody has found anything", async () => {
  await openInterview({}, {});
  const words = english.decisions;
  await expectWorded(words.title, words.none, words.notes.none, words.tags.title, words.judge.notYet);
  await key("r");
  await press(words.save);
  await expectWorded(words.missing, words.reasonHint, words.cancel);
  await press(words.notes.add);
  await expectWorded(words.notes.textMissing);
  await press(words.judge.save);
  await expectWorded(words.judge.all);
  answers[`/api/sessions/${ID}/review`] = json({ ...REVIEW, others_hidden: true, may_decide: false });
  await openInterview({}, {});
  await expectWorded(words.noneOfYours, words.readOnly);
});

test("a decision is chosen by its key, where no field is filled in", async () => {
  await openInterview({}, {});
  await expectWorded(english.decisions.none);
  const chosen = (): boolean[] =>
    [...place.querySelectorAll<HTMLInputElement>("[name=decision]")].map(({ checked }) => checked);
  const note = place.querySelector("#note-text");
  await key("a", note!);
  expect(chosen()).toEqual([false, false, false]);
  await key("h");
  expect(chosen()).toEqual([false, true, false]);
  expect(document.activeElement?.id).toBe("decision-reason");
  await type("decision-reason", "1");
  let sent: unknown = null;
  answers[`/api/sessions/${ID}/decisions`] = (request) => {
    sent = JSON.parse(request.body as string);
    return Response.json({}, { status: 201 });
  };
  await press(english.decisions.save);
  expect(sent).toMatchObject({ choice: "hold", reason: "1" });
  await expectWorded(english.decisions.saved);
});

test("what people found stands side by side", async () => {
  const decision: DecisionView = { author: AUTHOR, at: AT, choice: "advance", reason: "1" };
  const override: OverrideView = { author: AUTHOR, at: AT, overall: 7.5, reason: "1" };
  const levels = { at: AT, question_index: 0, levels: { content: 3 }, overall: 6, rubric_hash: "1" };
  answers[`/api/sessions/${ID}/review`] = json({
    ...{ ...REVIEW, decision, override },
    reviewers: [{ author: AUTHOR, is_you: true, decision, override, answers: [levels] }],
    agreement: [{ name: "content", answers: 1, same: 0, within_one: 1 }],
  } satisfies ReviewView);
  const entry = { id: ID, author: AUTHOR, at: AT };
  answers[`/api/sessions/${ID}/decisions`] = json({
    entries: [
      { ...entry, finding: { kind: "decision", choice: "advance", reason: "1" } },
      { ...entry, id: "2", finding: { kind: "answer_levels", ...levels } },
    ],
    next_cursor: "1",
  });
  answers[`/api/sessions/${ID}/notes`] = json({
    notes: [{ id: ID, author: AUTHOR, at: AT, text: "1", question_index: 0, at_ms: 83_000 }],
    next_cursor: null,
  });
  await openInterview({}, {});
  const { people, judge, choices, notes } = english.decisions;
  await expectWorded(people.title, choices.advance, judge.yours("6,0 / 10"), notes.at("Question 1", "1:23"));
  const { table } = english.decisions;
  await expectWorded(table.title, table.criterion, table.model, table.you, table.figure);
  await openDetails(people.history);
  await expectWorded(people.said.decision, people.said.answer_levels, people.more);
});

test("an interview that has to be judged first", async () => {
  answers[`/api/sessions/${ID}`] = json({
    ...{ session: { ...SESSION, blinding: "identity" }, candidate_is_here: false, candidate_seen_at: null, flags: [] },
    ...{ answers: [progress(0, { overall: null, state: "transcribed" })] },
    ...{ flag_counts: [], flags_cursor: null, contest: null, ...NO_TIMES, scores_hidden: true, scorecard: null },
  });
  answers[`/api/sessions/${ID}/answers/0`] = forever;
  answers[`/api/sessions/${ID}/review`] = json(REVIEW);
  answers[`/api/sessions/${ID}/notes`] = json({ notes: [], next_cursor: null });
  answers["/api/tags"] = json({ tags: [] });
  await open(`#/sessions/${ID}`);
  await expectWorded(english.decisions.hidden, english.decisions.unseen);
});

test("an interview whose link is over", async () => {
  const accommodations = { ...USUAL, silence_s: null };
  await openInterview({ state: "in_progress", expires_at: AT, accommodations }, {});
  await expectWorded(english.interviewLanguage.label);
  expect(all()).not.toContain(bare(pseudoText(english.interviewLanguage.ofQuestions)));
  await expectWorded(english.states.link_ended.meaning, english.accommodations.arranged.endedBySaying);
});

test("an interview in another language than its questions", async () => {
  await openInterview({ language: "de" }, {});
  await expectWorded(english.interviewLanguage.label, english.interviewLanguage.ofQuestions);
  expect([...document.querySelectorAll<HTMLElement>(".times [lang]")].map(({ lang }) => lang)).toEqual(["de", "en"]);
});

test("answers in every state, and follow-ups", async () => {
  const states = (["recorded", "transcribed", "failed", "scored", "merged"] as const).map((state, nth) =>
    progress(nth, { state, overall: null }),
  );
  const followUp = { text: "1?", follows: 0 } as AnswerProgressView["question"];
  const more = [
    progress(5, { state: "empty", overall: null }),
    progress(6, { state: "recorded", overall: null, written: true }),
    progress(7, { question: followUp }),
  ];
  await openInterview({}, {}, [...states, ...more]);
  const { empty, scored, ...others } = english.answerStates;
  await expectWorded(...Object.values(others));
  await expectWorded("Follow-up 1 to question 1");
  expect(all()).not.toContain(bare(pseudoText(english.scorecard.pointsOfMain)));
  await key("n");
  await expectWorded(
    scored,
    english.scorecard.pointsOfMain,
    english.session.previousQuestion,
    english.session.nextQuestion,
  );
  await openInterview({ state: "in_progress" }, {}, more);
  await expectWorded(empty);
  await openInterview({}, forever);
  await expectWorded(english.answer.loading);
});

test("an answer with all that there can be", async () => {
  await openInterview({}, {}, [progress(0)], FLAGS, 30);
  await expectWorded(
    ...Object.values(english.flags.noticed).filter((name) => name !== english.flags.noticed.OVERTIME),
    ...[english.flags.other, english.flags.whileAnswering, english.flags.toWeigh, english.session.noticedBetween],
    ...["Took 9 seconds; the time given was 4 seconds", "of 30 flags are shown.", "30 flags"],
    ...[english.interviewScorecard.facts.title, "Copied text, 30 times", english.flags.dismissal.setAside],
  );
  await expectWorded(
    ...["Not the whole answer: ", "Sound only from 0:04 to 0:05", "Recording of 0:09, missing", "Missing: "],
    ...[english.answer.converted, english.transcript.keys, "Play from 0:00", "Recognised by 1. Machines mishear"],
    ...["of 10", english.scorecard.unsupported, ...Object.values(english.scorecard.verdicts)],
    ...[
      "2 quotes of the model’s were not said",
      "2 remarks of the model’s were about who",
      "1 of 5",
      "Scored by 1 by 2, on 9 words.",
      "Written by 1 by 2.",
    ],
    ...["First impression, right after the answer: 7,0 / 10, from the words", ...Object.values(english.answer.told)],
  );
});

test("how an answer was judged, what another score changed, and asking for one", async () => {
  const change = { overall: 1.5, differs_in: ["words", "rubric", "instructions", "model"] };
  const criteria = [
    { name: "content", title: "", before: 2, after: 3, change: 1 },
    { name: "clarity", title: "", before: null, after: 3, change: null },
    { name: "delivery", title: "", before: 1, after: null, change: null },
  ];
  const usual = { criteria: USUAL_CRITERIA.map((criterion) => ({ ...criterion, title: "" })) };
  const versions = [
    { version: 0, scored_at: AT, score: SCORE, rubric: null, counts: false, change: null },
    { version: 1, scored_at: LATER, score: SCORE, rubric: usual, counts: true, change: { ...change, criteria } },
  ];
  answers[`/api/sessions/${ID}/answers/0/scores`] = json({ versions, asked_for: 2, is_awaited: false });
  await openInterview({}, {}, [progress(0, { is_awaited: true, asked_for: 2 }), progress(1)]);
  const words = english.judged;
  await expectWorded(words.title, "Judged again on ", english.rescore.awaitedShort);
  await openDetails(words.title);
  await expectWorded(words.notMade, words.all, words.counts, "Judged by the usual rubric, version", words.model);
  await expectWorded(
    "+1,5 against version 1.",
    "Not the same: the words, the rubric",
    "Content: level 2 then, 3 now (+1)",
  );
  await expectWorded("Clarity: new, level 3", "Delivery: level 1, no longer judged", words.instructions, words.samples);
  await openDetails("How version 1 was judged");
  await expectWorded("The rubric of then is not at hand any more.", english.rescore.answer);
  await expectWorded("1 of 2 answers is being scored again.", english.rescore.answerAwaited);
  await key("n");
  await vi.waitFor(() => expect(all()).toContain(bare(pseudoText(english.rescore.answer))));
  await press(english.rescore.answer);
  await expectWorded("The answer is scored once more", english.rescore.ask, english.rescore.leave);
});

test("what a candidate corrected", async () => {
  await openInterview({}, { correction: CORRECTION, transcript_is_live: true });
  await expectWorded("The candidate corrected 1 word.", english.transcript.correctionMarked, english.transcript.heard);
  await expectWorded(english.transcript.correctionCounts, "while the candidate spoke. Machines mishear");
  const capitals = { ...CORRECTION, words_changed: 0, differences: CORRECTION.differences.slice(0, 1) };
  await openInterview({}, { correction: capitals, transcript_is_live: true });
  await expectWorded("The candidate changed no word", english.transcript.asCorrected);
  expect(all()).not.toContain(bare(pseudoText(english.transcript.correctionMarked)));
  await openInterview({}, { correction: { ...CORRECTION, counts: false } });
  await expectWorded(english.transcript.correctionOutdated, english.transcript.asCorrected);
});

test("a candidate who asks that a person looks again", async () => {
  const contest = { text: "1", made_at: AT, changed_at: AT };
  const { heading, decide } = english.session.contest;
  await openInterview({}, {}, undefined, [], 0, contest);
  await expectWorded(heading, decide);
  await openInterview({}, {}, undefined, [], 0, { ...contest, changed_at: LATER });
  await expectWorded("First written");
});

test("an answer that was only heard, or written", async () => {
  const heardLonger = { ...TRANSCRIPT, duration_ms: 30_000 };
  await openInterview(
    {},
    { live_transcript: heardLonger, heard_beyond_ms: 21_000, feedback: { ...FEEDBACK, replaced: [] }, score: null },
  );
  await expectWorded(
    "The candidate was heard for 21 seconds longer",
    "It is one model’s, 1 by 2, from",
    english.flags.none,
  );
  await openInterview(
    {},
    {
      ...{
        transcript: null,
        shown_transcript: "live_transcript",
        video: null,
        runs: [],
        state: "failed",
        failure: null,
      },
    },
  );
  await expectWorded(english.transcript.asHeardLive, english.answer.noVideo.none);
  await openInterview({}, { text_answer: { text: "1", written_at: AT }, video: null, runs: [] });
  await expectWorded(english.transcript.written, english.answer.noVideo.written);
  await openInterview({}, { transcript: { ...TRANSCRIPT, text: " " } });
  await expectWorded(english.transcript.nothingSaid);
  const failure = { code: "media_error", error: "1", attempt: 1 } as const;
  await openInterview({}, { failure, state: "failed", video: null });
  await expectWorded("This answer could not be processed.");
});

test("a flag that was set aside stays, struck out, with who and why", async () => {
  const of = (id: string): Flag => ({ ...flag("COPY"), id });
  const dismissals = [{ author: AUTHOR, at: AT, flag_id: "b", reason: "1" }];
  answers[`/api/sessions/${ID}/review`] = json({ ...REVIEW, dismissals });
  const flags = [of("a"), of("b")];
  await openInterview({}, {}, [progress(0)], flags);
  answers[`/api/sessions/${ID}`] = json({
    ...{
      session: SESSION,
      answers: [progress(0)],
      flags,
      scores_hidden: false,
      scorecard: null,
      contest: null,
      ...NO_TIMES,
    },
    ...{ flag_counts: [{ question_index: 0, type: "COPY", count: 2, set_aside: 1 }], flags_cursor: null },
    ...{ candidate_is_here: false, candidate_seen_at: null },
  });
  await open(`#/sessions/${ID}`);
  const words = english.flags.dismissal;
  await expectWorded("1 flag", words.setAside, words.takeBack);
  expect(place.querySelectorAll("s")).toHaveLength(1);
  expect(place.querySelector("s")?.parentElement?.querySelector("bdi")?.textContent).toContain("1");
  await press(words.setAside);
  await expectWorded(words.hint, english.decisions.reason);
  const dialog = place.querySelector("dialog");
  await act(() => dialog?.querySelector("form")?.requestSubmit());
  await expectWorded(english.decisions.missing);
  await type("dismissal-reason", "2");
  let sent: unknown = null;
  answers[`/api/sessions/${ID}/flags/a/dismissals`] = (request) => {
    sent = JSON.parse(request.body as string);
    return Response.json({}, { status: 201 });
  };
  await act(() => dialog?.querySelector("form")?.requestSubmit());
  await vi.waitFor(() => expect(place.querySelector("dialog")).toBeNull());
  expect(sent).toMatchObject({ dismissed: true, reason: "2" });
});

test("an answer in which nothing was said says so and nothing else", async () => {
  const silence = { ...SCORE, overall: null, abstained_because: "no_speech" as const, criteria: [], samples: [] };
  await openInterview({}, { score: silence }, [progress(0, { overall: null })]);
  const results = {
    ...{ session: SESSION, answers: [progress(0, { overall: null })], flags: [], flag_counts: [], flags_cursor: null },
    ...{ candidate_is_here: false, candidate_seen_at: null, contest: null, ...NO_TIMES, scores_hidden: false },
  };
  const scorecard = {
    ...{ overall: null, low: null, high: null, confidence: null, indicative: false, scored_answers: 0, answers: 1 },
    ...{ criteria: [], strengths: [], gaps: [], probes: [], judges: [], rubrics: [] },
    unscored: [{ question_index: 0, reason: "no_speech" }],
  };
  answers[`/api/sessions/${ID}`] = json({ ...results, scorecard: { version: 1, made_at: AT, scorecard } });
  await open(`#/sessions/${ID}`);
  await expectWorded(english.answer.silent, english.answer.silentShort);
  const panel = place.querySelector("article")?.textContent ?? "";
  for (const other of [english.answer.score, english.transcript.title, english.judged.title, english.flags.none])
    expect(bare(panel)).not.toContain(bare(pseudoText(other)));
});

test("what the keys do, and switching them off", async () => {
  await openInterview({}, {});
  const words = english.keys;
  await press(words.open);
  await expectWorded(words.title, words.space, ...Object.values(words.commands), words.notWhileTyping, words.wanted);
  const wanted = place.querySelector<HTMLInputElement>("dialog [type=checkbox]");
  await act(() => wanted?.click());
  await press(english.dialog.close);
  await key("h");
  expect(place.querySelector("[name=decision]:checked")).toBeNull();
});

test("the player's buttons", async () => {
  await openInterview({}, {});
  const words = english.player;
  await expectWorded(words.title, words.play, words.back, words.backShort, words.speed, words.evidence);
  await expectWorded(words.saveVideo, words.saveSubtitles);
});

test("whether the candidate is there", async () => {
  await openInterview({ state: "in_progress" }, {});
  await expectWorded("Last sign of life: ");
  answers[`/api/sessions/${ID}`] = json({
    ...{ session: { ...SESSION, state: "in_progress" }, answers: [], flags: [], flag_counts: [], flags_cursor: null },
    ...{
      candidate_is_here: true,
      candidate_seen_at: AT,
      contest: null,
      ...NO_TIMES,
      scores_hidden: false,
      scorecard: null,
    },
  });
  await open(`#/sessions/${ID}`);
  await expectWorded(english.session.isHere);
});

test("a transcript that comes in parts", async () => {
  answers[`/api/sessions/${ID}/answers/0/transcript`] = forever;
  await openInterview({}, {});
  await expectWorded(english.transcript.loading);
  const many = Array.from({ length: 5000 }, (_, nth) => ({ ...WORDS[0]!, text: "1", start_ms: nth, end_ms: nth }));
  answers[`/api/sessions/${ID}/answers/0/transcript`] = json({ made_at: AT, words: many, next_start: 5000 });
  await openInterview({}, {});
  await expectWorded(english.transcript.more);
  await expectWorded("The transcript is shown up to 0:04.");
  answers[`/api/sessions/${ID}/answers/0/transcript`] = forever;
  await press(english.transcript.more);
  await expectWorded(english.transcript.loadingMore);
});

test("how sure a score is, and that no language model gave it", async () => {
  await openInterview({}, {}, [progress(0, { indicative: true })]);
  await expectWorded("between 7,0 and 8,0", english.scorecard.confidence.medium, "judged once");
  await expectWorded(english.scorecard.indicativeShort);
  const indicative = { ...SCORE, indicative: true, confidence: "low", samples: [SAMPLE, SAMPLE, SAMPLE] } as const;
  await openInterview({}, { score: indicative as unknown as Score });
  await expectWorded(english.scorecard.indicative, english.scorecard.confidence.low, "judged 3 times");
  const before = { ...SCORE, low: 7.5, high: 7.5, confidence: "high" } as const;
  await openInterview({}, { score: before });
  await expectWorded(english.scorecard.confidence.high);
});

test.each([...Object.entries(english.scorecard.abstentions), ["other", english.scorecard.judgeYourself]] as const)(
  "a score that no model gave: %s",
  async (because, words) => {
    const abstained_because = because as Score["abstained_because"];
    const left = { ...SCORE, overall: null, abstained_because, samples: [], word_count: 1, unfound_quotes: 1 };
    await openInterview({}, { score: left });
    await expectWorded(
      words,
      english.scorecard.leftToPerson,
      "1 word was found in it.",
      "1 quote of the model’s was not said",
    );
    await openInterview({}, { score: { ...left, word_count: 0 } });
    await expectWorded("No words were found in it.");
  },
);

test("a video that does not play", async () => {
  await openInterview({}, {});
  await expectWorded(english.answer.converted);
  const video = place.querySelector("video")!;
  for (let n = 0; n < 2; n++) await act(() => void video.dispatchEvent(new Event("error")));
  await expectWorded(english.answer.videoBroken);
});
