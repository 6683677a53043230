// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, test, vi } from "vitest";

import { useSeen } from "./seen";

const WITHIN_MS = 60_000;
let hidden = false;

function Page() {
  return <p>{useSeen(WITHIN_MS) ? "seen" : "left"}</p>;
}

function turn(isHidden: boolean, forMs: number): string | null {
  hidden = isHidden;
  void act(() => {
    document.dispatchEvent(new Event("visibilitychange"));
    vi.advanceTimersByTime(forMs);
  });
  return document.body.textContent;
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("a page that nobody has looked at for a while is left, until somebody does", () => {
  vi.useFakeTimers();
  vi.spyOn(document, "hidden", "get").mockImplementation(() => hidden);
  void act(() => render(<Page />, document.body));
  expect(turn(true, WITHIN_MS - 1)).toBe("seen");
  expect(turn(false, 2 * WITHIN_MS)).toBe("seen");
  expect(turn(true, WITHIN_MS)).toBe("left");
  expect(turn(false, 0)).toBe("seen");
  void act(() => render(null, document.body));
});
