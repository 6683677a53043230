// @vitest-environment jsdom

import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { ApiError } from "../../shared/api";
import type { AgentVoice } from "../conversation/agent-voice";
import type { CandidateApi, InterviewView } from "./candidate-api";
import type { Capture, CaptureListener } from "./capture";
import { ChunkStore } from "../recording/chunk-store";
import { InterviewController } from "./interview-controller";
import { DeviceError, type Kind } from "../recording/devices";
import { type Event, GO_ON_MS, REVERSIBLE_MS, SETTLES_MS } from "./interview-machine";
import type { SocketListener, TicketSocket } from "../../shared/ticket-socket";
import { type FlagEvent, Untold } from "../proctoring/untold";

const GIVEN = { humanReviewOnly: false, hash: null };
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
/** A quiet one, as a microphone hears it. */
const ROOM = 0.001;
const TIME = { thinking_left_ms: 30_000, answer_left_ms: 60_000, more_thinking: 0, more_answer: 0 };
const ACCOMMODATIONS = { answer_time_factor: 1, silence_s: 4, captions: false, text_answers: false };

function interview(about: Partial<InterviewView> = {}): InterviewView {
  return {
    ...{ session_id: "s1", organisation_name: "Acme", title: "Engineer", candidate_name: "Ada" },
    ...{ look: { contact: "", privacy_url: "", logo: null, light: null, dark: null } },
    ...{ current_question_index: 0, language: "en", template_language: "en" },
    ...{ consent_text_version: "1", expires_at: "", closed: null, expired: false, ending: null, left_after_hours: 24 },
    ...{ state: "pending", asked: false, questions: [QUESTION, QUESTION], asking_order: [0, 1] },
    ...{ practice_question: "How do you like to start your day?", accommodations: ACCOMMODATIONS },
    ...about,
  };
}

/** Camera, microphone and recorder, as the controller knows them. */
class ScriptedCapture {
  stream = signal<MediaStream | null>(null);
  lost = signal<ReadonlySet<Kind>>(new Set());
  isMuted = signal(false);
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
let controller: InterviewController;

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
async function open(about: Partial<InterviewView> = {}): Promise<void> {
  controller = new InterviewController(interview(about), api as unknown as CandidateApi, store, {
    voice: () =>
      ({ flush: () => undefined, level: () => 0, wake: settle, close: settle, playFile }) as unknown as AgentVoice,
    socket: (path, _, listener) => (sockets[path] = new ScriptedSocket(listener)) as unknown as TicketSocket,
    capture: (_, __, listener) => (capture = new ScriptedCapture(listener)) as unknown as Capture,
  });
  await controller.resume();
}
/** To where the first question may be answered, in text. */
async function reachAnswering(about: Partial<InterviewView> = {}): Promise<void> {
  await open({ state: "in_progress", asked: true, ...about });
  await controller.openDevices();
  later();
  await controller.begin("Ada", GIVEN, "en");
  controller.feed({ type: "agent_down" });
  await settle();
  press({ type: "answer_requested" });
}

/** Presses a button, long enough after the one before. */
function press(event: Event): void {
  later();
  controller.feed(event);
}
/** Long enough after an answer's end for it to be over for good. */
async function endForGood(): Promise<void> {
  await settle();
  later(REVERSIBLE_MS);
  controller.feed({ type: "tick" });
  await settle();
}
function later(ms = SETTLES_MS): void {
  if (vi.isFakeTimers()) vi.advanceTimersByTime(ms);
  else laterMs += ms;
}
const playFile = vi.fn(() => Promise.resolve());
let laterMs = 0;
const { now } = Date;
/** So many frames of the microphone. */
function hear(level: number, frames: number): void {
  for (let frame = 0; frame < frames; frame++) capture.listener.heard({ frame: new ArrayBuffer(0), level });
}

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
    canGiveFeedback: vi.fn(() => Promise.resolve(true)),
    feedback: vi.fn(() => Promise.resolve(null)),
    prepareFeedback: vi.fn(() => Promise.resolve()),
    writeAnswer: vi.fn(() => Promise.resolve()),
    tellEvents: vi.fn(() => Promise.resolve({ refused: [] })),
    correct: vi.fn((_, text: string) => Promise.resolve({ text, words_changed: 1 })),
  } as unknown as typeof api;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  return controller.release();
});

