// @vitest-environment jsdom

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { watchPage } from "./page-watch";

let told: unknown[];
let stop: () => void;
let hidden: boolean;
let focused: boolean;
let watched: boolean;
let extended: boolean | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  [told, hidden, focused, watched, extended] = [[], false, true, true, undefined];
  Object.defineProperty(screen, "isExtended", { configurable: true, get: () => extended });
  vi.spyOn(document, "hidden", "get").mockImplementation(() => hidden);
  vi.spyOn(document, "hasFocus").mockImplementation(() => focused);
  stop = watchPage(
    (type) => told.push(type),
    () => watched,
  );
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
  vi.advanceTimersByTime(2000);
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
  vi.advanceTimersByTime(2000);
  focused = true;
  window.dispatchEvent(new Event("blur"));
  vi.advanceTimersByTime(2000);
  expect(told).toEqual(["WINDOW_BLUR"]);
});

test("clipboard and fullscreen are told", () => {
  document.dispatchEvent(new Event("copy"));
  document.dispatchEvent(new Event("paste"));
  document.dispatchEvent(new Event("fullscreenchange"));
  expect(told).toEqual(["COPY", "PASTE", "FULLSCREEN_EXIT"]);
});

test("a second screen is told once each time that it is connected", () => {
  const after = (now: boolean): unknown[] => {
    extended = now;
    vi.advanceTimersByTime(5000);
    return told;
  };
  expect(after(false)).toEqual([]);
  expect(after(true)).toEqual(["SECOND_SCREEN"]);
  expect(after(true)).toHaveLength(1);
  expect(after(false)).toHaveLength(1);
  expect(after(true)).toHaveLength(2);
});

test("a screen that is connected while nothing counts is told when something does", () => {
  watched = false;
  extended = true;
  document.dispatchEvent(new Event("copy"));
  vi.advanceTimersByTime(5000);
  expect(told).toEqual([]);
  watched = true;
  vi.advanceTimersByTime(5000);
  expect(told).toEqual(["SECOND_SCREEN"]);
});

test("who goes while nothing counts is told of when something does, if they are still away", () => {
  watched = false;
  const hide = (now: boolean): void => {
    hidden = now;
    document.dispatchEvent(new Event("visibilitychange"));
  };
  hide(true);
  hide(false);
  watched = true;
  vi.advanceTimersByTime(5000);
  expect(told).toEqual([]);
  watched = false;
  hide(true);
  watched = true;
  vi.advanceTimersByTime(5000);
  expect(told).toEqual(["TAB_HIDDEN"]);
});

test("another window that was in front only while nothing counted is not told", () => {
  [watched, focused] = [false, false];
  window.dispatchEvent(new Event("blur"));
  vi.advanceTimersByTime(2000);
  window.dispatchEvent(new Event("focus"));
  watched = true;
  vi.advanceTimersByTime(2000);
  expect(told).toEqual([]);
});

test("nothing is told after the interview", () => {
  stop();
  document.dispatchEvent(new Event("copy"));
  expect(told).toEqual([]);
});
