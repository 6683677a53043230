import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { ApiError } from "../../shared/api";
import type { LiveNews } from "../../shared/socket-types";
import { watchSession } from "./live";

class FakeSocket {
  static opened: FakeSocket[] = [];
  sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readyState = 0;

  constructor(readonly address: string) {
    FakeSocket.opened.push(this);
  }

  opens(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
    this.onclose?.();
  }

  hear(message: unknown): void {
    this.onmessage?.({ data: typeof message === "object" ? JSON.stringify(message) : message });
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("location", new URL("https://site.example/dashboard#/sessions/s"));
  vi.spyOn(Math, "random").mockReturnValue(1);
  FakeSocket.opened = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function watching() {
  const news: LiveNews[] = [];
  const joined: boolean[] = [];
  const post = vi.fn(() => Promise.resolve({ ticket: `t&${post.mock.calls.length}`, session_id: "s", expires_at: "" }));
  const stop = watchSession({
    api: { post } as unknown as Parameters<typeof watchSession>[0]["api"],
    sessionId: "s",
    onNews: (one) => news.push(one),
    onJoined: (now) => joined.push(now),
  });
  return { news, joined, post, stop };
}

const last = () => FakeSocket.opened.at(-1)!;

test("a socket is opened with a ticket, joins, beats and tells what it hears", async () => {
  const { news, joined } = watching();
  await vi.advanceTimersByTimeAsync(0);
  expect(last().address).toBe("wss://site.example/live?ticket=t%261");
  last().opens();
  last().hear({ type: "joined", role: "recruiter", session_id: "s" });
  last().hear({ type: "session_changed", state: "done" });
  last().hear({ type: "heartbeat" });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(last().sent).toEqual([{ action: "join_session" }, { action: "heartbeat" }]);
  expect(joined).toEqual([true]);
  expect(news).toEqual([{ type: "session_changed", state: "done" }]);
});

test("a socket that breaks is opened again with another ticket, later and later", async () => {
  const { joined, post } = watching();
  await vi.advanceTimersByTimeAsync(0);
  last().onclose?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect(post).toHaveBeenCalledTimes(2);
  last().onclose?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect(post).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(post).toHaveBeenCalledTimes(3);
  expect(joined).toEqual([false, false]);
});

test.each([
  ["elsewhere", 1],
  ["not_found", 1],
  ["sign_in_required", 2],
])("after %s there were %i tickets", async (code, tickets) => {
  const { joined, post } = watching();
  await vi.advanceTimersByTimeAsync(0);
  last().opens();
  last().hear({ type: "error", code, retryable: false });
  if (last().readyState === 1) last().close();
  await vi.advanceTimersByTimeAsync(1500);
  expect(post).toHaveBeenCalledTimes(tickets);
  expect(joined).toEqual([false]);
});

test("a socket that says too much is opened again after the longest pause", async () => {
  const { joined, post } = watching();
  await vi.advanceTimersByTimeAsync(0);
  last().opens();
  last().hear({ type: "joined", role: "recruiter", session_id: "s" });
  last().hear({ type: "error", code: "too_many_attempts", retryable: true });
  expect(joined).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(post).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(post).toHaveBeenCalledTimes(2);
});

test("who stops watching is not connected again", async () => {
  const { joined, post, stop } = watching();
  await vi.advanceTimersByTimeAsync(0);
  last().opens();
  stop();
  expect(last().readyState).toBe(3);
  expect(joined).toEqual([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(post).toHaveBeenCalledTimes(1);
});

test("noise on the line, and what only a newer server says, tells a watching page nothing", async () => {
  const { joined, news } = watching();
  await vi.advanceTimersByTimeAsync(0);
  last().opens();
  for (const noise of ["{", "[]", '"joined"', "null", { type: "hired" }, { kind: "joined" }]) last().hear(noise);
  last().onmessage?.({ data: new ArrayBuffer(1) });
  last().hear({ type: "session_changed", state: "done" });
  expect([joined, news]).toEqual([[], [{ type: "session_changed", state: "done" }]]);
});

test("a watching page waits no longer than half a minute", async () => {
  const { post } = watching();
  await vi.advanceTimersByTimeAsync(0);
  for (let attempt = 1; attempt < 8; attempt++) {
    last().close();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(post).toHaveBeenCalledTimes(attempt + 1);
  }
  last().close();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(post).toHaveBeenCalledTimes(8);
});

test("who gets no ticket for good asks for no more, and who is to wait waits", async () => {
  const { post } = watching();
  await vi.advanceTimersByTimeAsync(0);
  post.mockRejectedValue(new ApiError(429, "too_many_attempts", "words", "id", [], 120_000));
  last().onclose?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect(post).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(119_000);
  expect(post).toHaveBeenCalledTimes(2);
  post.mockRejectedValue(new ApiError(404, "not_found", "words", "id"));
  await vi.advanceTimersByTimeAsync(1000);
  expect(post).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(post).toHaveBeenCalledTimes(3);
});
