import { beforeEach, expect, test } from "vitest";

import { ApiError } from "./api";
import { TicketSocket } from "./ticket-socket";

class FakeSocket {
  readyState = 0;
  binaryType = "";
  sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly address: string) {}

  opens(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  send(data: unknown): void {
    this.sent.push(data);
  }

  close(): void {
    this.readyState = 3;
    this.onclose?.();
  }
}

let sockets: FakeSocket[];
let pauses: number[];
let pending: (() => void)[];
let now: number;
let told: unknown[];
let tickets: (() => Promise<string>)[];

function open(): TicketSocket {
  const listener = {
    opened: () => told.push("opened"),
    received: (data: unknown) => told.push(data),
    lost: (openForMs: number | null) => told.push(["lost", openForMs]),
  };
  const ticket = (): Promise<string> => tickets.shift()?.() ?? Promise.resolve(`t${sockets.length}`);
  const socket = new TicketSocket("/voice", ticket, listener, {
    connect: (address) => sockets[sockets.push(new FakeSocket(address)) - 1] as unknown as WebSocket,
    now: () => now,
    random: () => 1,
    later: (work, ms) => {
      pauses.push(ms);
      pending.push(work);
    },
  });
  socket.open();
  return socket;
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
async function again(): Promise<void> {
  pending.shift()?.();
  await settled();
}

beforeEach(() => {
  [sockets, pauses, pending, told, tickets, now] = [[], [], [], [], [], 0];
});

test("carries its ticket, and what is said both ways", async () => {
  const socket = open();
  await settled();
  expect(sockets[0]?.address).toBe("/voice?ticket=t0");
  expect(socket.send("too early")).toBe(false);
  sockets[0]?.opens();
  expect(socket.send("hello")).toBe(true);
  sockets[0]?.onmessage?.({ data: "hi" });
  expect(sockets[0]?.sent).toEqual(["hello"]);
  expect(told).toEqual(["opened", "hi"]);
});

test("comes back with a new ticket, soon after a long life", async () => {
  open();
  await settled();
  sockets[0]?.opens();
  now = 60_000;
  sockets[0]?.close();
  expect(told.at(-1)).toEqual(["lost", 60_000]);
  expect(pauses).toEqual([500]);
  await again();
  expect(sockets[1]?.address).toBe("/voice?ticket=t1");
});

test("is ever more patient with a cloud that does not answer", async () => {
  tickets = Array.from({ length: 7 }, () => () => Promise.reject(new Error("away")));
  open();
  await settled();
  for (let attempt = 0; attempt < 6; attempt++) await again();
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  expect(sockets).toEqual([]);
  await again();
  expect(sockets).toHaveLength(1);
});

test("waits as long as it is asked to, and asks no more where it is refused for good", async () => {
  const refused =
    (status: number, code: string, afterMs: number | null = null) =>
    () =>
      Promise.reject(new ApiError(status, code, "words", "id", [], afterMs));
  tickets = [refused(429, "too_many_attempts", 60_000), refused(503, "unavailable"), refused(429, "quota_exceeded")];
  open();
  await settled();
  await again();
  await again();
  expect(pauses).toEqual([60_000, 2_000]);
  expect(told).toEqual([
    ["lost", null],
    ["lost", null],
    ["lost", null],
  ]);
  expect(pending).toEqual([]);
  expect(sockets).toEqual([]);
});

test("is renewed at once, and hears no more of the socket before", async () => {
  const socket = open();
  await settled();
  sockets[0]?.opens();
  socket.renew();
  await settled();
  sockets[1]?.opens();
  expect(sockets[0]?.readyState).toBe(3);
  expect(sockets[1]?.address).toBe("/voice?ticket=t1");
  expect(told).toEqual(["opened", "opened"]);
  expect(pauses).toEqual([]);
  expect(socket.send("hello")).toBe(true);
  expect(sockets[1]?.sent).toEqual(["hello"]);
});

test("rests before it is renewed, where it is told to", async () => {
  const socket = open();
  await settled();
  sockets[0]?.opens();
  socket.renew(60_000);
  await settled();
  expect([sockets.length, sockets[0]?.readyState, pauses]).toEqual([1, 3, [60_000]]);
  await again();
  expect(sockets[1]?.address).toBe("/voice?ticket=t1");
  expect(told).toEqual(["opened"]);
});

test("stays closed when it was closed", async () => {
  const socket = open();
  await settled();
  sockets[0]?.opens();
  socket.close();
  expect(pending).toEqual([]);
  expect(told).toEqual(["opened"]);
});

test("one that is closed while it connects closes when it is open, and tells nobody", async () => {
  const socket = open();
  await settled();
  socket.close();
  expect(sockets[0]?.readyState).toBe(0);
  sockets[0]?.opens();
  expect(sockets[0]?.readyState).toBe(3);
  expect(told).toEqual([]);
});