describe("the first feedback of the day", () => {
  test("is made ready for when the interview starts, and once", async () => {
    await open();
    expect(api.canGiveFeedback).not.toHaveBeenCalled();
    await reachAnswering();
    expect(api.canGiveFeedback).toHaveBeenCalledTimes(1);
    expect(api.feedback).not.toHaveBeenCalled();
  });
});

describe("where a page begins", () => {
  test("a first visit begins with the consent, and asks nobody", async () => {
    await open();
    expect(controller.state.value.phase).toBe("consent");
    expect(api.lease).not.toHaveBeenCalled();
  });

  test("an answer that is known is not asked for again", async () => {
    await open({ state: "in_progress", questions: [{ ...QUESTION, recorded: true }, QUESTION] as never });
    expect(controller.state.value).toMatchObject({ phase: "hardware", question: 1 });
  });

  test("an answer that broke off here is, though the cloud knows of it, and goes on in its type", async () => {
    await store.keep(CHUNK, new ArrayBuffer(1_000));
    await open({ state: "in_progress", questions: [{ ...QUESTION, recorded: true }, QUESTION] as never });
    expect(controller.state.value).toMatchObject({ phase: "hardware", question: 0 });
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
    await controller.release();
    later(60_000);
    await open({ state: "in_progress", asked: true });
    const [left] = new Untold("s1").all();
    expect(left).toMatchObject({ type: "PAGE_LEFT", question_index: 0 });
    expect(left?.detail["away_ms"]).toBeGreaterThanOrEqual(60_000);
    expect(new Untold("s1").all()).toHaveLength(1);
    await controller.release();
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
    controller.feed({ type: "link_replaced" });
    await controller.release();
    later(60_000);
    await open({ state: "in_progress", asked: true });
    expect(new Untold("s1").all()).toEqual([]);
  });

  test("when all is answered only the delivery is left, and then the lock", async () => {
    await open({ state: "in_progress", current_question_index: 2 });
    await settle();
    expect(api.finish).toHaveBeenCalled();
    expect(controller.state.value.phase).toBe("done");
  });
});

describe("devices", () => {
  test("that cannot be had are explained, and asked for again", async () => {
    await open({ state: "in_progress" });
    capture.fault = new DeviceError("busy");
    await controller.openDevices();
    expect(controller.deviceFault.value).toBe("busy");
    capture.fault = null;
    await controller.openDevices();
    expect(controller.deviceFault.value).toBeNull();
    expect(controller.state.value.phase).toBe("ready");
  });

  test("that go before the interview are asked for anew", async () => {
    await open({ state: "in_progress" });
    await controller.openDevices();
    capture.listener.lost("video");
    expect(controller.state.value.phase).toBe("hardware");
    expect(controller.deviceFault.value).toBe("no_camera");
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
    expect(controller.state.value.phase).toBe("answering");
    expect(capture.did).toEqual(["record 0"]);
  });

  test("a microphone that is away is not a silence that ends the answer", async () => {
    await reachAnswering();
    hear(0.2, 20);
    capture.lost.value = new Set(["audio"]);
    hear(ROOM, 100);
    expect(controller.state.value.phase).toBe("answering");
    capture.lost.value = new Set();
    hear(ROOM, 100);
    expect(controller.state.value.phase).toBe("awaiting_feedback");
  });
});

describe("whoever begins to speak while there is time to think", () => {
  /** 100 ms each, as speech has them. */
  const SPEECH = [0.07, 0.1, 0.03, 0.09, 0.06, 0.07, 0.06, 0.09, 0.09, 0.04, 0.07, 0.08, 0.1, 0.03];
  async function speak(about: Partial<InterviewView> = {}): Promise<void> {
    await open({ state: "in_progress", asked: true, ...about });
    await controller.openDevices();
    later();
    await controller.begin("Ada", GIVEN, "en");
    controller.feed({ type: "agent_down" });
    await settle();
    expect(controller.state.value.phase).toBe("thinking");
    sockets["/voice"]?.says({ type: "ready", agent: false, recognition: true });
    hear(ROOM, 20);
    for (const level of SPEECH) hear(level, 1);
  }

  test("answers, and why is known", async () => {
    await speak();
    expect([controller.state.value.phase, controller.isBegunBySpeaking.value]).toEqual(["answering", true]);
    expect(capture.did).toEqual(["record 0"]);
  });

  test("is told that nothing is recorded yet where nothing hurries them, and answers by the button", async () => {
    await speak({ accommodations: { ...ACCOMMODATIONS, silence_s: 15 } });
    expect([controller.state.value.phase, controller.overhearing.isSpeaking.value]).toEqual(["thinking", true]);
    press({ type: "answer_requested" });
    expect([controller.state.value.phase, controller.isBegunBySpeaking.value]).toEqual(["answering", false]);
  });

  test("is waited for after a few words, which may be to themselves, and not after many", async () => {
    await speak();
    const says = (text: string): void =>
      sockets["/voice"]?.says({ type: "transcript", question: 0, text, final: false });
    says("Let me think.");
    hear(0.2, 5);
    hear(ROOM, 100);
    expect(controller.state.value.phase).toBe("answering");
    says("Let me think. First I stopped all deployments and then I called Ana from storage.");
    hear(0.2, 5);
    hear(ROOM, 100);
    expect(controller.state.value.phase).toBe("awaiting_feedback");
  });
});

