// @vitest-environment jsdom

import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { ApiError } from "../../shared/api";
import type { AgentVoice } from "../conversation/agent-voice";
import type { CandidateApi, InterviewView } from "./candidate-api";
import type { Capture, CaptureListener } from "./capture";
import { ChunkStore } from "../recording/chunk-store";
import { Conductor } from "./conductor";
import { DeviceError, type Kind } from "../recording/devices";
import { type Event, SETTLES_MS } from "./phases";
import type { SocketListener, TicketSocket } from "../../shared/ticket-socket";
import { type FlagEvent, Untold } from "../proctoring/untold";

const TYPE = "video/webm;codecs=vp8,opus";
const QUESTION = {
  text: "Why this job?",
  thinking_time_s: 30,
  answer_time_s: 60,
  recorded: false,
  recorded_ms: 0,
  written: false,
  begun: false,
  awaited: 0,
  follow_ups: 0,
  follows: null,
  time: null,
};
const CHUNK = {
  ...{ sessionId: "s1", question: 0, run: 0, index: 0, mime: TYPE, startMs: 0, durationMs: 5_000 },
  ...{ runStartedAt: "", size: 1_000, sha256: "aa" },
};
const TIME = { thinking_left_ms: 30_000, answer_left_ms: 60_000, more_thinking: 0, more_answer: 0 };
const ACCOMMODATIONS = { answer_time_factor: 1, silence_s: 4, captions: false, text_answers: false };

function interview(about: Partial<InterviewView> = {}): InterviewView {
  return {
    ...{ session_id: "s1", title: "Engineer", candidate_name: "Ada", current_question_index: 0 },
    ...{ consent_text_version: "1", expires_at: "", closed: null, expired: false },
    ...{ state: "pending", asked: false, questions: [QUESTION, QUESTION], asking_order: [0, 1] },
    ...{ practice_question: "How do you like to start your day?", accommodations: ACCOMMODATIONS },
    ...about,
  };
}

/** Camera, microphone and recorder, as the conductor knows them. */
class ScriptedCapture {
  stream = signal<MediaStream | null>(null);
  lost = signal<ReadonlySet<Kind>>(new Set());
  isRecording = signal(false);
  uplink = signal<number | null | undefined>(undefined);
  isPictureOn = signal(true);
  type = TYPE;
  fault: DeviceError | null = null;
  did: string[] = [];

  constructor(readonly listener: CaptureListener) {}

  goOnIn = (mime: string): void => void this.did.push(`go on in ${mime}`);
  open = (): Promise<void> => {
    if (this.fault) return Promise.reject(this.fault);
    this.stream.value = {} as MediaStream;
    return Promise.resolve();
  };
  measure = (): Promise<void> => Promise.resolve();
  record = (question: number): void => void this.did.push(`record ${question}`);
  look = (): void => undefined;
  showPicture = (isOn: boolean): void => void (this.isPictureOn.value = isOn);
  finish = (): Promise<void> => Promise.resolve(void this.did.push("finish"));
  close = (): Promise<void> => {
    this.did.push("close");
    this.stream.value = null;
    return Promise.resolve();
  };
}

class ScriptedSocket {
  isOpen = true;
  sent: { type?: string; action?: string; event?: { type: string; question_index: number | null } }[] = [];

  constructor(readonly listener: SocketListener) {}

  open = (): void => undefined;
  close = (): void => undefined;
  renew = (): void => undefined;
  send = (data: string | ArrayBuffer): boolean => {
    if (typeof data === "string") this.sent.push(JSON.parse(data) as (typeof this.sent)[number]);
    return true;
  };
  says(answer: object): void {
    this.listener.received(JSON.stringify(answer));
  }
}

let capture: ScriptedCapture;
let sockets: Record<string, ScriptedSocket>;
let store: ChunkStore;
let api: Record<keyof CandidateApi, ReturnType<typeof vi.fn>>;
let conductor: Conductor;

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
async function open(about: Partial<InterviewView> = {}): Promise<void> {
  conductor = new Conductor(interview(about), api as unknown as CandidateApi, store, {
    voice: () => ({ flush: () => undefined, level: () => 0, wake: settle, close: settle }) as unknown as AgentVoice,
    socket: (path, _, listener) => (sockets[path] = new ScriptedSocket(listener)) as unknown as TicketSocket,
    capture: (_, __, listener) => (capture = new ScriptedCapture(listener)) as unknown as Capture,
  });
  await conductor.resume();
}
/** To where the first question may be answered, in text. */
async function reachAnswering(about: Partial<InterviewView> = {}): Promise<void> {
  await open({ state: "in_progress", asked: true, ...about });
  await conductor.openDevices();
  later();
  await conductor.begin("Ada", false);
  conductor.feed({ type: "agent_down" });
  await settle();
  press({ type: "answer_requested" });
}

