import { expect, test } from "vitest";

import { exported, parameters } from "./asking";
import { CARDS, figureOf, isCard, withCard } from "./cards";
import { EVERYTHING, type ListQuery, addressOf, cleared, filtersOf, isNarrowed, queryOf, toggled } from "./query";

const ID = "7b0c2bb4-6f0e-4a0e-9f0c-0b6ad2f3f0a1";
const FULL: ListQuery = {
  ...{ q: "müller +1&x", template_id: [ID], state: ["done", "failed"], decision: ["none"], reviewer: [ID] },
  ...{
    tag: ["senior", "a&b"],
    certainty: ["needs_person"],
    source: ["public_link"],
    flags: "some",
    score_min: "4.5",
    score_max: "9",
  },
  ...{ from: "2026-11-01", to: "2026-11-30", sort: "score" },
};

test("a list comes back from its address as it was", () => {
  expect(queryOf(addressOf(FULL))).toEqual(FULL);
  expect(addressOf(EVERYTHING)).toBe("");
  expect(queryOf("")).toEqual(EVERYTHING);
});

test("what an address says that means nothing is left out", () => {
  const odd =
    "state=sleeping&template_id=1&score_min=11&score_max=x&from=2026-13-77&sort=luck&decision=maybe&flags=1&certainty=full";
  expect(queryOf(`${odd}&q=${"a".repeat(500)}`)).toEqual({ ...EVERYTHING, q: "a".repeat(200) });
});

test("filters are counted as their fields are, and clearing them keeps the order alone", () => {
  expect(filtersOf(FULL)).toBe(10);
  expect(isNarrowed({ ...EVERYTHING, q: "a" })).toBe(true);
  expect(isNarrowed({ ...EVERYTHING, q: "  ", sort: "name" })).toBe(false);
  expect(cleared(FULL)).toEqual({ ...EVERYTHING, sort: "score" });
});

test("a card stands for its own states and decisions, and leaves the rest", () => {
  for (const card of CARDS) {
    const query = withCard(FULL, card);
    expect(CARDS.filter((each) => isCard(query, each))).toEqual([card]);
    expect([query.q, query.template_id, query.sort]).toEqual([FULL.q, FULL.template_id, FULL.sort]);
    expect(queryOf(addressOf(query))).toEqual(query);
  }
});

test("the API is asked for whole days of the reader's", () => {
  const { from, to, flags, sort, q } = parameters(FULL);
  expect([from, to]).toEqual([new Date(2026, 10, 1).toISOString(), new Date(2026, 11, 1).toISOString()]);
  expect([flags, sort, q]).toEqual(["some", "score", FULL.q]);
  expect(Object.values(parameters(EVERYTHING)).flat().filter(Boolean)).toEqual([]);
});

test("an export asks for the interviews that the list shows", () => {
  const { from, to } = parameters(FULL);
  expect(exported(FULL)).toEqual({ ...FULL, score_min: 4.5, score_max: 9, from, to });
  const bounds = { score_min: null, score_max: null, from: null, to: null };
  expect(exported(EVERYTHING)).toEqual({ ...EVERYTHING, ...bounds, flags: null });
});

test("a box is ticked and unticked", () => {
  expect(toggled(["a"], "b")).toEqual(["a", "b"]);
  expect(toggled(["a", "b"], "a")).toEqual(["b"]);
});

test("a card says how many it lists", () => {
  const totals = { to_decide: 2, needs_person: 1, under_way: 4, decided: 5, failed: 6 };
  const figures = { counts: { done: 7, failed: 6, nothing_answered: 1, pending: 3 }, totals };
  const shown = CARDS.map((card) => [card.name, figureOf(card, figures as Parameters<typeof figureOf>[1])]);
  expect(Object.fromEntries(shown)).toEqual({ all: 17, pending: 3, nothing_answered: 1, ...totals });
});