describe("what the recogniser says of the turn", () => {
  const says = (event: string, confidence: number): void =>
    sockets["/voice"]?.says({ type: "turn", question: 0, event, confidence });
  async function answer(): Promise<void> {
    await reachAnswering();
    sockets["/voice"]?.says({ type: "ready", agent: false, recognition: true });
    sockets["/voice"]?.says({ type: "transcript", question: 0, text: "I like it.", final: false });
  }

  test("has the feedback prepared, and thrown away where the candidate goes on", async () => {
    await answer();
    says("eager_end", 0.5);
    expect(api.prepareFeedback.mock.calls.map(([question]) => question as number)).toEqual([0]);
    const signal = api.prepareFeedback.mock.calls[0]![1] as AbortSignal;
    says("resumed", 0.1);
    expect(signal.aborted).toBe(true);
    expect(controller.state.value.phase).toBe("answering");
    press({ type: "finished_answer" });
    says("eager_end", 0.5);
    expect(api.prepareFeedback).toHaveBeenCalledTimes(1);
  });

  test("ends the answer, and the feedback comes once what is prepared is there", async () => {
    let prepared = (): void => undefined;
    api.prepareFeedback.mockReturnValue(new Promise<void>((resolve) => (prepared = resolve)));
    await answer();
    hear(0.2, 20);
    says("eager_end", 0.5);
    hear(ROOM, 3);
    says("end", 0.9);
    hear(ROOM, 4);
    expect(controller.state.value.phase).toBe("awaiting_feedback");
    sockets["/voice"]?.says({ type: "answer_stored", question: 0, text: "I like it.", complete: true });
    await settle();
    expect(api.feedback).not.toHaveBeenCalled();
    prepared();
    await settle();
    expect(api.feedback).toHaveBeenCalledTimes(1);
  });
});

describe("an answer that ended too soon", () => {
  const says = (answer: object): void => sockets["/voice"]?.says(answer);
  const types = (): string[] => sockets["/voice"]!.sent.map(({ type }) => type ?? "");
  async function end(): Promise<void> {
    await reachAnswering();
    says({ type: "ready", agent: true, recognition: true });
    says({ type: "transcript", question: 0, text: "I like it.", final: false });
    hear(0.2, 20);
    hear(ROOM, 40);
    expect(controller.state.value.phase).toBe("awaiting_feedback");
    says({ type: "answer_stored", question: 0, text: "I like it.", complete: true });
    await settle();
  }

  test("goes on as soon as its candidate does, without a gap, and is stored and reviewed as a whole", async () => {
    api.feedback.mockResolvedValueOnce({ feedback: "Short.", followUp: null });
    api.feedback.mockResolvedValue({ feedback: "Good.", followUp: null });
    await end();
    expect(controller.state.value).toMatchObject({ phase: "feedback", feedback: "Short.", speaking: true });
    hear(0.2, 6);
    expect(controller.state.value).toMatchObject({ phase: "answering", feedback: null });
    expect(controller.heard.isStored.value).toBe(false);
    expect(types().slice(-4)).toEqual(["answer_started", "answer_finished", "speak_feedback", "answer_resumed"]);
    expect(capture.did, "the same recording").toEqual(["record 0"]);
    says({ type: "transcript", question: 0, text: "I like it. And tea.", final: false });
    hear(ROOM, 40);
    says({ type: "answer_stored", question: 0, text: "I like it. And tea.", complete: true });
    await settle();
    expect(controller.state.value).toMatchObject({ phase: "feedback", feedback: "Good." });
    expect(controller.heard.text.value).toBe("I like it. And tea.");
    await endForGood();
    expect(capture.did).toEqual(["record 0", "finish"]);
    expect(await store.completed("s1")).toEqual(new Set([0]));
  });

  test("is over for a page that comes in place of this one, unless it goes on", async () => {
    await end();
    expect(await store.completed("s1")).toEqual(new Set([0]));
    press({ type: "not_finished" });
    await vi.waitFor(async () => expect(await store.completed("s1")).toEqual(new Set()));
  });

  test("gets no feedback that was on its way", async () => {
    let late: (given: unknown) => void = () => undefined;
    api.feedback.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    await end();
    const signal = api.feedback.mock.calls[0]![1] as AbortSignal;
    press({ type: "not_finished" });
    expect(signal.aborted).toBe(true);
    late({ feedback: "Short.", followUp: null });
    await settle();
    expect(controller.state.value).toMatchObject({ phase: "answering", feedback: null });
  });

  test("is kept whole by a page that goes before it could go on", async () => {
    await end();
    controller.feed({ type: "taken_over" });
    await controller.release();
    expect(capture.did).toContain("finish");
    expect(await store.completed("s1")).toEqual(new Set([0]));
  });

  test("is kept whole where the page is left at once", async () => {
    await end();
    window.dispatchEvent(new Event("pagehide"));
    await vi.waitFor(async () => expect(await store.completed("s1")).toEqual(new Set([0])));
  });

  test("does not go on by a microphone that is away", async () => {
    await end();
    capture.lost.value = new Set(["audio"]);
    hear(0.2, 20);
    expect(controller.state.value.phase).not.toBe("answering");
  });
});

