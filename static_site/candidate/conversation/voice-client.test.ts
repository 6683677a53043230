import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { BEAT_MS, DEAD_MS, SLOW_MS } from "./connection";
import type { SocketListener } from "../../shared/ticket-socket";
import { VoiceClient } from "./voice-client";

let sent: unknown[];
let told: unknown[];
let heard: string[];
let network: SocketListener;
let finish: (() => void)[];
let client: VoiceClient;
let now: number;
let onAgent: () => unknown;

const says = (answer: object): void => network.received(JSON.stringify(answer));
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
async function finishesSpeaking(): Promise<void> {
  for (const resolve of finish.splice(0)) resolve();
  await settled();
}

beforeEach(() => {
  [sent, told, heard, finish, now] = [[], [], [], [], 0];
  onAgent = () => undefined;
  client = new VoiceClient(
    (listener) => {
      network = listener;
      return {
        isOpen: true,
        open: () => undefined,
        send: (data) => sent.push(typeof data === "string" ? JSON.parse(data) : data) > 0,
        renew: () => sent.push("renew"),
        close: () => sent.push("close"),
      };
    },
    {
      play: (pcm) => heard.push(`play ${pcm.byteLength}`),
      flush: () => heard.push("flush"),
      finished: () => new Promise((resolve) => finish.push(resolve)),
    },
    {
      agent: (isUp) => {
        told.push(isUp ? "up" : "down");
        onAgent();
      },
      state: () => undefined,
      caption: (text) => told.push(["caption", text]),
      began: () => told.push("began"),
      spoken: () => told.push("spoken"),
      transcript: (question, text) => told.push(["transcript", question, text]),
      turn: ({ question, event }) => told.push(["turn", question, event]),
      recognition: () => undefined,
      practice: (text, isOver) => told.push(["practice", text, isOver]),
      missed: (question) => told.push(["missed", question]),
      stored: (question, text) => told.push(["stored", question, text]),
      notStored: () => told.push("not stored"),
      dismissed: (reason) => told.push(`dismissed: ${reason}`),
      connection: (isPoor) => told.push(isPoor ? "poor" : "fine"),
    },
    () => now,
  );
});

describe("what the page may say", () => {
  test("waits until the proxy is ready", () => {
    expect(client.say({ type: "greet" })).toBe(false);
    client.hear(new ArrayBuffer(3200));
    expect(sent).toEqual([]);
    says({ type: "ready", agent: true, recognition: true });
    expect(client.say({ type: "ask", question: 1 })).toBe(true);
    expect(sent).toEqual([{ type: "ask", question: 1 }]);
  });

  test("is heard from the moment on in which the agent is known to be up", () => {
    const say = vi.fn(() => client.say({ type: "greet" }));
    onAgent = say;
    says({ type: "ready", agent: true, recognition: true });
    expect(say).toHaveReturnedWith(true);
    expect(sent).toEqual([{ type: "greet" }]);
  });

  test("an answer that began before it was asked for is heard from its beginning, before all that follows", () => {
    const [begun, next] = [new ArrayBuffer(3200), new ArrayBuffer(3200)];
    says({ type: "ready", agent: true, recognition: true });
    client.say({ type: "answer_started", question: 0 }, [begun]);
    client.hear(next);
    expect(sent).toHaveLength(3);
    expect(sent[1]).toBe(begun);
    expect(sent[2]).toBe(next);
  });

  test("recognition goes on with the answer after a new connection", () => {
    says({ type: "ready", agent: true, recognition: true });
    client.say({ type: "answer_started", question: 2 });
    network.lost(1000);
    says({ type: "ready", agent: true, recognition: true });
    expect(sent).toEqual([
      { type: "answer_started", question: 2 },
      { type: "answer_started", question: 2 },
    ]);
    client.say({ type: "answer_finished", question: 2 });
    network.lost(1000);
    says({ type: "ready", agent: true, recognition: true });
    expect(sent).toHaveLength(3);
  });
});

