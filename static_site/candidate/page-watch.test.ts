// @vitest-environment jsdom

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { watchPage } from "./page-watch";

let told: unknown[];
let stop: () => void;
let hidden: boolean;
let focused: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  [told, hidden, focused] = [[], false, true];
  vi.spyOn(document, "hidden", "get").mockImplementation(() => hidden);
  vi.spyOn(document, "hasFocus").mockImplementation(() => focused);
  stop = watchPage((type) => told.push(type));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("another tab is one event, though the window loses its focus, too", () => {
  [hidden, focused] = [true, false];
  window.dispatchEvent(new Event("blur"));
  document.dispatchEvent(new Event("visibilitychange"));
  vi.runAllTimers();
  expect(told).toEqual(["TAB_HIDDEN"]);
});

test("a reload is no other tab", () => {
  window.dispatchEvent(new Event("pagehide"));
  hidden = true;
  document.dispatchEvent(new Event("visibilitychange"));
  window.dispatchEvent(new Event("pageshow"));
  expect(told).toEqual([]);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(told).toEqual(["TAB_HIDDEN"]);
});

test("another window is told, a click into the browser's own frame and back is not", () => {
  focused = false;
  window.dispatchEvent(new Event("blur"));
  vi.runAllTimers();
  focused = true;
  window.dispatchEvent(new Event("blur"));
  vi.runAllTimers();
  expect(told).toEqual(["WINDOW_BLUR"]);
});

test("clipboard and fullscreen are told", () => {
  document.dispatchEvent(new Event("copy"));
  document.dispatchEvent(new Event("paste"));
  document.dispatchEvent(new Event("fullscreenchange"));
  expect(told).toEqual(["COPY", "PASTE", "FULLSCREEN_EXIT"]);
});

test("nothing is told after the interview", () => {
  stop();
  document.dispatchEvent(new Event("copy"));
  expect(told).toEqual([]);
});
