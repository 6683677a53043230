import { beforeEach, expect, test } from "vitest";

import { ApiError } from "../../shared/api";
import { Proctoring } from "./proctoring";
import type { SocketListener } from "../../shared/ticket-socket";
import { Untold } from "./untold";

interface Said {
  action: string;
  event?: { id: string; type: string; question_index: number | null; ago_ms: number; detail: object };
}

let network: SocketListener;
let said: Said[];
let now: number;
let beat: () => void;
let proctoring: Proctoring;
let isOpen: boolean;
let isClosed: boolean;
let rests: number[];
let beatsEveryMs: number;
let untold: Untold;
let question: number;

const types = (): (string | undefined)[] => said.map(({ action, event }) => event?.type ?? action);
function joins(): void {
  isOpen = true;
  network.opened();
  network.received(JSON.stringify({ type: "joined", role: "candidate", session_id: "s1" }));
}
function drops(openForMs: number): void {
  isOpen = false;
  network.lost(openForMs);
}

beforeEach(() => {
  [said, now, isOpen, isClosed, rests] = [[], Date.UTC(2026, 10, 1, 10), false, false, []];
  question = 1;
  untold = new Untold(
    "s1",
    () => {
      throw new DOMException("no", "SecurityError");
    },
    () => now,
  );
  let ids = 0;
  proctoring = new Proctoring(
    (listener) => {
      network = listener;
      return {
        open: () => undefined,
        close: () => void (isClosed = true),
        renew: (pauseMs) => void (rests.push(pauseMs), (isOpen = false)),
        send: (data) => isOpen && said.push(JSON.parse(data) as Said) > 0,
      };
    },
    () => question,
    untold,
    {
      now: () => now,
      newId: () => `id-${++ids}`,
      every: (work, ms) => {
        [beat, beatsEveryMs] = [work, ms];
        return () => undefined;
      },
    },
  );
  proctoring.open();
});

test("an event says what, how long ago and at which question", () => {
  joins();
  proctoring.tell("PASTE", { characters: 12 });
  expect(said).toEqual([
    { action: "join_session" },
    {
      action: "proctoring_event",
      event: {
        id: "id-1",
        type: "PASTE",
        question_index: 1,
        ago_ms: 0,
        detail: { characters: 12 },
      },
    },
  ]);
});

test("what happens offline is told when there is a connection", () => {
  proctoring.tell("TAB_HIDDEN");
  proctoring.tell("COPY");
  expect(said).toEqual([]);
  joins();
  expect(types()).toEqual(["join_session", "TAB_HIDDEN", "COPY"]);
});

test("a lost connection is told when it is back, with the time it was away", () => {
  joins();
  drops(5_000);
  now += 7_000;
  drops(0);
  joins();
  expect(types()).toEqual(["join_session", "join_session", "RECONNECT"]);
  expect(said.at(-1)?.event?.detail).toEqual({ away_ms: 7_000 });
});

test("an outage that the socket sleeps through is told of where it began, once a new socket shows that it is over", () => {
  joins();
  [question, now] = [0, now + 1_000];
  proctoring.away();
  [question, now] = [1, now + 3_000];
  proctoring.away();
  now += 35_000;
  proctoring.back();
  expect([types(), rests]).toEqual([["join_session"], [0]]);
  proctoring.back();
  expect(rests, "one socket is awaited").toEqual([0]);
  joins();
  proctoring.back();
  expect(types()).toEqual(["join_session", "join_session", "RECONNECT"]);
  expect(said.at(-1)?.event).toMatchObject({ question_index: 0, ago_ms: 38_000 });
  expect(said.at(-1)?.event?.detail).toEqual({ away_ms: 38_000 });
});

test("an outage that lasts until nobody listens any more is kept", () => {
  joins();
  proctoring.away();
  now += 9_000;
  proctoring.close();
  proctoring.recover();
  expect(untold.all().map(({ type, detail }) => [type, detail])).toEqual([["RECONNECT", { away_ms: 9_000 }]]);
});

test("before anybody listens a lost connection is nobody's concern", () => {
  proctoring.close();
  proctoring.away();
  proctoring.recover();
  expect(untold.all()).toEqual([]);
});

test("the gateway's own end of a long connection is no flag", () => {
  joins();
  drops(2 * 60 * 60_000);
  joins();
  expect(types()).toEqual(["join_session", "join_session"]);
});