describe("after the feedback", () => {
  test.each([
    ["nobody", {}, 1],
    ["more time", { answer_time_factor: 1.5 }, 0],
    ["an end by hand", { silence_s: null }, 0],
    ["a longer silence", { silence_s: 10 }, 0],
    ["captions", { captions: true }, 0],
  ])("the interview goes on by itself where %s was arranged for", async (_, arranged, question) => {
    api.feedback.mockResolvedValue({ feedback: "Good.", followUp: null });
    await reachAnswering({ accommodations: { ...ACCOMMODATIONS, ...arranged } });
    sockets["/voice"]?.says({ type: "ready", agent: false, recognition: true });
    press({ type: "finished_answer" });
    sockets["/voice"]?.says({ type: "answer_stored", question: 0, text: "I like it.", complete: true });
    await settle();
    expect(controller.state.value.phase).toBe("feedback");
    later(GO_ON_MS + 1_000);
    controller.feed({ type: "tick" });
    expect(controller.state.value.question).toBe(question);
  });
});

describe("without the interviewer", () => {
  test("a question is read aloud, and the time to think begins when it was heard", async () => {
    const fetched = vi.spyOn(globalThis, "fetch").mockImplementation(() => Promise.resolve(new Response("RIFF")));
    let hear = (): void => undefined;
    await open({ state: "in_progress", asked: true });
    api.voiceTicket = vi.fn(() => Promise.resolve("t1"));
    playFile.mockReturnValue(new Promise<void>((resolve) => (hear = resolve)));
    await controller.openDevices();
    later();
    await controller.begin("Ada", GIVEN, "en");
    controller.feed({ type: "agent_down" });
    await settle();
    expect(fetched.mock.calls.map(([address]) => address)).toContain("/voice/speech?ticket=t1&question=0");
    expect(controller.state.value.phase).toBe("asking");
    hear();
    await settle();
    expect(controller.state.value.phase).toBe("thinking");
  });
});

describe("a microphone that was cut off elsewhere", () => {
  test("finishes no answer, and the candidate is told", async () => {
    await reachAnswering();
    hear(0.2, 20);
    capture.isMuted.value = true;
    hear(0.0005, 49);
    expect(controller.endpointer.isUnheard.value).toBe(true);
    hear(0.0005, 600);
    expect(controller.state.value.phase).toBe("answering");
    capture.isMuted.value = false;
    hear(ROOM, 40);
    expect(controller.state.value.phase).toBe("awaiting_feedback");
  });
});

