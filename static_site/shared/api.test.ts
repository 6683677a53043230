import { expect, test, vi } from "vitest";

import { Api, ApiError, address } from "./api";

const SESSION = "7b0c2bb4-6f0e-4a0e-9f0c-0b6ad2f3f0a1";

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(body === null ? null : JSON.stringify(body), { status, headers });
}

function refusal(status: number, code: string, headers: Record<string, string> = {}): Response {
  return answer(status, { error: { code, message: `It is ${code}.`, request_id: "r-1" } }, headers);
}

function apiAnswering(...answers: (Response | Error)[]) {
  const requests: Request[] = [];
  const pauses: number[] = [];
  const onRefused = vi.fn();
  const api = new Api({
    token: () => "secret",
    onRefused,
    fetch: (url, init) => {
      requests.push(new Request(new URL(url as string, "http://site"), init));
      const next = answers.shift() ?? new Error("asked once too often");
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    sleep: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
  });
  return { api, requests, pauses, onRefused };
}

async function errorOf(call: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

test("a call carries the credential in a header, an id and its body", async () => {
  const { api, requests } = apiAnswering(answer(201, { ticket: "t", session_id: SESSION, expires_at: "" }));
  const issued = await api.post("/api/live-tickets", { body: { session_id: SESSION } });
  expect(issued.ticket).toBe("t");
  const [request] = requests;
  expect(request?.url).toBe("http://site/api/live-tickets");
  expect(request?.headers.get("authorization")).toBe("Bearer secret");
  expect(request?.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  expect(await request?.json()).toEqual({ session_id: SESSION });
});

test("an answer without content is undefined", async () => {
  const { api } = apiAnswering(answer(204, null));
  await expect(api.post("/api/sign-out")).resolves.toBeUndefined();
});

test("a 503 that says when to come back is asked again, and gives up after three", async () => {
  const busy = (): Response => refusal(503, "database_unavailable", { "retry-after": "5" });
  const recovering = apiAnswering(busy(), answer(200, { templates: [] }));
  expect(await recovering.api.get("/api/templates")).toEqual({ templates: [] });
  expect(recovering.pauses).toEqual([5000]);

  const down = apiAnswering(busy(), busy(), busy(), answer(200, {}));
  expect((await errorOf(down.api.get("/api/templates"))).code).toBe("database_unavailable");
  expect(down.requests).toHaveLength(3);
});

test("a 503 without a time is told at once", async () => {
  const { api, requests } = apiAnswering(refusal(503, "not_configured"));
  const error = await errorOf(api.get("/api/templates"));
  expect([error.status, error.code, error.requestId]).toEqual([503, "not_configured", "r-1"]);
  expect(requests).toHaveLength(1);
});

test("a 401 is told to the page, a 429 says how long to wait", async () => {
  const { api, onRefused } = apiAnswering(
    refusal(401, "sign_in_required"),
    refusal(429, "too_many_attempts", { "retry-after": "90" }),
  );
  await errorOf(api.get("/api/me"));
  expect(onRefused).toHaveBeenCalledOnce();
  expect((await errorOf(api.get("/api/me"))).retryAfterMs).toBe(90_000);
});

test("no network and answers of another shape are errors of the one shape, too", async () => {
  const { api } = apiAnswering(new TypeError("Failed to fetch"), new Response("<html>", { status: 502 }));
  expect((await errorOf(api.get("/api/me"))).code).toBe("offline");
  const error = await errorOf(api.get("/api/me"));
  expect([error.status, error.code, error.isPassing]).toEqual([502, "unknown", true]);
});

test("an address has its values encoded and empty ones left out", () => {
  expect(address("/api/sessions/{session_id}", { path: { session_id: "a/b" } })).toBe("/api/sessions/a%2Fb");
  expect(address("/api/sessions", { query: { state: null, cursor: undefined, limit: 5 } })).toBe(
    "/api/sessions?limit=5",
  );
  expect(address("/api/sessions", { query: { state: ["done", "failed"], tag: [] } })).toBe(
    "/api/sessions?state=done&state=failed",
  );
  expect(() => address("/api/sessions/{session_id}", {})).toThrow("session_id");
});