/** Presses a button, long enough after the one before. */
function press(event: Event): void {
  later();
  conductor.feed(event);
}
function later(ms = SETTLES_MS): void {
  if (vi.isFakeTimers()) vi.advanceTimersByTime(ms);
  else laterMs += ms;
}
let laterMs = 0;
const { now } = Date;

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(Date, "now").mockImplementation(() => now() + laterMs);
  sockets = {};
  store = new ChunkStore(undefined);
  let run = 0;
  const lease = () => Promise.resolve({ url: "", fields: {}, key_pattern: "", runs: [{ run: run++ }, { run: run++ }] });
  api = {
    lease: vi.fn(lease),
    storeManifest: vi.fn(() => Promise.resolve()),
    start: vi.fn(() => Promise.resolve(interview({ state: "in_progress" }))),
    keepTime: vi.fn(() => Promise.resolve({ time: TIME, given: [] })),
    finish: vi.fn(() => Promise.resolve()),
    canReview: vi.fn(() => Promise.resolve(true)),
    review: vi.fn(() => Promise.resolve(null)),
    writeAnswer: vi.fn(() => Promise.resolve()),
    tellEvents: vi.fn(() => Promise.resolve({ refused: [] })),
    correct: vi.fn((_, text: string) => Promise.resolve({ text, words_changed: 1 })),
  } as unknown as typeof api;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  return conductor.release();
});

describe("the first review of the day", () => {
  test("is made ready for when the interview starts, and once", async () => {
    await open();
    expect(api.canReview).not.toHaveBeenCalled();
    await reachAnswering();
    expect(api.canReview).toHaveBeenCalledTimes(1);
    expect(api.review).not.toHaveBeenCalled();
  });
});

describe("where a page begins", () => {
  test("a first visit begins with the consent, and asks nobody", async () => {
    await open();
    expect(conductor.state.value.phase).toBe("consent");
    expect(api.lease).not.toHaveBeenCalled();
  });

  test("an answer that is known is not asked for again", async () => {
    await open({ state: "in_progress", questions: [{ ...QUESTION, recorded: true }, QUESTION] as never });
    expect(conductor.state.value).toMatchObject({ phase: "hardware", question: 1 });
  });

  test("an answer that broke off here is, though the cloud knows of it, and goes on in its type", async () => {
    await store.keep(CHUNK, new ArrayBuffer(1_000));
    await open({ state: "in_progress", questions: [{ ...QUESTION, recorded: true }, QUESTION] as never });
    expect(conductor.state.value).toMatchObject({ phase: "hardware", question: 0 });
    expect(capture.did).toEqual([`go on in ${TYPE}`]);
  });

  test("what an earlier page noticed and could not tell arrives before the lock", async () => {
    const event: FlagEvent = {
      id: "e1",
      type: "PASTE",
      question_index: 0,
      at: new Date(now()).toISOString(),
      detail: {},
    };
    new Untold("s1").keep(event);
    await open({ state: "in_progress", current_question_index: 2 });
    await settle();
    const ago_ms = expect.any(Number) as number;
    expect(api.tellEvents).toHaveBeenCalledWith([{ id: "e1", type: "PASTE", question_index: 0, ago_ms, detail: {} }]);
    expect(api.tellEvents.mock.invocationCallOrder[0]).toBeLessThan(api.finish.mock.invocationCallOrder[0] ?? 0);
    expect(localStorage.length).toBe(0);
  });

  test("that an earlier page went away in mid-answer, and for how long, is told of that answer", async () => {
    await reachAnswering();
    later(2_000);
    press({ type: "more_time" });
    await conductor.release();
    later(60_000);
    await open({ state: "in_progress", asked: true });
    const [left] = new Untold("s1").all();
    expect(left).toMatchObject({ type: "PAGE_LEFT", question_index: 0 });
    expect(left?.detail["away_ms"]).toBeGreaterThanOrEqual(60_000);
    expect(new Untold("s1").all()).toHaveLength(1);
    await conductor.release();
    await open({ state: "in_progress", asked: true });
    expect(new Untold("s1").all(), "and told once").toHaveLength(1);
  });

  test("an outage is noted that the page did not outlive", async () => {
    await reachAnswering();
    window.dispatchEvent(new Event("offline"));
    later(9_000);
    window.dispatchEvent(new Event("pagehide"));
    const [lost] = new Untold("s1").all();
    expect(lost).toMatchObject({ type: "RECONNECT", question_index: 0 });
    expect(lost?.detail["away_ms"]).toBeGreaterThanOrEqual(9_000);
  });

  test("that a link was replaced in mid-answer is not the candidate's going", async () => {
    await reachAnswering();
    later(2_000);
    press({ type: "more_time" });
    conductor.feed({ type: "link_replaced" });
    await conductor.release();
    later(60_000);
    await open({ state: "in_progress", asked: true });
    expect(new Untold("s1").all()).toEqual([]);
  });

  test("when all is answered only the delivery is left, and then the lock", async () => {
    await open({ state: "in_progress", current_question_index: 2 });
    await settle();
    expect(api.finish).toHaveBeenCalled();
    expect(conductor.state.value.phase).toBe("done");
  });
});