describe("an answer", () => {
  test("is recorded, finished and told before the next question", async () => {
    await reachAnswering();
    press({ type: "finished_answer" });
    await settle();
    expect(capture.did, "it may still go on").toEqual(["record 0"]);
    await endForGood();
    expect(capture.did).toEqual(["record 0", "finish"]);
    expect(await store.completed("s1")).toEqual(new Set([0]));
    expect(controller.state.value.question).toBe(1);
  });

  test("begins with a run from before though nobody can be reached", async () => {
    await store.leaseRuns("s1", 0, [7]);
    api.lease.mockRejectedValue(new ApiError(0, "offline", "Nobody is there.", "r1"));
    await reachAnswering();
    expect(controller.state.value.phase).toBe("answering");
  });

  test("waits for a run where there is none", async () => {
    api.lease.mockRejectedValue(new ApiError(0, "offline", "Nobody is there.", "r1"));
    await reachAnswering();
    expect(controller.state.value.phase).toBe("thinking");
  });

  test("waits no longer than a poor connection lasts", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    api.lease.mockRejectedValue(new ApiError(0, "offline", "Nobody is there.", "r1"));
    await reachAnswering();
    const voice = sockets["/voice"]!;
    voice.says({ type: "ready", agent: true, recognition: true });
    await vi.advanceTimersByTimeAsync(8_000);
    expect(controller.conversation.isPoor.value).toBe(true);
    voice.says({ type: "alive" });
    const beats = (): number => voice.sent.filter(({ type }) => type === "keep_alive").length;
    for (const before = beats(); beats() === before;) await vi.advanceTimersByTimeAsync(500);
    api.lease.mockClear();
    voice.says({ type: "alive" });
    expect(controller.conversation.isPoor.value).toBe(false);
    await vi.advanceTimersByTimeAsync(0);
    expect(api.lease).toHaveBeenCalled();
  });
});

describe("the time of a question", () => {
  const told = (): object[] =>
    (api.keepTime.mock.calls as [number, object][]).map(([question, time]) => ({ question, ...time }));
  const TIMED = { ...QUESTION, time: { ...TIME, thinking_left_ms: 12_000, answer_left_ms: 45_000 } };
  const leftMs = (): number => (controller.state.value.endsAt ?? 0) - Date.now();

  test("is told when the question is asked, answered and over", async () => {
    await reachAnswering();
    await settle();
    later(20_000);
    press({ type: "finished_answer" });
    await endForGood();
    expect(told()).toMatchObject([
      { question: 0, thinking_ms: 0, answer_ms: 0, ended: false },
      { question: 0, answer_ms: 0, ended: false },
      { question: 0, ended: false },
      { question: 0, ended: true },
      { question: 1, thinking_ms: 0, answer_ms: 0, ended: false },
    ]);
    const { answer_ms, asked_ago_ms } = told()[3] as { answer_ms: number; asked_ago_ms: number };
    expect(answer_ms).toBeGreaterThanOrEqual(20_000);
    expect(answer_ms).toBeLessThan(25_000);
    expect(asked_ago_ms).toBeGreaterThanOrEqual(answer_ms);
  });

  test("goes on as the API knows it, where another device began", async () => {
    await open({ state: "in_progress", asked: true, questions: [TIMED, QUESTION] });
    await controller.openDevices();
    later();
    await controller.begin("Ada", GIVEN, "en");
    controller.feed({ type: "agent_down" });
    await settle();
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
    await controller.release();
    await open({ state: "in_progress", asked: true });
    expect(controller.state.value.used).toMatchObject({ moreThinking: 0, moreAnswer: 1 });
    expect(controller.state.value.used.answerMs).toBeGreaterThanOrEqual(25_000);
  });

  test("does not run while the question's words are not here, and they are asked for again", async () => {
    const unknown = { ...QUESTION, text: null };
    api.start.mockResolvedValue(interview({ questions: [QUESTION, unknown] }));
    await reachAnswering({ questions: [QUESTION, unknown] });
    await settle();
    press({ type: "finished_answer" });
    await endForGood();
    expect(controller.state.value).toMatchObject({ phase: "asking", question: 1, endsAt: null });
    api.keepTime.mockResolvedValue({ time: TIME, given: [{ question_index: 1, text: "And then?" }] });
    later(3_000);
    await vi.waitUntil(() => controller.state.value.phase === "thinking", { timeout: 5_000 });
    expect(controller.question.value?.text).toBe("And then?");
  });
});

