// @vitest-environment jsdom

import { expect, test } from "vitest";

import { watchWindow } from "./window-watch";

test("the network, and a page that is being left, are told of until the page has let go", () => {
  const told: string[] = [];
  const watching = new AbortController();
  watchWindow(watching.signal, {
    away: () => told.push("away"),
    back: () => told.push("back"),
    hidden: () => told.push("hidden"),
    mayLose: () => false,
  });
  const all = (): void => {
    for (const type of ["offline", "online", "pagehide"]) window.dispatchEvent(new Event(type));
  };
  all();
  watching.abort();
  all();
  expect(told).toEqual(["away", "back", "hidden"]);
});

test("the candidate is warned of leaving while something would be lost", () => {
  let mayLose = true;
  const watching = new AbortController();
  const nothing = (): void => undefined;
  watchWindow(watching.signal, { away: nothing, back: nothing, hidden: nothing, mayLose: () => mayLose });
  const isLeft = (): boolean => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  expect(isLeft()).toBe(false);
  mayLose = false;
  expect(isLeft()).toBe(true);
  watching.abort();
});