test("the end of a turn is that of the answer that is being given, or of the practice", () => {
  const turn = { type: "turn", event: "end", confidence: 0.9 };
  says({ type: "ready", agent: true, recognition: true });
  told = [];
  says({ ...turn, question: 2 });
  client.say({ type: "answer_started", question: 2 });
  for (const question of [1, 2, null]) says({ ...turn, question });
  client.say({ type: "answer_finished", question: 2 });
  says({ ...turn, question: 2 });
  says({ type: "answer_stored", question: 2, text: "I like it.", complete: true });
  client.say({ type: "practice_started" });
  for (const question of [2, null]) says({ ...turn, question });
  expect(told.filter((each) => (each as string[])[0] === "turn")).toEqual([
    ["turn", 2, "end"],
    ["turn", null, "end"],
  ]);
});

describe("a conversation that is over for this page", () => {
  test.each(["closed", "replaced", "elsewhere"] as const)("does not come back: %s", (reason) => {
    says({ type: "ready", agent: true, recognition: true });
    says({ type: "closing", reason });
    expect(sent).toEqual(["close"]);
    expect(told).toEqual(["up", "down", `dismissed: ${reason}`]);
    expect(client.say({ type: "greet" })).toBe(false);
  });

  test("comes back where it only was silent for long", () => {
    says({ type: "ready", agent: true, recognition: true });
    says({ type: "closing", reason: "idle" });
    expect(sent).toEqual([]);
    expect(told).toEqual(["up"]);
  });
});

describe("what the page hears", () => {
  test("is spoken when the last of it was heard, not when the last of it came", async () => {
    says({ type: "ready", agent: true, recognition: true });
    network.received(new ArrayBuffer(480));
    network.received(new ArrayBuffer(480));
    says({ type: "audio_done" });
    await settled();
    expect(told).toEqual(["up", "began"]);
    await finishesSpeaking();
    expect(told).toEqual(["up", "began", "spoken"]);
    expect(heard).toEqual(["play 480", "play 480"]);
  });

  test("is cut off when the candidate speaks", () => {
    network.received(new ArrayBuffer(480));
    says({ type: "speech_started" });
    expect(heard).toEqual(["play 480", "flush"]);
  });

  test("is text when the agent is down, and still comes to an end", async () => {
    says({ type: "ready", agent: false, recognition: false });
    says({ type: "caption", text: "Why do you want this job?" });
    says({ type: "audio_done" });
    await finishesSpeaking();
    expect(told).toEqual(["down", ["caption", "Why do you want this job?"], "spoken"]);
    expect(client.recognises).toBe(false);
  });

  test("may end in the middle", () => {
    says({ type: "ready", agent: true, recognition: true });
    network.received(new ArrayBuffer(480));
    network.lost(1000);
    network.lost(null);
    expect(told).toEqual(["up", "began", "down"]);
    expect(heard.at(-1)).toBe("flush");
  });

  test("tells when the agent goes and comes back on the same connection", () => {
    says({ type: "ready", agent: true, recognition: true });
    says({ type: "state", agent: "speaking" });
    says({ type: "state", agent: "down" });
    says({ type: "state", agent: "connecting" });
    says({ type: "state", agent: "listening" });
    expect(told).toEqual(["up", "down", "up"]);
  });

  test("is no agent that is down while it is just being called", () => {
    says({ type: "state", agent: "connecting" });
    says({ type: "ready", agent: true, recognition: true });
    says({ type: "state", agent: "listening" });
    expect(told).toEqual(["up"]);
  });

  test("is cut off by the next thing to say", () => {
    says({ type: "ready", agent: true, recognition: true });
    network.received(new ArrayBuffer(480));
    client.say({ type: "ask", question: 1 });
    network.received(new ArrayBuffer(960));
    expect(heard).toEqual(["play 480", "flush", "play 960"]);
    expect(told).toEqual(["up", "began", "began"]);
  });

  test("is passed over where it is not understood", () => {
    for (const noise of ["", "[]", "null", "{", '{"type":"from_the_future"}', '"ready"']) network.received(noise);
    expect(told).toEqual([]);
  });

  test("is the answer as it grows, and that it is stored", () => {
    says({ type: "transcript", question: 0, text: "I like", final: false });
    says({ type: "answer_stored", question: 0, text: "I like it.", complete: true });
    expect(told).toEqual([
      ["transcript", 0, "I like"],
      ["stored", 0, "I like it."],
    ]);
  });
});

