// @vitest-environment jsdom

import { type JSX, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { later } from "./later";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const Told = ({ name }: { name: string }): JSX.Element => <p>Hello {name}</p>;

async function shown(view: ReturnType<typeof later<{ name: string }>>): Promise<HTMLElement> {
  const place = document.createElement("div");
  await act(() => render(<view.View name="Ada" />, place));
  return place;
}

test("what was fetched ahead is shown where the connection is away", async () => {
  const load = vi.fn(() => Promise.resolve(Told)).mockResolvedValueOnce(Told);
  const view = later(load);
  await view.fetch();
  load.mockRejectedValue(new TypeError("offline"));
  expect((await shown(view)).textContent).toBe("Hello Ada");
});

test("what does not arrive is said kindly, and fetched again until it is there", async () => {
  const load = vi.fn(() => Promise.resolve(Told)).mockRejectedValueOnce(new TypeError("offline"));
  const view = later(load);
  const place = await shown(view);
  await act(async () => {
    await vi.advanceTimersByTimeAsync(0);
  });
  expect(place.textContent).toContain("Nothing is lost: we try again by ourselves.");
  await act(async () => {
    await vi.advanceTimersByTimeAsync(20_000);
  });
  expect(place.textContent).toBe("Hello Ada");
});
