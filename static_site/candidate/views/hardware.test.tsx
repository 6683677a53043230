// @vitest-environment jsdom

import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Conductor, FaceCheck } from "../conductor";
import { begin, NOTHING_USED } from "../phases";
import type { Trial } from "../recording-trial";
import { TRIES_TO_BE_HEARD_MS } from "./checks";
import { Hardware } from "./hardware";

const WRITE = "I will write";
const GO_ON = "Go on although nothing is heard";

let place: HTMLElement;
let trial: ReturnType<typeof signal<Trial | null>>;
let wasHeard: ReturnType<typeof signal<boolean>>;
let tries: number;

beforeEach(() => {
  vi.useFakeTimers();
  place = document.createElement("div");
  trial = signal<Trial | null>(null);
  wasHeard = signal(false);
  tries = 0;
});
afterEach(async () => {
  await act(() => render(null, place));
  vi.useRealTimers();
});

async function show({ canWrite = false } = {}): Promise<void> {
  const [state] = begin({
    ...{
      begun: false,
      asked: false,
      questions: [{ thinkingMs: 0, answerMs: 1 }],
      left: [0],
      given: [],
      used: NOTHING_USED,
    },
  });
  const accommodations = { silence_s: 4, captions: false, text_answers: canWrite };
  const conductor = {
    state: signal({ ...state, phase: "ready" as const }),
    ...{
      deviceFault: signal(null),
      startFault: signal(null),
      level: signal(0),
      faces: signal<FaceCheck>("one"),
      wasHeard,
    },
    interview: { title: "Interview", candidate_name: "Ada", accommodations },
    capture: { stream: signal(null), uplink: signal(null), trial, tryRecording: () => Promise.resolve(tries++) },
    awaitedElsewhere: [],
    openDevices: () => Promise.resolve(),
  } as unknown as Conductor;
  await act(() => render(<Hardware conductor={conductor} humanReviewOnly={false} />, place));
}

const button = (name: string): HTMLButtonElement | undefined =>
  [...place.querySelectorAll("button")].find(({ textContent }) => textContent.trim() === name);
const press = (name: string): Promise<void> => act(() => button(name)?.click());
const isReady = (): boolean => button("I'm ready")?.disabled === false;
const pass = (ms: number): Promise<void> => act(() => void vi.advanceTimersByTime(ms));

test("nobody begins before a trial recording was found whole", async () => {
  await show();
  await act(() => void (wasHeard.value = true));
  expect(place.textContent).toContain("We make a trial recording");
  expect(isReady()).toBe(false);
  await act(() => void (trial.value = "whole"));
  expect(isReady()).toBe(true);
});

test.each([
  ["nothing", "Your browser records nothing"],
  ["no_picture", "but not your picture"],
  ["no_sound", "but no sound"],
] as const)("a trial that gave %s is told in words, and made again when asked", async (gave, words) => {
  await show({ canWrite: true });
  await act(() => {
    wasHeard.value = true;
    trial.value = gave;
  });
  expect(place.querySelector("[role=alert]")?.textContent).toContain(words);
  expect(isReady()).toBe(false);
  await press("Try again");
  expect(tries).toBe(1);
  await act(() => void (trial.value = null));
  expect(place.querySelector("[role=alert]")).toBeNull();
});

test("whoever was not heard begins only after ten seconds of trying, and knows what that means", async () => {
  trial.value = "whole";
  await show();
  await pass(TRIES_TO_BE_HEARD_MS - 100);
  expect(button(GO_ON)).toBeUndefined();
  expect(isReady()).toBe(false);
  await pass(200);
  expect(place.textContent).toContain("they cannot be understood or scored");
  await press(GO_ON);
  expect(isReady()).toBe(true);
});

test("whoever may write need not be heard", async () => {
  trial.value = "whole";
  await show({ canWrite: true });
  expect(isReady()).toBe(false);
  await press(WRITE);
  expect(isReady()).toBe(true);
  await pass(2 * TRIES_TO_BE_HEARD_MS);
  expect(button(GO_ON)).toBeUndefined();
});

test("a voice is all that it takes", async () => {
  trial.value = "whole";
  await show();
  await pass(2 * TRIES_TO_BE_HEARD_MS);
  await act(() => void (wasHeard.value = true));
  expect(isReady()).toBe(true);
  expect(button(GO_ON)).toBeUndefined();
  expect(place.textContent).toContain("Your microphone works.");
});