describe("an answer that was finished and goes on", () => {
  const frames = [1, 2, 3, 4].map((count) => new ArrayBuffer(3200 * count));
  const resume = (): boolean => client.say({ type: "answer_resumed", question: 0 });
  beforeEach(() => {
    says({ type: "ready", agent: true, recognition: true });
    client.say({ type: "answer_started", question: 0 });
    says({ type: "transcript", question: 0, text: "I like", final: false });
    client.say({ type: "answer_finished", question: 0 });
    [sent, told, heard] = [[], [], []];
  });

  test("is heard all the time, before its words are stored and after", () => {
    client.hear(frames[0]!);
    says({ type: "answer_stored", question: 0, text: "I like", complete: true });
    client.hear(frames[1]!);
    expect(resume()).toBe(true);
    client.hear(frames[2]!);
    expect(sent).toEqual([frames[0], frames[1], { type: "answer_resumed", question: 0 }, frames[2]]);
  });

  test("is not spoken of any more", () => {
    client.say({ type: "speak_feedback", question: 0 });
    resume();
    expect(heard).toContain("flush");
    says({ type: "answer_stored", question: 0, text: "I like", complete: true });
    expect(sent).toEqual([{ type: "answer_resumed", question: 0 }]);
    expect(told, "what was stored is not all of it").toEqual([]);
  });

  test("has its words together, and ends again", () => {
    resume();
    says({ type: "transcript", question: 0, text: "I like tea", final: false });
    client.say({ type: "answer_finished", question: 0 });
    says({ type: "answer_stored", question: 0, text: "I like tea.", complete: true });
    expect(told).toEqual([
      ["transcript", 0, "I like tea"],
      ["stored", 0, "I like tea."],
    ]);
    expect(sent.at(-1)).toEqual({ type: "answer_finished", question: 0 });
  });

  test.each(["not_resumed", "wrong_order"])(
    "begins anew where the proxy says %s, with all since its end",
    async (code) => {
      client.hear(frames[0]!);
      resume();
      client.hear(frames[1]!);
      says({ type: "error", code, message: "" });
      client.hear(frames[2]!);
      await settled();
      const anew = sent.slice(3 + 1);
      expect(anew).toEqual([{ type: "answer_started", question: 0 }, frames[0], frames[1], frames[2]]);
      says({ type: "transcript", question: 0, text: "tea", final: false });
      expect(told.at(-1)).toEqual(["transcript", 0, "I like tea"]);
      says({ type: "error", code, message: "" });
      await settled();
      expect(sent, "and once").toHaveLength(8);
    },
  );

  test("is told the next connection, with all since its end", () => {
    client.hear(frames[0]!);
    says({ type: "restarting", heard_ms: 0 });
    client.hear(frames[1]!);
    resume();
    client.hear(frames[2]!);
    says({ type: "ready", agent: true, recognition: true });
    expect(sent.slice(sent.indexOf("renew") + 1)).toEqual([
      { type: "answer_started", question: 0 },
      ...frames.slice(0, 3),
    ]);
    says({ type: "transcript", question: 0, text: "tea", final: false });
    expect(told.at(-1)).toEqual(["transcript", 0, "I like tea"]);
  });
});

