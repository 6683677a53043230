// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Orb } from "./orb";

let draw: FrameRequestCallback | null;
let calm: EventTarget & { matches: boolean };
let level: number;
const loudness = (): number => level;

beforeEach(() => {
  [draw, level] = [null, 0];
  calm = Object.assign(new EventTarget(), { matches: false });
  vi.stubGlobal("requestAnimationFrame", (next: FrameRequestCallback) => {
    draw = next;
    return 1;
  });
  vi.stubGlobal("cancelAnimationFrame", () => (draw = null));
  vi.stubGlobal("matchMedia", () => calm);
});

afterEach(() => {
  render(null, document.body);
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function show(): void {
  void act(() => render(<Orb loudness={loudness} agent="listening" />, document.body));
}

function prefersNoMotion(matches: boolean): void {
  calm.matches = matches;
  calm.dispatchEvent(new Event("change"));
}

/** How often anything was written in so many frames of a display. */
function written(frames: number): number {
  const writes = vi.spyOn(Element.prototype, "setAttribute");
  for (let frame = 0; frame < frames; frame++) draw?.((1_000 * frame) / 60);
  return writes.mock.calls.length;
}

const radii = (): (string | null)[] =>
  [...document.querySelectorAll("circle")].map((circle) => circle.getAttribute("r"));

test("moves with a voice, thirty times a second", () => {
  show();
  level = 0.2;
  const writes = written(60);
  expect(writes).toBeGreaterThan(30);
  expect(writes).toBeLessThanOrEqual(3 * 31);
});

test("is painted seldom where nobody speaks", () => {
  show();
  expect(written(60)).toBeLessThan(60);
});

test("asks for no frame where no motion is preferred, and rests at once where it is from now on", () => {
  show();
  const atRest = radii();
  level = 0.2;
  written(60);
  expect(radii()).not.toEqual(atRest);
  prefersNoMotion(true);
  expect([draw, radii()]).toEqual([null, atRest]);
  prefersNoMotion(false);
  expect(draw).not.toBeNull();
});