describe("devices", () => {
  test("that cannot be had are explained, and asked for again", async () => {
    await open({ state: "in_progress" });
    capture.fault = new DeviceError("busy");
    await conductor.openDevices();
    expect(conductor.deviceFault.value).toBe("busy");
    capture.fault = null;
    await conductor.openDevices();
    expect(conductor.deviceFault.value).toBeNull();
    expect(conductor.state.value.phase).toBe("ready");
  });

  test("that go before the interview are asked for anew", async () => {
    await open({ state: "in_progress" });
    await conductor.openDevices();
    capture.listener.lost("video");
    expect(conductor.state.value.phase).toBe("hardware");
    expect(conductor.deviceFault.value).toBe("no_camera");
  });

  test("that go in mid-answer are told to the recruiter, and the answer goes on", async () => {
    await reachAnswering();
    sockets["/live"]?.listener.opened();
    sockets["/live"]?.says({ type: "joined" });
    capture.listener.lost("video");
    capture.listener.lost("audio");
    const events = sockets["/live"]?.sent.flatMap(({ event }) => (event ? [event] : []));
    expect(events).toMatchObject([
      { type: "CAMERA_DISCONNECT", question_index: 0 },
      { type: "MIC_DISCONNECT", question_index: 0 },
    ]);
    expect(conductor.state.value.phase).toBe("answering");
    expect(capture.did).toEqual(["record 0"]);
  });

  test("a microphone that is away is not a silence that ends the answer", async () => {
    await reachAnswering();
    const hear = (level: number, frames: number): void => {
      for (let frame = 0; frame < frames; frame++) capture.listener.heard({ frame: new ArrayBuffer(0), level });
    };
    hear(0.2, 20);
    capture.lost.value = new Set(["audio"]);
    hear(0, 100);
    expect(conductor.state.value.phase).toBe("answering");
    capture.lost.value = new Set();
    hear(0, 100);
    expect(conductor.state.value.phase).toBe("reviewing");
  });
});