describe("silence", () => {
  test.each([
    [2, 2, "awaiting_feedback"],
    [null, 600, "answering"],
  ])("of a candidate whose link says %s s: %d s lead to %s", async (silence_s, seconds, phase) => {
    await reachAnswering({ accommodations: { ...ACCOMMODATIONS, silence_s } });
    hear(0.2, 20);
    hear(ROOM, 10 * seconds);
    expect(controller.state.value.phase).toBe(phase);
  });
});

describe("now and then", () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

  test("it is looked whether the microphone gives anything at all", async () => {
    await reachAnswering();
    await vi.advanceTimersByTimeAsync(4_900);
    expect(controller.endpointer.isUnheard.value).toBe(true);
  });

  test("it is looked whether the connection bears a picture", async () => {
    await reachAnswering();
    vi.spyOn(controller.delivery, "unansweredMs", "get").mockReturnValue(0);
    controller.conversation.isPoor.value = true;
    await vi.advanceTimersByTimeAsync(500);
    controller.delivery.progress.value = { ...controller.delivery.progress.value, behindMs: 20_000 };
    await vi.advanceTimersByTimeAsync(20_000);
    expect(capture.isPictureOn.value).toBe(false);
  });
});

describe("the language that was chosen", () => {
  test("is told as the interview begins, which warms up in it", async () => {
    await open({ practice_question: "How do you like to start your day?" });
    api.start.mockResolvedValue(interview({ language: "de", practice_question: "Wie beginnen Sie Ihren Tag?" }));
    press({ type: "agreed" });
    await controller.openDevices();
    later();
    await controller.begin("Ada", GIVEN, "de");
    expect(api.start).toHaveBeenCalledWith("Ada", { ...GIVEN, version: "1" }, "de");
    expect(controller.interview.practice_question).toBe("Wie beginnen Sie Ihren Tag?");
  });
});

describe("practice", () => {
  test("is heard and shown, and nothing of it is recorded or asked for", async () => {
    await open();
    press({ type: "agreed" });
    await controller.openDevices();
    later();
    await controller.begin("Ada", GIVEN, "en");
    const voice = sockets["/voice"];
    voice?.says({ type: "ready", agent: true, recognition: true });
    controller.feed({ type: "spoken" });
    expect(controller.state.value.phase).toBe("practice");
    press({ type: "answer_requested" });
    voice?.says({ type: "practice_heard", text: "With tea", final: false });
    expect(controller.conversation.practice.value).toEqual({ text: "With tea", isOver: false });
    press({ type: "finished_answer" });
    voice?.says({ type: "practice_heard", text: "With tea.", final: true });
    expect(controller.conversation.practice.value).toEqual({ text: "With tea.", isOver: true });
    expect(voice?.sent.map(({ type }) => type)).toEqual(["greet", "practise", "practice_started", "practice_finished"]);
    expect([capture.did, api.lease.mock.calls]).toEqual([[], []]);
  });
});

describe("the feedback", () => {
  const followUp = { question_index: 2, text: "Why that?", thinking_time_s: 10, answer_time_s: 20 };

  test("leads to the follow-up, which is the next question", async () => {
    api.feedback.mockResolvedValue({ feedback: "Good.", followUp });
    await reachAnswering();
    sockets["/voice"]?.says({ type: "ready", agent: false, recognition: true });
    press({ type: "finished_answer" });
    sockets["/voice"]?.says({ type: "answer_stored", question: 0, text: "I like it.", complete: true });
    await settle();
    expect(controller.state.value).toMatchObject({ phase: "feedback", ahead: [2, 1] });
    press({ type: "next" });
    expect(controller.question.value).toMatchObject({ text: "Why that?", follows: 0 });
  });

  test("lets misheard words be corrected, and shows them", async () => {
    await reachFeedback();
    controller.correcting.type("I like it.");
    expect(await controller.correcting.save()).toBe(true);
    expect(api.correct).toHaveBeenCalledWith(0, "I like it.");
    expect([controller.heard.text.value, controller.correcting.wordsChanged.value]).toEqual(["I like it.", 1]);
    later();
    await controller.goOn();
    expect(api.correct).toHaveBeenCalledTimes(1);
    expect(controller.state.value).toMatchObject({ phase: "thinking", question: 1 });
    expect(controller.correcting.wordsChanged.value).toBeNull();
  });

  test("saves a correction that was typed before it goes on, however often that is pressed", async () => {
    await reachFeedback();
    controller.correcting.type("I like it.");
    later();
    await Promise.all([controller.goOn(), controller.goOn()]);
    expect(api.correct.mock.calls).toEqual([[0, "I like it."]]);
    expect(controller.state.value).toMatchObject({ phase: "thinking", question: 1 });
    expect(controller.correcting.isUnsaved.value).toBe(false);
  });

  test("stays with a correction that is not taken until the candidate goes on without it", async () => {
    await reachFeedback();
    api.correct.mockRejectedValue(new ApiError(0, "unreachable", "", ""));
    controller.correcting.type("I like it.");
    later();
    await controller.goOn();
    expect(controller.state.value.phase).toBe("feedback");
    expect(controller.correcting.text.value).toBe("I like it.");
    expect(controller.correcting.fault.value).toBeInstanceOf(ApiError);
    press({ type: "next" });
    await settle();
    expect(controller.state.value).toMatchObject({ phase: "thinking", question: 1 });
    expect(controller.correcting.fault.value).toBeNull();
  });
});