describe("answers that were given while the connection was away", () => {
  const ready = (): void => says({ type: "ready", agent: true, recognition: true });
  const start = (question: number): boolean => client.say({ type: "answer_started", question });
  const finish = (question: number): boolean => client.say({ type: "answer_finished", question });
  const stored = (question: number): void => says({ type: "answer_stored", question, text: "", complete: true });
  /** Frames are told apart by their length: the question, then which of its frames. */
  const hear = (length: number): void => client.hear(new ArrayBuffer(length));
  const inShort = (): unknown[] =>
    sent.map((one) => {
      if (one instanceof ArrayBuffer) return one.byteLength;
      const { type, question, in_part } = one as { type: string; question?: number; in_part?: boolean };
      return [type.replace("answer_", ""), question, ...(in_part ? ["in part"] : [])].join(" ");
    });

  test("have their own sound each: the connection went in one, and is back in the next", () => {
    ready();
    start(1);
    hear(101);
    network.lost(1006);
    hear(102);
    finish(1);
    hear(190);
    start(2);
    hear(201);
    sent = [];
    ready();
    hear(202);
    expect(inShort()).toEqual(["started 1", 102, "finished 1"]);
    stored(1);
    hear(203);
    finish(2);
    expect(inShort().slice(3)).toEqual(["started 2", 201, 202, 203, "finished 2"]);
  });

  test("are all told, however many ended, one after another", () => {
    for (const question of [0, 1, 2]) {
      start(question);
      hear(100 * question + 1);
      finish(question);
    }
    start(3);
    hear(301);
    ready();
    client.say({ type: "more_time", question: 3 });
    for (const question of [0, 1, 2]) stored(question);
    expect(inShort()).toEqual([
      ...["started 0", 1, "finished 0"],
      ...["started 1", 101, "finished 1"],
      ...["started 2", 201, "finished 2"],
      ...["started 3", 301, "more_time 3"],
    ]);
  });

  test("and those that came while others' last words were awaited, also where the task restarts", () => {
    ready();
    start(0);
    hear(3200);
    finish(0);
    for (const question of [1, 2]) {
      start(question);
      hear(100 * question + 1);
      finish(question);
    }
    start(3);
    hear(301);
    says({ type: "restarting", heard_ms: 0 });
    hear(302);
    sent = [];
    ready();
    for (const question of [0, 1, 2]) stored(question);
    expect(inShort()).toEqual([
      ...["started 0", 3200, "finished 0"],
      ...["started 1", 101, "finished 1"],
      ...["started 2", 201, "finished 2"],
      ...["started 3", 301, 302],
    ]);
  });

  test("have their own words each", () => {
    ready();
    start(1);
    says({ type: "transcript", question: 1, text: "I like", final: false });
    network.lost(1006);
    finish(1);
    start(2);
    ready();
    says({ type: "transcript", question: 1, text: "tea", final: true });
    stored(1);
    says({ type: "transcript", question: 2, text: "I test", final: false });
    expect(told.filter((one) => (one as string[])[0] === "transcript")).toEqual([
      ["transcript", 1, "I like"],
      ["transcript", 1, "I like tea"],
      ["transcript", 2, "I test"],
    ]);
  });

  test("lose their oldest sound where it is too much, and say so", () => {
    start(1);
    for (let frame = 0; frame < 300; frame++) hear(1);
    finish(1);
    start(2);
    for (let frame = 0; frame < 499; frame++) hear(2);
    expect(told.filter((one) => (one as string[])[0] === "missed")).toContainEqual(["missed", 1]);
    expect(told).not.toContainEqual(["missed", 2]);
    ready();
    stored(1);
    finish(2);
    expect(inShort()).toEqual([
      ...["started 1", 1, "finished 1 in part"],
      ...["started 2", ...Array<number>(499).fill(2), "finished 2"],
    ]);
  });

  test("end in part, too, where they end after the connection is back", () => {
    start(1);
    for (let frame = 0; frame < 501; frame++) hear(1);
    ready();
    finish(1);
    expect(inShort().at(-1)).toBe("finished 1 in part");
  });

  test("go on where they were, if they do before anybody was told of their end", () => {
    start(1);
    hear(101);
    finish(1);
    hear(102);
    client.say({ type: "answer_resumed", question: 1 });
    hear(103);
    ready();
    hear(104);
    expect(inShort()).toEqual(["started 1", 101, 102, 103, 104]);
  });

  test("may go on after the proxy was told of their end, with all that was said since", () => {
    start(1);
    hear(101);
    finish(1);
    hear(102);
    ready();
    hear(103);
    client.say({ type: "answer_resumed", question: 1 });
    expect(inShort()).toEqual(["started 1", 101, "finished 1", 102, 103, "resumed 1"]);
  });

  test("do not spoil the newest one, where they could not be stored", () => {
    start(1);
    finish(1);
    start(2);
    finish(2);
    ready();
    says({ type: "error", code: "not_stored", message: "" });
    expect(told).not.toContain("not stored");
    expect(inShort().slice(2)).toEqual(["started 2", "finished 2"]);
    says({ type: "error", code: "not_stored", message: "" });
    expect(told).toContain("not stored");
  });
});