describe("an answer", () => {
  test("is recorded, finished and told before the next question", async () => {
    await reachAnswering();
    press({ type: "finished_answer" });
    await settle();
    expect(capture.did).toEqual(["record 0", "finish"]);
    expect(await store.completed("s1")).toEqual(new Set([0]));
    expect(conductor.state.value.question).toBe(1);
  });

  test("begins with a run from before though nobody can be reached", async () => {
    await store.leaseRuns("s1", 0, [7]);
    api.lease.mockRejectedValue(new ApiError(0, "offline", "Nobody is there.", "r1"));
    await reachAnswering();
    expect(conductor.state.value.phase).toBe("answering");
  });

  test("waits for a run where there is none", async () => {
    api.lease.mockRejectedValue(new ApiError(0, "offline", "Nobody is there.", "r1"));
    await reachAnswering();
    expect(conductor.state.value.phase).toBe("thinking");
  });

  test("tells how long joining took, once, and nothing of whom", async () => {
    const fetched = vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response(null, { status: 204 }));
    await open();
    await conductor.openDevices();
    later();
    await conductor.begin("Ada", false);
    expect(fetched).not.toHaveBeenCalled();
    sockets["/voice"]!.says({ type: "ready", agent: true, recognition: true });
    sockets["/voice"]!.says({ type: "state", agent: "down" });
    expect(fetched).toHaveBeenCalledOnce();
    const [path, request] = fetched.mock.calls[0]!;
    expect(path).toBe("/api/page-reports/joins");
    expect(JSON.parse(request!.body as string)).toEqual({ join_ms: expect.any(Number) as number });
    expect(request!.credentials).toBe("omit");
    fetched.mockRestore();
  });

  test("waits no longer than a poor connection lasts", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    api.lease.mockRejectedValue(new ApiError(0, "offline", "Nobody is there.", "r1"));
    await reachAnswering();
    const voice = sockets["/voice"]!;
    voice.says({ type: "ready", agent: true, recognition: true });
    await vi.advanceTimersByTimeAsync(8_000);
    expect(conductor.isPoor.value).toBe(true);
    voice.says({ type: "alive" });
    const beats = (): number => voice.sent.filter(({ type }) => type === "keep_alive").length;
    for (const before = beats(); beats() === before;) await vi.advanceTimersByTimeAsync(500);
    api.lease.mockClear();
    voice.says({ type: "alive" });
    expect(conductor.isPoor.value).toBe(false);
    await vi.advanceTimersByTimeAsync(0);
    expect(api.lease).toHaveBeenCalled();
  });
});

describe("the time of a question", () => {
  const told = (): object[] =>
    (api.keepTime.mock.calls as [number, object][]).map(([question, time]) => ({ question, ...time }));
  const TIMED = { ...QUESTION, time: { ...TIME, thinking_left_ms: 12_000, answer_left_ms: 45_000 } };
  const leftMs = (): number => (conductor.state.value.endsAt ?? 0) - Date.now();

  test("is told when the question is asked, answered and over", async () => {
    await reachAnswering();
    await settle();
    later(20_000);
    press({ type: "finished_answer" });
    await settle();
    expect(told()).toMatchObject([
      { question: 0, thinking_ms: 0, answer_ms: 0, ended: false },
      { question: 0, answer_ms: 0, ended: false },
      { question: 0, ended: true },
      { question: 1, thinking_ms: 0, answer_ms: 0, ended: false },
    ]);
    const { answer_ms, asked_ago_ms } = told()[2] as { answer_ms: number; asked_ago_ms: number };
    expect(answer_ms).toBeGreaterThanOrEqual(20_000);
    expect(answer_ms).toBeLessThan(25_000);
    expect(asked_ago_ms).toBeGreaterThanOrEqual(answer_ms);
  });

  test("goes on as the API knows it, where another device began", async () => {
    await open({ state: "in_progress", asked: true, questions: [TIMED, QUESTION] });
    await conductor.openDevices();
    later();
    await conductor.begin("Ada", false);
    conductor.feed({ type: "agent_down" });
    expect(leftMs()).toBeGreaterThan(11_000);
    expect(leftMs()).toBeLessThanOrEqual(12_000);
    await settle();
    press({ type: "answer_requested" });
    expect(leftMs()).toBeGreaterThan(44_000);
    expect(leftMs()).toBeLessThanOrEqual(45_000);
  });

  test("goes on as this device knows it, where the API could not be told", async () => {
    api.keepTime.mockRejectedValue(new ApiError(0, "offline", "Nobody is there.", "r1"));
    await reachAnswering();
    later(25_000);
    press({ type: "more_time" });
    await conductor.release();
    await open({ state: "in_progress", asked: true });
    expect(conductor.state.value.used).toMatchObject({ moreThinking: 0, moreAnswer: 1 });
    expect(conductor.state.value.used.answerMs).toBeGreaterThanOrEqual(25_000);
  });

  test("does not run while the question's words are not here, and they are asked for again", async () => {
    const unknown = { ...QUESTION, text: null };
    api.start.mockResolvedValue(interview({ questions: [QUESTION, unknown] }));
    await reachAnswering({ questions: [QUESTION, unknown] });
    await settle();
    press({ type: "finished_answer" });
    await settle();
    expect(conductor.state.value).toMatchObject({ phase: "asking", question: 1, endsAt: null });
    api.keepTime.mockResolvedValue({ time: TIME, given: [{ question_index: 1, text: "And then?" }] });
    later(3_000);
    await vi.waitUntil(() => conductor.state.value.phase === "thinking", { timeout: 5_000 });
    expect(conductor.question.value?.text).toBe("And then?");
  });
});

