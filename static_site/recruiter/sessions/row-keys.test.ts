// @vitest-environment jsdom

import { beforeEach, expect, test, vi } from "vitest";

import { stepRow } from "./row-keys";

const focused = (): string | undefined => document.activeElement?.id;

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
  document.body.innerHTML = ["a", "b"]
    .map(
      (id) =>
        `<div role="row"><input type="checkbox" id="choose-${id}"><a class="row-link" href="#" id="${id}"></a></div>`,
    )
    .join("");
});

test("the focus goes from row to row, and stays at either end", () => {
  const went = ([1, 1, 1, -1, -1] as const).map((by) => {
    stepRow(document, by);
    return focused();
  });
  expect(went).toEqual(["a", "b", "b", "a", "a"]);
});

test("whatever has the focus in a row, the next is the one below it", () => {
  document.getElementById("choose-a")?.focus();
  stepRow(document, 1);
  expect(focused()).toBe("b");
});
