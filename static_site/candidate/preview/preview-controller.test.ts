// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";

import { begin, isAwaited, step } from "../interview/interview-machine";
import { NOTHING_USED } from "../interview/question-time";
import { timing } from "../interview/questions";
import { preview } from "./preview-controller";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a preview leads through every question, with their times, and asks neither a device nor a server", () => {
  vi.useFakeTimers();
  const asked = vi.fn(() => Promise.reject(new TypeError("offline")));
  vi.stubGlobal("fetch", asked);
  const question = { thinking_time_s: 30, answer_time_s: 60, expected_points: [], follow_ups: 0, weight: 1 };
  const { controller, close } = preview(
    { begin, step, isAwaited, timing, NOTHING_USED },
    {
      template: {
        ...{ title: "Engineer", language: "de" },
        questions: [
          { ...question, text: "Why?" },
          { ...question, text: "How?" },
        ],
      },
      ...{
        organisation: "Acme",
        picture: null,
        feedback: () => "Well told",
        consentText: () => Promise.reject(new Error()),
      },
    },
  );
  const phase = (): string => controller.state.value.phase;
  const wait = (ms: number): unknown => vi.advanceTimersByTime(ms);

  expect(phase()).toBe("consent");
  controller.feed({ type: "agreed" });
  controller.feed({ type: "devices_ready" });
  controller.feed({ type: "started" });
  wait(500);
  expect(phase()).toBe("greeting");
  wait(1_000);
  for (const text of ["Why?", "How?"]) {
    expect([phase(), controller.question.value?.text, controller.conversation.caption.value]).toEqual([
      ...["asking", text, text],
    ]);
    wait(6_000);
    expect(phase()).toBe("thinking");
    wait(30_000);
    expect([phase(), controller.capture.isRecording.value]).toEqual(["answering", false]);
    controller.feed({ type: "finished_answer" });
    wait(2_000);
    expect([phase(), controller.state.value.feedback]).toEqual(["feedback", "Well told"]);
    void controller.goOn();
  }
  expect(phase()).toBe("goodbye");
  wait(6_000);
  expect(phase()).toBe("delivering");
  close();
  expect(vi.getTimerCount()).toBe(0);
  expect(asked).not.toHaveBeenCalled();
});