describe("while the last words of an answer are awaited", () => {
  beforeEach(() => {
    says({ type: "ready", agent: true, recognition: true });
    client.say({ type: "answer_started", question: 0 });
    client.say({ type: "answer_finished", question: 0 });
    sent = [];
    expect(client.say({ type: "ask", question: 1 })).toBe(true);
    client.say({ type: "answer_started", question: 1 });
    client.hear(new ArrayBuffer(3200));
    expect(sent).toEqual([]);
  });

  test("what comes next is held back, in order, with what is heard meanwhile", () => {
    says({ type: "answer_stored", question: 0, text: "", complete: true });
    expect(sent).toEqual([
      { type: "ask", question: 1 },
      { type: "answer_started", question: 1 },
      new ArrayBuffer(3200),
    ]);
  });

  test("an answer that was not listened to all the time is said to be so", () => {
    says({ type: "answer_stored", question: 0, text: "I", complete: false });
    expect(told.slice(-2)).toEqual([
      ["missed", 0],
      ["stored", 0, "I"],
    ]);
  });

  test("a failure to store them ends the wait, too", () => {
    says({ type: "error", code: "not_stored", message: "" });
    expect(told.at(-1)).toBe("not stored");
    expect(sent).toHaveLength(3);
  });
});

describe("practice", () => {
  test("shows what is heard, and holds the question back until that is over", () => {
    says({ type: "ready", agent: true, recognition: true });
    client.say({ type: "practise" });
    client.say({ type: "practice_started" });
    says({ type: "practice_heard", text: "I like", final: true });
    client.say({ type: "practice_finished" });
    client.say({ type: "ask", question: 0 });
    expect(sent.at(-1)).toEqual({ type: "practice_finished" });
    says({ type: "practice_heard", text: "I like it", final: true });
    expect(sent.at(-1)).toEqual({ type: "ask", question: 0 });
    expect(told.slice(-2)).toEqual([
      ["practice", "I like", false],
      ["practice", "I like it", true],
    ]);
  });

  test("a question that came too early is asked again", () => {
    vi.useFakeTimers();
    says({ type: "ready", agent: true, recognition: true });
    client.say({ type: "ask", question: 0 });
    says({ type: "error", code: "wrong_order", message: "" });
    vi.advanceTimersByTime(1_000);
    expect(sent).toEqual([
      { type: "ask", question: 0 },
      { type: "ask", question: 0 },
    ]);
    vi.useRealTimers();
  });
});

