// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { SocketListener } from "../../shared/ticket-socket";
import type { AgentVoice } from "./agent-voice";
import { Endpointer } from "./endpointer";
import { HeardAnswer } from "./heard-answer";
import { VoiceConversation } from "./voice-conversation";

let network: SocketListener;
let sent: { type: string }[];
let happened: string[];
let heard: HeardAnswer;
let endpointer: Endpointer;
let conversation: VoiceConversation;

const says = (answer: object): void => network.received(JSON.stringify(answer));
const isReady = (agent = true): void => says({ type: "ready", agent, recognition: true });

beforeEach(() => {
  [sent, happened, heard] = [[], [], new HeardAnswer()];
  endpointer = new Endpointer(4, () => happened.push("silence"));
  conversation = new VoiceConversation(
    (listener) => {
      network = listener;
      return {
        isOpen: true,
        open: () => undefined,
        send: (data) => typeof data === "string" && sent.push(JSON.parse(data) as { type: string }) > 0,
        renew: () => undefined,
        close: () => undefined,
      };
    },
    {
      voice: { flush: () => undefined, wake: () => Promise.resolve() } as unknown as AgentVoice,
      ...{ heard, endpointer },
    },
    {
      happened: ({ type }) => happened.push(type),
      turned: ({ event }) => happened.push(event),
      ticket: () => Promise.resolve("t1"),
      linkEnded: () => happened.push("link ended"),
      recovered: () => happened.push("recovered"),
    },
  );
});
afterEach(() => {
  conversation.hangUp();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("it is told how long joining took, once, and nothing of whom", async () => {
  const fetched = vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response(null, { status: 204 }));
  await conversation.prepare();
  expect(fetched).not.toHaveBeenCalled();
  isReady();
  says({ type: "state", agent: "down" });
  expect(happened).toEqual(["agent_up", "agent_down"]);
  expect(fetched).toHaveBeenCalledOnce();
  const [path, request] = fetched.mock.calls[0]!;
  expect(path).toBe("/api/page-reports/joins");
  expect(JSON.parse(request!.body as string)).toEqual({ join_ms: expect.any(Number) as number });
  expect(request!.credentials).toBe("omit");
});

test("what the agent says next is captioned as it comes, without the old words", () => {
  isReady();
  conversation.caption.value = "Good morning.";
  conversation.letSpeak({ type: "ask", question: 0 });
  expect(conversation.caption.value).toBe("");
  expect(sent).toEqual([{ type: "ask", question: 0 }]);
});

describe("practice", () => {
  test("is shown as it is heard", () => {
    isReady();
    conversation.startPractice();
    says({ type: "practice_heard", text: "With tea", final: false });
    expect(conversation.practice.value).toEqual({ text: "With tea", isOver: false });
    conversation.finishPractice();
    says({ type: "practice_heard", text: "With tea.", final: true });
    expect(conversation.practice.value).toEqual({ text: "With tea.", isOver: true });
    expect(sent.map(({ type }) => type)).toEqual(["practice_started", "practice_finished"]);
  });

  test("without a connection has no last words that could be waited for", () => {
    conversation.startPractice();
    conversation.finishPractice();
    expect(conversation.practice.value).toEqual({ text: "", isOver: true });
  });
});

describe("an answer", () => {
  beforeEach(() => {
    isReady(false);
    heard.begin(0, false);
    conversation.startAnswer(0);
  });

  test("is heard, and stored in the end", async () => {
    const stored = conversation.finishAnswer(0);
    says({ type: "answer_stored", question: 0, text: "I like it.", complete: true });
    expect(await stored).toBe(true);
    expect([heard.text.value, heard.isStored.value]).toEqual(["I like it.", true]);
  });

  test("is heard in part where the connection went away, or the proxy says so", () => {
    expect(heard.isInPart.value).toBe(false);
    network.lost(null);
    expect(heard.isInPart.value).toBe(true);
    isReady(false);
    void conversation.finishAnswer(0);
    says({ type: "answer_stored", question: 0, text: "I like it.", complete: true });
    heard.begin(1, false);
    says({ type: "answer_stored", question: 1, text: "It.", complete: false });
    expect(heard.isInPart.value).toBe(true);
  });

  test("ends as soon as the recogniser is sure, and of this answer alone", () => {
    const give = (level: number, frames: number): void => {
      for (let frame = 0; frame < frames; frame++) endpointer.hearAnswer(level, 100);
    };
    const turn = { type: "turn", event: "end", confidence: 0.8 };
    says({ type: "transcript", question: 0, text: "I like it.", final: true });
    give(0.2, 20);
    says({ ...turn, question: 1 });
    give(0.001, 10);
    expect(happened).not.toContain("silence");
    says({ ...turn, question: 0 });
    give(0.001, 1);
    expect(happened).toEqual(["agent_down", "end", "silence"]);
  });

  test.each(["recognition_down", "recognition_full"])(
    "ends by silence alone where the recogniser is away: %s",
    (code) => {
      says({ type: "turn", question: 0, event: "end", confidence: 0.9 });
      says({ type: "error", code, message: "" });
      for (let frame = 0; frame < 10; frame++) endpointer.hearAnswer(0.2, 100);
      for (let frame = 0; frame < 39; frame++) endpointer.hearAnswer(0.001, 100);
      expect(happened).not.toContain("silence");
      endpointer.hearAnswer(0.001, 100);
      expect(happened).toContain("silence");
    },
  );

  test("is not waited for where nothing is recognised", async () => {
    says({ type: "ready", agent: false, recognition: false });
    expect(await conversation.finishAnswer(0)).toBe(false);
  });

  test.each([
    ["finished", () => void conversation.finishAnswer(0)],
    ["set aside", () => conversation.setAside(0)],
  ])("that is %s has no pause any more", (_, end) => {
    const give = (level: number, frames: number): void => {
      for (let frame = 0; frame < frames; frame++) endpointer.hearAnswer(level, 100);
    };
    says({ type: "transcript", question: 0, text: "I like it.", final: false });
    give(0.2, 20);
    give(0.001, 25);
    expect(endpointer.pauseMs.value).toBe(1_500);
    end();
    expect(endpointer.pauseMs.value).toBeNull();
    expect(sent.at(-1)).toEqual({ type: "answer_finished", question: 0 });
  });

  test("with more time has a longer silence", () => {
    for (let frame = 0; frame < 20; frame++) endpointer.hearAnswer(0.2, 100);
    conversation.giveMoreTime(0);
    for (let frame = 0; frame < 290; frame++) endpointer.hearAnswer(0.001, 100);
    expect(happened).not.toContain("silence");
    expect(sent.at(-1)).toEqual({ type: "more_time", question: 0 });
  });
});

test.each([
  ["elsewhere", "taken_over"],
  ["closed", "link ended"],
  ["replaced", "link ended"],
])("a conversation that ends as %s is %s", (reason, event) => {
  isReady();
  happened = [];
  says({ type: "closing", reason });
  expect(happened.filter((type) => type !== "agent_down")).toEqual([event]);
});

test("a connection that was poor and is not any more is told of", async () => {
  vi.useFakeTimers();
  conversation.open();
  isReady();
  await vi.advanceTimersByTimeAsync(8_000);
  expect(conversation.isPoor.value).toBe(true);
  says({ type: "alive" });
  const beats = (): number => sent.filter(({ type }) => type === "keep_alive").length;
  for (const before = beats(); beats() === before;) await vi.advanceTimersByTimeAsync(500);
  expect(happened).not.toContain("recovered");
  says({ type: "alive" });
  expect(conversation.isPoor.value).toBe(false);
  expect(happened).toContain("recovered");
});