/** To where the first answer has its feedback, and its words are stored. */
async function reachFeedback(): Promise<void> {
  api.feedback.mockResolvedValue({ feedback: "Good.", followUp: null });
  await reachAnswering();
  sockets["/voice"]?.says({ type: "ready", agent: false, recognition: true });
  press({ type: "finished_answer" });
  expect(controller.heard.isStored.value).toBe(false);
  sockets["/voice"]?.says({ type: "answer_stored", question: 0, text: "I bike it.", complete: true });
  await settle();
  expect(controller.heard.isStored.value).toBe(true);
  expect(controller.state.value.phase).toBe("feedback");
}

describe("an answer that was not listened to all the time", () => {
  test("is one of which an earlier page heard the beginning, but not one that was being written", async () => {
    const time = { ...TIME, answer_left_ms: 40_000 };
    const begun = { asked: true, questions: [{ ...QUESTION, time }, QUESTION] };
    await reachAnswering(begun);
    expect(controller.heard.isInPart.value).toBe(true);
    await controller.release();
    localStorage.setItem("draft/s1/0", JSON.stringify({ text: "I like it.", at: Date.now() }));
    await reachAnswering(begun);
    expect(controller.heard.isInPart.value).toBe(false);
  });
});

describe("a written answer", () => {
  async function write(text: string): Promise<void> {
    await reachAnswering({ accommodations: { ...ACCOMMODATIONS, text_answers: true } });
    later();
    controller.writeInstead();
    controller.write(text);
    press({ type: "finished_answer" });
    await settle();
  }

  test("sets aside what was recorded, is sent, gets feedback, and is not kept here", async () => {
    await write("I like it.");
    expect(api.writeAnswer).toHaveBeenCalledWith(0, "I like it.", expect.any(Number));
    expect(api.feedback).toHaveBeenCalledWith(0, expect.anything());
    expect(capture.did).toContain("finish");
    expect(Object.keys(localStorage).filter((key) => key.startsWith("draft/"))).toEqual([]);
    expect(controller.questions.value.map(({ written }) => written)).toEqual([true, false]);
    expect(controller.state.value.question).toBe(1);
  });

  test("that is refused goes back to the candidate", async () => {
    const fault = new ApiError(422, "invalid", "Too long.", "r1");
    api.writeAnswer.mockRejectedValue(fault);
    await write("I like it.");
    expect(controller.state.value).toMatchObject({ phase: "writing", written: true });
    expect(controller.written.fault.value).toBe(fault);
    expect(controller.written.text.value).toBe("I like it.");
  });

  test("waits for a connection that is away", async () => {
    api.writeAnswer.mockRejectedValue(new ApiError(0, "offline", "Nobody is there.", "r1"));
    await write("I like it.");
    expect(controller.state.value.phase).toBe("awaiting_feedback");
    expect(localStorage.getItem("draft/s1/0")).toContain("I like it.");
    localStorage.clear();
  });

  test("of an earlier page is not asked for again", async () => {
    await open({ state: "in_progress", questions: [{ ...QUESTION, written: true }, QUESTION] as never });
    expect(controller.state.value).toMatchObject({ phase: "hardware", question: 1 });
  });
});