describe("silence", () => {
  const speak = (level: number, seconds: number): void => {
    for (let frame = 0; frame < 10 * seconds; frame++) capture.listener.heard({ frame: new ArrayBuffer(0), level });
  };

  test.each([
    [2, 2, "reviewing"],
    [15, 14, "answering"],
    [null, 600, "answering"],
  ])("of a candidate whose link says %s s: %d s lead to %s", async (silence_s, seconds, phase) => {
    await reachAnswering({ accommodations: { ...ACCOMMODATIONS, silence_s } });
    speak(0.2, 2);
    speak(0, seconds);
    expect(conductor.state.value.phase).toBe(phase);
  });
});

describe("a microphone that gives nothing", () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

  test("is known before five seconds are over, by its silence and by frames that stay away, until it is heard", async () => {
    await reachAnswering();
    const give = (level: number, seconds: number): void => {
      for (let frame = 0; frame < 10 * seconds; frame++) capture.listener.heard({ frame: new ArrayBuffer(0), level });
    };
    give(0, 4.9);
    expect([conductor.isUnheard.value, conductor.wasHeard.value]).toEqual([true, false]);
    give(0.2, 1);
    expect([conductor.isUnheard.value, conductor.wasHeard.value]).toEqual([false, true]);
    await vi.advanceTimersByTimeAsync(4_900);
    expect(conductor.isUnheard.value).toBe(true);
  });
});

describe("the picture", () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

  test.each([
    ["poor", { isOffline: false, unansweredMs: 0 }, false],
    ["known to be away", { isOffline: true, unansweredMs: 0 }, true],
    ["dead without a word", { isOffline: false, unansweredMs: 20_000 }, true],
  ])("of a connection that is %s", async (_, { isOffline, unansweredMs }, isOn) => {
    await reachAnswering();
    vi.spyOn(conductor.delivery, "unansweredMs", "get").mockReturnValue(unansweredMs);
    conductor.isPoor.value = true;
    await vi.advanceTimersByTimeAsync(500);
    const progress = conductor.delivery.progress.value;
    conductor.delivery.progress.value = { ...progress, isOffline, behindMs: 20_000 };
    await vi.advanceTimersByTimeAsync(20_000);
    expect(capture.isPictureOn.value).toBe(isOn);
  });
});

describe("practice", () => {
  test("is heard and shown, and nothing of it is recorded or asked for", async () => {
    await open();
    press({ type: "agreed" });
    await conductor.openDevices();
    later();
    await conductor.begin("Ada", false);
    const voice = sockets["/voice"];
    voice?.says({ type: "ready", agent: true, recognition: true });
    conductor.feed({ type: "spoken" });
    expect(conductor.state.value.phase).toBe("practice");
    press({ type: "answer_requested" });
    voice?.says({ type: "practice_heard", text: "With tea", final: false });
    expect(conductor.practice.value).toEqual({ text: "With tea", isOver: false });
    press({ type: "finished_answer" });
    voice?.says({ type: "practice_heard", text: "With tea.", final: true });
    expect(conductor.practice.value).toEqual({ text: "With tea.", isOver: true });
    expect(voice?.sent.map(({ type }) => type)).toEqual(["greet", "practise", "practice_started", "practice_finished"]);
    expect([capture.did, api.lease.mock.calls]).toEqual([[], []]);
  });
});

