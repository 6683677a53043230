import { beforeEach, describe, expect, test } from "vitest";

import type { SocketListener } from "./ticket-socket";
import { VoiceClient } from "./voice-client";

let sent: unknown[];
let told: unknown[];
let heard: string[];
let network: SocketListener;
let finish: (() => void)[];
let client: VoiceClient;

const says = (answer: object): void => network.received(JSON.stringify(answer));
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
async function finishesSpeaking(): Promise<void> {
  for (const resolve of finish.splice(0)) resolve();
  await settled();
}

beforeEach(() => {
  [sent, told, heard, finish] = [[], [], [], []];
  client = new VoiceClient(
    (listener) => {
      network = listener;
      return {
        isOpen: true,
        open: () => undefined,
        send: (data) => sent.push(typeof data === "string" ? JSON.parse(data) : data) > 0,
        close: () => undefined,
      };
    },
    {
      play: (pcm) => heard.push(`play ${pcm.byteLength}`),
      flush: () => heard.push("flush"),
      finished: () => new Promise((resolve) => finish.push(resolve)),
    },
    {
      agent: (isUp) => told.push(isUp ? "up" : "down"),
      state: () => undefined,
      caption: (text) => told.push(["caption", text]),
      began: () => told.push("began"),
      spoken: () => told.push("spoken"),
      transcript: (question, text) => told.push(["transcript", question, text]),
      stored: (question) => told.push(["stored", question]),
    },
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
    says({ type: "answer_stored", question: 0, text: "I like it." });
    expect(told).toEqual([
      ["transcript", 0, "I like"],
      ["stored", 0],
    ]);
  });
});