describe("a link that was replaced", () => {
  test("ends the page, and keeps what it has for the new one", async () => {
    await reachAnswering();
    await store.keep(CHUNK, new ArrayBuffer(3));
    later();
    controller.writeInstead();
    controller.write("What I wrote");
    controller.feed({ type: "link_replaced" });
    await controller.release();
    expect(controller.state.value.phase).toBe("replaced");
    expect(capture.did).toContain("close");
    expect(await store.ofSession("s1")).toHaveLength(1);
    expect(Object.keys(localStorage).some((key) => key.startsWith("draft/s1/"))).toBe(true);
    await open({ state: "in_progress", asked: true, questions: [{ ...QUESTION, recorded: true }, QUESTION] });
    expect(controller.state.value.question, "what is here has not arrived").toBe(0);
    await settle();
    expect(api.storeManifest).toHaveBeenCalledWith(0, expect.anything());
  });

  test.each(["closed", "replaced"])("of a conversation that ends as %s: the API is asked why", async (reason) => {
    await reachAnswering();
    api.voiceTicket = vi.fn(() => Promise.reject(new ApiError(410, "link_closed", "Closed.", "r1")));
    sockets["/voice"]!.says({ type: "closing", reason });
    await settle();
    expect(controller.state.value.phase).toBe("closed");
  });
});

describe("a link whose time is over", () => {
  const over = (): ApiError => new ApiError(410, "link_expired", "This link has expired.", "r1");
  async function endWhileWriting(): Promise<void> {
    await reachAnswering({ accommodations: { ...ACCOMMODATIONS, text_answers: true } });
    await store.keep(CHUNK, new ArrayBuffer(1_000));
    later();
    controller.writeInstead();
    controller.write("I like it.");
    api.voiceTicket = vi.fn(() => Promise.reject(over()));
    sockets["/voice"]!.says({ type: "closing", reason: "closed" });
    await settle();
  }

  test("brings what was recorded and written by then, and says so", async () => {
    await endWhileWriting();
    await controller.release();
    expect(controller.state.value.phase).toBe("expired");
    expect(api.writeAnswer).toHaveBeenCalledWith(0, "I like it.", expect.any(Number));
    expect(api.storeManifest).toHaveBeenCalledWith(0, expect.objectContaining({ runs: [expect.anything()] }));
  });

  test("brings what was noticed by then and could not be told", async () => {
    await reachAnswering();
    capture.listener.lost("video");
    api.voiceTicket = vi.fn(() => Promise.reject(over()));
    sockets["/voice"]!.says({ type: "closing", reason: "closed" });
    await settle();
    await controller.release();
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
    controller.feed({ type: "link_expired" });
    await settle();
    expect(api.finish).toHaveBeenCalled();
    expect(controller.state.value.phase).toBe("done");
  });
});

test("the end is asked for no more by a page that was left", async () => {
  const answered = { ...QUESTION, recorded: true };
  api.lease.mockResolvedValue({ url: "", fields: {}, key_pattern: "{index}", runs: [], expired: true });
  api.finish.mockRejectedValue(new ApiError(503, "unavailable", "Busy.", "r1"));
  vi.useFakeTimers();
  const opening = open({ state: "in_progress", asked: true, questions: [answered, answered] });
  await vi.advanceTimersByTimeAsync(3_500);
  await opening;
  expect(api.finish).toHaveBeenCalledTimes(2);
  const left = controller.release();
  await vi.advanceTimersByTimeAsync(3_600_000);
  await left;
  expect(api.finish).toHaveBeenCalledTimes(2);
});

test("what this device has of an interview, another one has not", async () => {
  await store.keep(CHUNK, new ArrayBuffer(1_000));
  const awaited = { ...QUESTION, begun: true, awaited: 2, recorded_ms: 14_000, time: TIME };
  await open({ state: "in_progress", asked: true, questions: [awaited, awaited] });
  expect(controller.awaitedElsewhere).toEqual([1]);
  expect(controller.recordedElsewhereMs).toEqual([9_000, 14_000]);
});

describe("the end of a page", () => {
  test("that another tab takes over lets go of the devices once all is kept, and sends no more", async () => {
    await reachAnswering();
    controller.feed({ type: "taken_over" });
    await controller.release();
    expect(controller.state.value.phase).toBe("elsewhere");
    expect(capture.did).toContain("close");
  });

  test("whose link is closed under it keeps nothing once what is awaited has arrived", async () => {
    api.lease.mockRejectedValue(new ApiError(410, "link_closed", "Closed.", "r1"));
    await store.keep(CHUNK, new ArrayBuffer(1_000));
    await open({ state: "in_progress" });
    await settle();
    expect(controller.state.value.phase).toBe("closed");
    await controller.release();
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