describe("the feedback", () => {
  const followUp = { question_index: 2, text: "Why that?", thinking_time_s: 10, answer_time_s: 20 };

  test("leads to the follow-up, which is the next question", async () => {
    api.review.mockResolvedValue({ feedback: "Good.", followUp });
    await reachAnswering();
    sockets["/voice"]?.says({ type: "ready", agent: false, recognition: true });
    press({ type: "finished_answer" });
    sockets["/voice"]?.says({ type: "answer_stored", question: 0, text: "I like it.", complete: true });
    await settle();
    expect(conductor.state.value).toMatchObject({ phase: "feedback", ahead: [2, 1] });
    press({ type: "next" });
    expect(conductor.question.value).toMatchObject({ text: "Why that?", follows: 0 });
  });

  test("lets misheard words be corrected, and shows them", async () => {
    await reachFeedback();
    conductor.correcting.type("I like it.");
    expect(await conductor.correcting.save()).toBe(true);
    expect(api.correct).toHaveBeenCalledWith(0, "I like it.");
    expect([conductor.transcript.value, conductor.correcting.wordsChanged.value]).toEqual(["I like it.", 1]);
    later();
    await conductor.goOn();
    expect(api.correct).toHaveBeenCalledTimes(1);
    expect(conductor.state.value).toMatchObject({ phase: "thinking", question: 1 });
    expect(conductor.correcting.wordsChanged.value).toBeNull();
  });

  test("saves a correction that was typed before it goes on, however often that is pressed", async () => {
    await reachFeedback();
    conductor.correcting.type("I like it.");
    later();
    await Promise.all([conductor.goOn(), conductor.goOn()]);
    expect(api.correct.mock.calls).toEqual([[0, "I like it."]]);
    expect(conductor.state.value).toMatchObject({ phase: "thinking", question: 1 });
    expect(conductor.correcting.isUnsaved.value).toBe(false);
  });

  test("stays with a correction that is not taken until the candidate goes on without it", async () => {
    await reachFeedback();
    api.correct.mockRejectedValue(new ApiError(0, "unreachable", "", ""));
    conductor.correcting.type("I like it.");
    later();
    await conductor.goOn();
    expect(conductor.state.value.phase).toBe("feedback");
    expect(conductor.correcting.text.value).toBe("I like it.");
    expect(conductor.correcting.fault.value).toBeInstanceOf(ApiError);
    press({ type: "next" });
    expect(conductor.state.value).toMatchObject({ phase: "thinking", question: 1 });
    expect(conductor.correcting.fault.value).toBeNull();
  });
});

/** To where the first answer has its feedback, and its words are stored. */
async function reachFeedback(): Promise<void> {
  api.review.mockResolvedValue({ feedback: "Good.", followUp: null });
  await reachAnswering();
  sockets["/voice"]?.says({ type: "ready", agent: false, recognition: true });
  press({ type: "finished_answer" });
  expect(conductor.isStored.value).toBe(false);
  sockets["/voice"]?.says({ type: "answer_stored", question: 0, text: "I bike it.", complete: true });
  await settle();
  expect(conductor.isStored.value).toBe(true);
  expect(conductor.state.value.phase).toBe("feedback");
}

describe("an answer that was not listened to all the time", () => {
  test("is known as such where the connection went away, and where the proxy says so", async () => {
    await reachAnswering();
    const voice = sockets["/voice"];
    voice?.says({ type: "ready", agent: false, recognition: true });
    expect(conductor.isHeardInPart.value).toBe(false);
    voice?.listener.lost(null);
    expect(conductor.isHeardInPart.value).toBe(true);
    voice?.says({ type: "ready", agent: false, recognition: true });
    press({ type: "finished_answer" });
    voice?.says({ type: "answer_stored", question: 0, text: "I like it.", complete: true });
    await settle();
    press({ type: "next" });
    expect(conductor.isHeardInPart.value).toBe(false);
    voice?.says({ type: "answer_stored", question: 1, text: "It.", complete: false });
    expect(conductor.isHeardInPart.value).toBe(true);
  });

  test("is one of which an earlier page heard the beginning, but not one that was being written", async () => {
    const time = { ...TIME, answer_left_ms: 40_000 };
    const begun = { asked: true, questions: [{ ...QUESTION, time }, QUESTION] };
    await reachAnswering(begun);
    expect(conductor.isHeardInPart.value).toBe(true);
    await conductor.release();
    localStorage.setItem("draft/s1/0", JSON.stringify({ text: "I like it.", at: Date.now() }));
    await reachAnswering(begun);
    expect(conductor.isHeardInPart.value).toBe(false);
  });
});