describe("a task that restarts", () => {
  const ready = (): void => says({ type: "ready", agent: true, recognition: true });

  test("is left at once; the answer goes on with what was said meanwhile, and nobody notices", () => {
    ready();
    client.say({ type: "answer_started", question: 2 });
    says({ type: "restarting", heard_ms: 0 });
    client.hear(new ArrayBuffer(3200));
    expect(client.recognises).toBe(true);
    ready();
    client.hear(new ArrayBuffer(1600));
    expect(sent).toEqual([
      { type: "answer_started", question: 2 },
      "renew",
      { type: "answer_started", question: 2 },
      new ArrayBuffer(3200),
      new ArrayBuffer(1600),
    ]);
    expect(told).toEqual(["up"]);
  });

  test("the words of before stay in sight", () => {
    ready();
    client.say({ type: "answer_started", question: 2 });
    says({ type: "transcript", question: 2, text: "I like", final: false });
    says({ type: "restarting", heard_ms: 0 });
    ready();
    says({ type: "transcript", question: 2, text: "working here", final: false });
    expect(told.slice(1)).toEqual([
      ["transcript", 2, "I like"],
      ["transcript", 2, "I like working here"],
    ]);
  });

  test("what is to be said meanwhile is said by the next", () => {
    ready();
    says({ type: "restarting", heard_ms: 0 });
    expect(client.say({ type: "ask", question: 1 })).toBe(true);
    ready();
    expect(sent).toEqual(["renew", { type: "ask", question: 1 }]);
  });

  test("an answer that ended meanwhile is ended with the next", () => {
    ready();
    client.say({ type: "answer_started", question: 2 });
    says({ type: "restarting", heard_ms: 0 });
    client.hear(new ArrayBuffer(3200));
    client.say({ type: "answer_finished", question: 2 });
    ready();
    expect(sent.slice(2)).toEqual([
      { type: "answer_started", question: 2 },
      new ArrayBuffer(3200),
      { type: "answer_finished", question: 2 },
    ]);
  });

  test("sound that was under way to it, the next is sent again, in its order", () => {
    ready();
    client.say({ type: "answer_started", question: 2 });
    const frames = [3200, 3200, 3200, 1600].map((bytes) => new ArrayBuffer(bytes));
    for (const frame of frames) client.hear(frame);
    says({ type: "restarting", heard_ms: 200 });
    ready();
    const again = sent.slice(sent.indexOf("renew") + 1);
    expect(again[0]).toEqual({ type: "answer_started", question: 2 });
    expect(again.slice(1)).toHaveLength(2);
    expect(again[1]).toBe(frames[2]);
    expect(again[2]).toBe(frames[3]);
    says({ type: "restarting", heard_ms: 150 });
    ready();
    expect(sent.slice(sent.lastIndexOf("renew") + 1)).toEqual([{ type: "answer_started", question: 2 }]);
  });

  test("what it was told and did not answer, the next is told again", () => {
    ready();
    client.say({ type: "ask", question: 1 });
    says({ type: "restarting", heard_ms: 0 });
    ready();
    expect(sent).toEqual([{ type: "ask", question: 1 }, "renew", { type: "ask", question: 1 }]);
    says({ type: "audio_done" });
    says({ type: "restarting", heard_ms: 0 });
    ready();
    expect(sent.slice(3)).toEqual(["renew"]);
  });

  test("an end of an answer that it did not hear, the next hears", () => {
    ready();
    client.say({ type: "answer_started", question: 2 });
    client.say({ type: "answer_finished", question: 2 });
    says({ type: "restarting", heard_ms: 0 });
    ready();
    expect(sent.slice(2)).toEqual([
      "renew",
      { type: "answer_started", question: 2 },
      { type: "answer_finished", question: 2 },
    ]);
    says({ type: "answer_stored", question: 2, text: "So it was.", complete: true });
    expect(told).toContainEqual(["stored", 2, "So it was."]);
  });

  test("may be away for some seconds, while others are asked", () => {
    ready();
    says({ type: "restarting", heard_ms: 0 });
    network.lost(null);
    expect(told).toEqual(["up"]);
    ready();
    network.lost(1_000);
    expect(told).toEqual(["up", "down"]);
  });

  test("that does not come back is a loss", () => {
    vi.useFakeTimers();
    ready();
    says({ type: "restarting", heard_ms: 0 });
    network.lost(null);
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual(["up", "down"]);
    vi.useRealTimers();
  });
});

describe("the connection", () => {
  const alive = (): void => says({ type: "alive" });
  function pass(ms: number): void {
    for (const end = now + ms; now < end;) {
      now += 500;
      vi.advanceTimersByTime(500);
    }
  }

  beforeEach(() => {
    vi.useFakeTimers();
    client.open();
    says({ type: "ready", agent: true, recognition: true });
    pass(500);
    told = [];
  });
  afterEach(() => {
    client.close();
    vi.useRealTimers();
  });

  test("is asked every five seconds whether it lives", () => {
    for (let beat = 0; beat < 3; beat++) {
      alive();
      pass(BEAT_MS);
    }
    expect(sent.filter((one) => (one as { type?: string }).type === "keep_alive").length).toBeGreaterThanOrEqual(3);
    expect(told).toEqual([]);
  });

  test("is poor when the answer takes too long, and recovers by itself", () => {
    pass(SLOW_MS + 500);
    expect(told).toEqual(["poor"]);
    alive();
    expect(told).toEqual(["poor"]);
    pass(BEAT_MS - SLOW_MS);
    alive();
    expect(told).toEqual(["poor", "fine"]);
  });

  test("that is dead is made anew, once", () => {
    pass(DEAD_MS + 2_000);
    expect(sent.filter((one) => one === "renew")).toHaveLength(1);
    says({ type: "ready", agent: true, recognition: true });
    expect(told).toEqual(["poor", "fine"]);
  });
});
