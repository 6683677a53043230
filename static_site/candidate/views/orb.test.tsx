// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Orb } from "./orb";

let draw: FrameRequestCallback;
let isCalm: boolean;
let level: number;
const loudness = (): number => level;

beforeEach(() => {
  [isCalm, level] = [false, 0];
  vi.stubGlobal("requestAnimationFrame", (next: FrameRequestCallback) => {
    draw = next;
    return 1;
  });
  vi.stubGlobal("matchMedia", () => ({ matches: isCalm }));
  void act(() => render(<Orb loudness={loudness} agent="listening" />, document.body));
});

afterEach(() => {
  render(null, document.body);
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** How often anything was written in so many frames of a display. */
function written(frames: number): number {
  const writes = vi.spyOn(Element.prototype, "setAttribute");
  for (let frame = 0; frame < frames; frame++) draw((1_000 * frame) / 60);
  return writes.mock.calls.length;
}

test("moves with a voice, thirty times a second", () => {
  level = 0.2;
  const writes = written(60);
  expect(writes).toBeGreaterThan(30);
  expect(writes).toBeLessThanOrEqual(3 * 31);
});

test("is painted seldom where nobody speaks, and not at all for those who prefer no motion", () => {
  expect(written(60)).toBeLessThan(60);
  vi.restoreAllMocks();
  isCalm = true;
  void act(() => render(null, document.body));
  void act(() => render(<Orb loudness={loudness} agent="listening" />, document.body));
  expect(written(60)).toBe(0);
});
