import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { ApiError } from "../../shared/api";
import { type LiveEvent, messageOf, watchSession } from "./live";

class FakeSocket {
  static opened: FakeSocket[] = [];
  sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  isClosed = false;

  constructor(readonly address: URL) {
    FakeSocket.opened.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.isClosed = true;
  }

  hear(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("location", new URL("https://site.example/dashboard#/sessions/s"));
  FakeSocket.opened = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function watching() {
  const events: LiveEvent[] = [];
  const joined: boolean[] = [];
  const post = vi.fn(() => Promise.resolve({ ticket: `t&${post.mock.calls.length}`, session_id: "s", expires_at: "" }));
  const stop = watchSession({
    api: { post } as unknown as Parameters<typeof watchSession>[0]["api"],
    sessionId: "s",
    onEvent: (event) => events.push(event),
    onJoined: (now) => joined.push(now),
  });
  return { events, joined, post, stop };
}

const last = () => FakeSocket.opened.at(-1)!;

test("a socket is opened with a ticket, joins, beats and tells what it hears", async () => {
  const { events, joined } = watching();
  await vi.advanceTimersByTimeAsync(0);
  expect(last().address.href).toBe("wss://site.example/live?ticket=t%261");
  last().onopen?.();
  last().hear({ type: "joined", role: "recruiter", session_id: "s" });
  last().hear({ type: "session_changed", state: "done" });
  last().hear({ type: "heartbeat" });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(last().sent).toEqual([{ action: "join_session" }, { action: "heartbeat" }]);
  expect(joined).toEqual([true]);
  expect(events).toEqual([{ type: "session_changed", state: "done" }]);
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
  last().hear({ type: "error", code, retryable: false });
  last().onclose?.();
  await vi.advanceTimersByTimeAsync(1500);
  expect(post).toHaveBeenCalledTimes(tickets);
  expect(joined).toEqual([false]);
});

test("a socket that says too much is opened again after the longest pause", async () => {
  const { post } = watching();
  await vi.advanceTimersByTimeAsync(0);
  last().hear({ type: "joined", role: "recruiter", session_id: "s" });
  last().hear({ type: "error", code: "too_many_attempts", retryable: true });
  last().onclose?.();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(post).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(post).toHaveBeenCalledTimes(2);
});

test("who stops watching is not connected again", async () => {
  const { post, stop } = watching();
  await vi.advanceTimersByTimeAsync(0);
  stop();
  expect(last().isClosed).toBe(true);
  last().onclose?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(post).toHaveBeenCalledTimes(1);
});

test.each(["{", "[]", '"joined"', '{"type":"heartbeat"}', '{"kind":"joined"}', new ArrayBuffer(1)])(
  "%s tells a watching page nothing",
  (data) => {
    expect(messageOf(data)).toBeNull();
  },
);

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