describe("a written answer", () => {
  async function write(text: string): Promise<void> {
    await reachAnswering({ accommodations: { ...ACCOMMODATIONS, text_answers: true } });
    later();
    conductor.writeInstead();
    conductor.write(text);
    press({ type: "finished_answer" });
    await settle();
  }

  test("sets aside what was recorded, is sent, reviewed, and not kept here", async () => {
    await write("I like it.");
    expect(api.writeAnswer).toHaveBeenCalledWith(0, "I like it.", expect.any(Number));
    expect(api.review).toHaveBeenCalledWith(0, expect.anything());
    expect(capture.did).toContain("finish");
    expect(Object.keys(localStorage).filter((key) => key.startsWith("draft/"))).toEqual([]);
    expect(conductor.questions.value.map(({ written }) => written)).toEqual([true, false]);
    expect(conductor.state.value.question).toBe(1);
  });

  test("that is refused goes back to the candidate", async () => {
    const fault = new ApiError(422, "invalid", "Too long.", "r1");
    api.writeAnswer.mockRejectedValue(fault);
    await write("I like it.");
    expect(conductor.state.value).toMatchObject({ phase: "writing", written: true });
    expect(conductor.draftFault.value).toBe(fault);
    expect(conductor.draft.value).toBe("I like it.");
  });

  test("waits for a connection that is away", async () => {
    api.writeAnswer.mockRejectedValue(new ApiError(0, "offline", "Nobody is there.", "r1"));
    await write("I like it.");
    expect(conductor.state.value.phase).toBe("reviewing");
    expect(localStorage.getItem("draft/s1/0")).toContain("I like it.");
    localStorage.clear();
  });

  test("asks a busy cloud later and later, and no sooner than it wishes", async () => {
    vi.useFakeTimers();
    const tries = (): number => api.writeAnswer.mock.calls.length;
    api.writeAnswer.mockRejectedValue(new ApiError(503, "unavailable", "Busy.", "r1"));
    const writing = write("I like it.");
    await vi.advanceTimersByTimeAsync(500);
    await writing;
    expect(tries()).toBe(1);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(tries()).toBe(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(tries()).toBe(2);
    api.writeAnswer.mockRejectedValue(new ApiError(429, "too_many_attempts", "Too many.", "r1", [], 60_000));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(tries()).toBe(3);
    await vi.advanceTimersByTimeAsync(58_000);
    expect(tries()).toBe(3);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(tries()).toBe(4);
  });

  test("of an earlier page is not asked for again", async () => {
    await open({ state: "in_progress", questions: [{ ...QUESTION, written: true }, QUESTION] as never });
    expect(conductor.state.value).toMatchObject({ phase: "hardware", question: 1 });
  });
});

describe("a link that was replaced", () => {
  test("ends the page, and keeps what it has for the new one", async () => {
    await reachAnswering();
    await store.keep(CHUNK, new ArrayBuffer(3));
    later();
    conductor.writeInstead();
    conductor.write("What I wrote");
    conductor.feed({ type: "link_replaced" });
    await conductor.release();
    expect(conductor.state.value.phase).toBe("replaced");
    expect(capture.did).toContain("close");
    expect(await store.ofSession("s1")).toHaveLength(1);
    expect(Object.keys(localStorage).some((key) => key.startsWith("draft/s1/"))).toBe(true);
    await open({ state: "in_progress", asked: true, questions: [{ ...QUESTION, recorded: true }, QUESTION] });
    expect(conductor.state.value.question, "what is here has not arrived").toBe(0);
    await settle();
    expect(api.storeManifest).toHaveBeenCalledWith(0, expect.anything());
  });

  test.each(["closed", "replaced"])("of a conversation that ends as %s: the API is asked why", async (reason) => {
    await reachAnswering();
    api.voiceTicket = vi.fn(() => Promise.reject(new ApiError(410, "link_closed", "Closed.", "r1")));
    sockets["/voice"]!.says({ type: "closing", reason });
    await settle();
    expect(conductor.state.value.phase).toBe("closed");
  });
});

describe("a link whose time is over", () => {
  const over = (): ApiError => new ApiError(410, "link_expired", "This link has expired.", "r1");
  async function endWhileWriting(): Promise<void> {
    await reachAnswering({ accommodations: { ...ACCOMMODATIONS, text_answers: true } });
    await store.keep(CHUNK, new ArrayBuffer(1_000));
    later();
    conductor.writeInstead();
    conductor.write("I like it.");
    api.voiceTicket = vi.fn(() => Promise.reject(over()));
    sockets["/voice"]!.says({ type: "closing", reason: "closed" });
    await settle();
  }

  test("brings what was recorded and written by then, and says so", async () => {
    await endWhileWriting();
    await conductor.release();
    expect(conductor.state.value.phase).toBe("expired");
    expect(api.writeAnswer).toHaveBeenCalledWith(0, "I like it.", expect.any(Number));
    expect(api.storeManifest).toHaveBeenCalledWith(0, expect.objectContaining({ runs: [expect.anything()] }));
  });

  test("brings what was noticed by then and could not be told", async () => {
    await reachAnswering();
    capture.listener.lost("video");
    api.voiceTicket = vi.fn(() => Promise.reject(over()));
    sockets["/voice"]!.says({ type: "closing", reason: "closed" });
    await settle();
    await conductor.release();
    expect(api.tellEvents).toHaveBeenCalledWith([expect.objectContaining({ type: "CAMERA_DISCONNECT" })]);
    expect(new Untold("s1").all()).toEqual([]);
  });

  test("ends no interview whose last answers are on their way: it is finished", async () => {
    const answered = [
      { ...QUESTION, recorded: true },
      { ...QUESTION, recorded: true },
    ];
    api.lease.mockResolvedValue({ url: "", fields: {}, key_pattern: "{index}", runs: [], expired: true });
    await open({ state: "in_progress", asked: true, questions: answered });
    conductor.feed({ type: "link_expired" });
    await settle();
    expect(api.finish).toHaveBeenCalled();
    expect(conductor.state.value.phase).toBe("done");
  });
});

test("the end is asked for later and later, and no more by a page that was left", async () => {
  const answered = { ...QUESTION, recorded: true };
  api.lease.mockResolvedValue({ url: "", fields: {}, key_pattern: "{index}", runs: [], expired: true });
  api.finish.mockRejectedValue(new ApiError(503, "unavailable", "Busy.", "r1"));
  vi.useFakeTimers();
  const opening = open({ state: "in_progress", asked: true, questions: [answered, answered] });
  await vi.advanceTimersByTimeAsync(500);
  await opening;
  const tries = (): number => api.finish.mock.calls.length;
  expect(tries()).toBe(1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(tries()).toBe(2);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(tries()).toBe(2);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(tries()).toBe(3);
  const left = conductor.release();
  await vi.advanceTimersByTimeAsync(3_600_000);
  await left;
  expect(tries()).toBe(3);
});

describe("another device", () => {
  const passed = { ...QUESTION, time: TIME };

  test("is said to have what has not arrived and is not here", async () => {
    const questions = [{ ...passed, recorded: true, awaited: 2 }, passed, passed];
    await open({ state: "in_progress", asked: true, questions, asking_order: [0, 1, 2], current_question_index: 2 });
    expect(conductor.awaitedElsewhere).toEqual([0, 1]);
  });

  test("is said to have the beginning of an answer that goes on here", async () => {
    const begun = { ...QUESTION, begun: true, time: TIME };
    await open({ state: "in_progress", asked: true, questions: [begun, QUESTION], asking_order: [0, 1] });
    expect(conductor.awaitedElsewhere).toEqual([0]);
  });

  test("counts with what it recorded, and this one does not count twice", async () => {
    await store.keep(CHUNK, new ArrayBuffer(1_000));
    const questions = [
      { ...QUESTION, recorded_ms: 14_000 },
      { ...QUESTION, recorded_ms: 10_000 },
    ];
    await open({ state: "in_progress", asked: true, questions });
    expect(conductor.recordedElsewhereMs).toEqual([9_000, 10_000]);
  });

  test("is not where all is here, or all has arrived", async () => {
    await store.keep(CHUNK, new ArrayBuffer(3));
    const questions = [{ ...passed, awaited: 1 }, { ...passed, written: true }, QUESTION];
    await open({ state: "in_progress", asked: true, questions, asking_order: [0, 1, 2], current_question_index: 2 });
    expect(conductor.awaitedElsewhere).toEqual([]);
  });
});

describe("the end of a page", () => {
  test("that another tab takes over lets go of the devices once all is kept, and sends no more", async () => {
    await reachAnswering();
    conductor.feed({ type: "taken_over" });
    await conductor.release();
    expect(conductor.state.value.phase).toBe("elsewhere");
    expect(capture.did).toContain("close");
  });

  test("whose link is closed under it keeps nothing once what is awaited has arrived", async () => {
    api.lease.mockRejectedValue(new ApiError(410, "link_closed", "Closed.", "r1"));
    await store.keep(CHUNK, new ArrayBuffer(1_000));
    await open({ state: "in_progress" });
    await settle();
    expect(conductor.state.value.phase).toBe("closed");
    await conductor.release();
    expect(await store.ofSession("s1")).toEqual([]);
  });

  test("is warned of while something would be lost", async () => {
    const leave = (): boolean => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
    await open({ state: "in_progress" });
    expect(leave()).toBe(true);
    await reachAnswering();
    expect(leave()).toBe(false);
  });
});