test("what nobody acknowledged is said again, under the same id and as of the same moment", () => {
  joins();
  proctoring.tell("WINDOW_BLUR");
  proctoring.tell("COPY");
  network.received(JSON.stringify({ type: "event_stored", id: "id-1" }));
  now += 25_000;
  beat();
  expect(types()).toEqual(["join_session", "WINDOW_BLUR", "COPY", "heartbeat", "COPY"]);
  expect(said.at(-1)?.event).toMatchObject({ id: "id-2", ago_ms: 25_000 });
  network.received(JSON.stringify({ type: "event_stored", id: "id-2" }));
  beat();
  expect(types().slice(5)).toEqual(["heartbeat"]);
});

test.each(["link_closed", "sign_in_required", "not_found", "elsewhere"])("%s ends it for good", (code) => {
  joins();
  network.received(JSON.stringify({ type: "error", code, retryable: false }));
  expect(isClosed).toBe(true);
});

test.each(["link_closed", "sign_in_required", "not_found", "elsewhere"])("what %s came before is kept", (code) => {
  joins();
  proctoring.tell("COPY");
  network.received(JSON.stringify({ type: "error", code, retryable: false, id: "id-1" }));
  proctoring.tell("PASTE");
  expect(untold.all().map(({ type }) => type)).toEqual(["COPY", "PASTE"]);
});

test("what an earlier page could not tell is told", () => {
  untold.keep({ id: "from before", type: "TAB_HIDDEN", question_index: 0, at: "2026-11-01T09:00:00Z", detail: {} });
  joins();
  expect(said.at(-1)?.event?.id).toBe("from before");
});

test("what is refused for good is not said again, and what may pass is", () => {
  joins();
  proctoring.tell("COPY");
  proctoring.tell("PASTE");
  network.received(JSON.stringify({ type: "error", code: "quota_exceeded", retryable: false, id: "id-1" }));
  network.received(JSON.stringify({ type: "error", code: "database_unavailable", retryable: true, id: "id-2" }));
  said = [];
  beat();
  expect(types()).toEqual(["heartbeat", "PASTE"]);
});

test("a socket that says too much is left for a minute, and nothing is lost", () => {
  joins();
  proctoring.tell("COPY");
  network.received(JSON.stringify({ type: "error", code: "too_many_attempts", retryable: true, id: "id-1" }));
  expect([rests, isClosed]).toEqual([[60_000], false]);
  proctoring.tell("PASTE");
  said = [];
  beat();
  expect(said).toEqual([]);
  joins();
  expect(types()).toEqual(["join_session", "COPY", "PASTE"]);
});

test("a backlog is told bit by bit: no minute has more messages than a socket may say", () => {
  for (let n = 0; n < 200; n++) proctoring.tell("COPY");
  joins();
  for (let beats = 0; beats < 3; beats++) {
    proctoring.tell("PASTE");
    beat();
    for (const { event } of said) network.received(JSON.stringify({ type: "event_stored", id: event?.id }));
  }
  expect(said.length).toBeLessThan(300);
  beat();
  const told = said.flatMap(({ event }) => event?.id ?? []);
  expect(new Set(told).size).toBe(203);
});

test("what may pass does not end it", () => {
  joins();
  for (const code of ["database_unavailable", "malformed_request"])
    network.received(JSON.stringify({ type: "error", code, retryable: code === "database_unavailable" }));
  expect(isClosed).toBe(false);
});

test("it beats often enough to be looked at every 30 s", () => expect(beatsEveryMs).toBeLessThan(30_000));

test("noise on the line is passed over", () => {
  joins();
  for (const noise of ["", "null", "7", "{", "[]"]) network.received(noise);
  network.received(new ArrayBuffer(3));
  proctoring.tell("COPY");
  expect(types()).toEqual(["join_session", "COPY"]);
});

test("that an earlier page went away is told of the question that it left, with the time until now", () => {
  joins();
  proctoring.tellLeft(0, now - 60_000);
  expect(said.at(-1)?.event).toMatchObject({ type: "PAGE_LEFT", question_index: 0, detail: { away_ms: 60_000 } });
});

test("an API that cannot be reached shows that the network is away, and one that can that it is back", async () => {
  joins();
  const refused = new ApiError(409, "conflict", "Not now.", "r1");
  await expect(proctoring.reaching(Promise.reject(refused))).rejects.toBe(refused);
  expect(await proctoring.reaching(Promise.resolve("there"))).toBe("there");
  expect(rests, "nothing was lost").toEqual([]);
  const offline = new ApiError(0, "offline", "Nobody is there.", "r1");
  await expect(proctoring.reaching(Promise.reject(offline))).rejects.toBe(offline);
  now += 9_000;
  await proctoring.reaching(Promise.resolve("there"));
  expect(rests).toEqual([0]);
  joins();
  expect(said.at(-1)?.event).toMatchObject({ type: "RECONNECT", detail: { away_ms: 9_000 } });
});
