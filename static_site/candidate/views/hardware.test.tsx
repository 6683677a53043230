// @vitest-environment jsdom

import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Api } from "../../shared/api";
import type { InterviewController } from "../interview/interview-controller";
import type { DeviceFault } from "../recording/devices";
import { begin } from "../interview/interview-machine";
import { NOTHING_USED } from "../interview/question-time";
import type { FaceCheck } from "../proctoring/face-monitor";
import type { Trial } from "../recording/recording-trial";
import { TRIES_TO_BE_HEARD_MS } from "./checks";
import { Hardware } from "./hardware";
import { giveOwn } from "./later";

const WRITE = "I will write";
const GO_ON = "Go on although nothing is heard";

let place: HTMLElement;
let trial: ReturnType<typeof signal<Trial | null>>;
let wasHeard: ReturnType<typeof signal<boolean>>;
let isDead: ReturnType<typeof signal<boolean>>;
let tries: number;

beforeEach(() => {
  vi.useFakeTimers();
  place = document.createElement("div");
  trial = signal<Trial | null>(null);
  wasHeard = signal(false);
  isDead = signal(false);
  tries = 0;
});
afterEach(async () => {
  await act(() => render(null, place));
  vi.useRealTimers();
});

interface Shown {
  canWrite?: boolean;
  name?: string;
  fault?: DeviceFault | null;
  begun?: boolean;
  elsewhere?: readonly number[];
  answered?: boolean;
  thinkingS?: readonly number[];
}

async function show({
  canWrite = false,
  name = "Ada",
  fault = null,
  begun = false,
  elsewhere = [],
  answered = true,
  thinkingS = [30],
}: Shown = {}): Promise<void> {
  const [state] = begin({
    ...{
      begun,
      asked: begun,
      questions: [{ thinkingMs: 0, answerMs: 1 }],
      left: [0],
      given: [],
      used: NOTHING_USED,
      isPatient: false,
    },
  });
  const accommodations = { silence_s: 4, captions: false, text_answers: canWrite };
  const controller = {
    state: signal({ ...state, phase: fault ? ("hardware" as const) : ("ready" as const) }),
    ...{
      deviceFault: signal(fault),
      startFault: signal(null),
      level: signal(0),
      faces: { check: signal<FaceCheck>("one") },
      endpointer: { wasHeard, isDead },
    },
    interview: { title: "Interview", candidate_name: name, accommodations },
    capture: { stream: signal(null), uplink: signal(null), trial, tryRecording: () => Promise.resolve(tries++) },
    questions: signal(thinkingS.map((thinking_time_s) => ({ text: null, follows: null, thinking_time_s }))),
    isDurable: signal(true),
    delivery: { progress: signal({ chunks: 0 }) },
    awaitedElsewhere: elsewhere,
    hasAnswered: answered,
    openDevices: () => Promise.resolve(),
  } as unknown as InterviewController;
  await act(() =>
    render(<Hardware controller={controller} given={{ humanReviewOnly: false, hash: null }} language="en" />, place),
  );
}

const button = (name: string): HTMLButtonElement | undefined =>
  [...place.querySelectorAll("button")].find(({ textContent }) => textContent.trim() === name);
const press = (name: string): Promise<void> => act(() => button(name)?.click());
const reason = (): string | null => {
  const ids = button("I'm ready")?.getAttribute("aria-describedby") ?? "";
  return place.querySelector(`[id="${ids}"]`)?.textContent ?? null;
};
const isReady = (): boolean => button("I'm ready")?.disabled === false;
const pass = (ms: number): Promise<void> => act(() => void vi.advanceTimersByTime(ms));

test("who comes back finds their data and rights, also where no camera opens, and who has just agreed had them before", async () => {
  giveOwn({ api: {} as unknown as Api, onOver: () => undefined });
  await show();
  expect(place.textContent).not.toContain("Your data and your rights");
  await show({ begun: true, fault: "denied" });
  expect(place.textContent).toContain("Your data and your rights");
});

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

test("a button that cannot be pressed says what it waits for", async () => {
  await show({ name: " " });
  expect(reason()).toBe(
    "You can begin as soon as the trial recording is over, you have said a few words, and you have entered your name.",
  );
  await act(() => {
    trial.value = "whole";
    wasHeard.value = true;
  });
  expect(reason()).toBe("You can begin as soon as you have entered your name.");
  await act(() => {
    const field = place.querySelector("input");
    field!.value = "Ada";
    field!.dispatchEvent(new Event("input", { bubbles: true }));
  });
  expect([reason(), isReady()]).toEqual(["", true]);
});

test("whoever writes is not told that they were not heard", async () => {
  trial.value = "whole";
  await show({ canWrite: true });
  await press(WRITE);
  expect(place.textContent).toContain("You write your answers, so you need no microphone.");
  expect(place.textContent).not.toContain("heard");
});

test.each([
  ["missing", "a camera and a microphone"],
  ["no_camera", "a camera"],
  ["no_microphone", "a microphone"],
] as const)("of what is missing (%s) it is named, and the way on", async (fault, what) => {
  await show({ fault });
  const alert = place.querySelector("[role=alert]");
  expect(alert?.querySelector("h2")?.textContent).toBe(`We cannot find ${what}`);
  expect(alert?.textContent).toContain("ask your recruiter");
});

test("whoever comes back reads that what they said is kept, unless a part of it is elsewhere", async () => {
  const kept = "What you said and wrote before is kept. You go on with question 1 of 1.";
  await show({ begun: true });
  expect(place.textContent).toContain(kept);
  await show({ begun: true, elsewhere: [0] });
  expect(place.textContent).not.toContain(kept);
});

test("whoever had said nothing yet is not told that it is kept", async () => {
  await show({ begun: true, answered: false });
  expect(place.textContent).toContain("Welcome back. You go on with question 1 of 1.");
});

test("a microphone that went dead has no green mark, and keeps nobody from beginning", async () => {
  trial.value = "whole";
  await show();
  await act(() => void (wasHeard.value = true));
  const mark = (): string | undefined => place.querySelector(".check:has(meter)")?.className;
  expect(mark()).toBe("check check-good");
  await act(() => void (isDead.value = true));
  expect(mark()).toBe("check check-warn");
  expect(place.textContent).toContain("your microphone gives no sound right now");
  expect(isReady()).toBe(true);
  await act(() => void (isDead.value = false));
  expect(place.textContent).toContain("Your microphone works.");
});

test("what is promised of the time to think is what the questions have", async () => {
  await show({ thinkingS: [30, 30] });
  expect(place.textContent).toContain("Each question is read to you. You get time to think, then you answer;");
  await show({ thinkingS: [0, 0] });
  expect(place.textContent).toContain("Each question is read to you. Your answer begins right after it;");
  await show({ thinkingS: [0, 30] });
  expect(place.textContent).toContain("Before some answers you get time to think, the others begin right after it;");
});
