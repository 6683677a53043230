// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { ListedSession } from "../../shared/api-types";
import type { Pages } from "./list-pages";
import { SessionTable } from "./session-table";

const AT = "2026-11-21T12:00:00Z";
const PAGE = 25;

let place: HTMLElement;
let observed: Map<Element, (isNear: boolean) => void>;

const session = (id: string): ListedSession =>
  ({
    ...{ id, candidate_name: id, template_title: "Backend", state: "done", tags: [], expires_at: AT, created_at: AT },
    ...{ started_at: AT, completed_at: AT, scores_hidden: false, figure: null, certainty: null, decision: null },
    ...{ reviewers: [], flags: 0, human_review_only: false },
  }) as unknown as ListedSession;

const listOf = (pages: number, next: string | null): Pages => ({
  pages: Array.from({ length: pages }, (_, page) => ({
    cursor: page === 0 ? null : String(page),
    sessions: Array.from({ length: PAGE }, (_, nth) => session(`s${page * PAGE + nth}`)),
  })),
  counts: {},
  totals: { to_decide: 0, needs_person: 0, under_way: 0, decided: 0, failed: 0 },
  next,
  news: 0,
});

function show(list: Pages): Promise<void> {
  const nobody = new Map<string, string>();
  return act(() =>
    render(
      <SessionTable
        list={list}
        choosing={{ chosen: new Set(), onChoose: () => undefined }}
        opened={new Set(["s1"])}
        failures={nobody}
        onReissue={null}
        onLook={() => undefined}
      />,
      place,
    ),
  );
}

const rows = (): Element[] => [...place.querySelectorAll(".list-block [role=row]")];
const blocks = (): HTMLElement[] => [...place.querySelectorAll<HTMLElement>(".list-block")];
const move = (block: Element | undefined, isNear: boolean): Promise<void> =>
  act(() => observed.get(block ?? place)?.(isNear));

beforeEach(() => {
  observed = new Map();
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      constructor(private readonly tell: (entries: object[]) => void) {}
      observe(target: Element): void {
        observed.set(target, (isIntersecting) =>
          this.tell([{ isIntersecting, target, boundingClientRect: { height: 900 } }]),
        );
      }
      disconnect = (): void => undefined;
    },
  );
  place = document.body.appendChild(document.createElement("div"));
});
afterEach(() => {
  render(null, place);
  place.remove();
  vi.unstubAllGlobals();
});

test("a long list keeps the rows near the window, and the room of the others", async () => {
  await show(listOf(5, null));
  expect([rows().length, observed.size]).toEqual([125, 5]);
  await move(blocks()[4], false);
  expect([rows().length, blocks()[4]?.style.blockSize]).toEqual([100, "900px"]);
  await move(blocks()[4], true);
  expect([rows().length, blocks()[4]?.style.blockSize]).toEqual([125, ""]);
});

test("rows that somebody is in with the keyboard stay", async () => {
  await show(listOf(4, null));
  rows()[0]?.querySelector("a")?.focus();
  await move(blocks()[0], false);
  expect(rows()).toHaveLength(100);
});

test("a short list is whole, and nothing watches it", async () => {
  await show(listOf(3, "3"));
  expect([rows().length, observed.size]).toEqual([75, 0]);
});

test("a screen reader is told which of how many rows it reads", async () => {
  await show(listOf(5, "5"));
  const table = place.querySelector("[role=table]");
  expect(table?.getAttribute("aria-rowcount")).toBe("-1");
  await move(blocks()[0], false);
  expect(rows()[0]?.getAttribute("aria-rowindex")).toBe("27");
  await show(listOf(5, null));
  expect(table?.getAttribute("aria-rowcount")).toBe("126");
});

test("a whole row leads to its interview, and a dot says which was not opened", async () => {
  await show(listOf(1, null));
  const links = rows().map((row) => row.querySelector("a.row-link"));
  expect(links.slice(0, 2).map((link) => link?.getAttribute("href"))).toEqual(["#/sessions/s0", "#/sessions/s1"]);
  expect(links.slice(0, 2).map((link) => link?.querySelector(".new-dot") !== null)).toEqual([true, false]);
});
