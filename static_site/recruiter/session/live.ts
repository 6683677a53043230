import { type Api, ApiError, wishedPauseMs } from "../../shared/api";
import type { Flag, SessionState } from "../../shared/api-types";

export type LiveEvent = { type: "proctoring_event"; event: Flag } | { type: "session_changed"; state: SessionState };

export interface LiveOptions {
  api: Pick<Api, "post">;
  sessionId: string;
  onEvent: (event: LiveEvent) => void;
  /** Joined, or not; what happened while it was not has to be fetched. */
  onJoined: (joined: boolean) => void;
}

/** With each beat the server looks whether the socket may stay open: at least every 30 s. */
const HEARTBEAT_MS = 25_000;
/** The session was erased, or ten newer views of it are open: nobody comes back. */
const OVER = new Set<unknown>(["not_found", "elsewhere"]);
/** It said more than it may, and the next socket would too. */
const TOO_MANY = "too_many_attempts";
const SHORTEST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/** Watch a session until the function that is returned is called. Reconnects by itself, with a new ticket each time. */
export function watchSession({ api, sessionId, onEvent, onJoined }: LiveOptions): () => void {
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  let pause = SHORTEST_PAUSE_MS;
  let isLeft = false;
  let isOver = false;

  async function connect(): Promise<void> {
    try {
      const { ticket } = await api.post("/api/live-tickets", { body: { session_id: sessionId } });
      if (!isOver) open(ticket);
    } catch (error) {
      isOver ||= error instanceof ApiError && !error.isPassing;
      pause = Math.max(pause, wishedPauseMs(error));
      again();
    }
  }

  function open(ticket: string): void {
    const address = new URL(`/live?ticket=${encodeURIComponent(ticket)}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const opened = new WebSocket(address);
    socket = opened;
    opened.onopen = () => {
      opened.send(JSON.stringify({ action: "join_session" }));
      heartbeat = setInterval(() => opened.send(JSON.stringify({ action: "heartbeat" })), HEARTBEAT_MS);
    };
    opened.onmessage = ({ data }) => {
      const message = messageOf(data);
      if (message?.type === "joined") {
        pause = SHORTEST_PAUSE_MS;
        onJoined(true);
      } else if (message?.type === "error") {
        isOver ||= OVER.has(message.code);
        if (message.code === TOO_MANY) pause = LONGEST_PAUSE_MS;
      } else if (message) onEvent(message);
    };
    opened.onclose = () => {
      clearInterval(heartbeat);
      if (isLeft) return;
      onJoined(false);
      again();
    };
  }

  function again(): void {
    if (isOver) return;
    timer = setTimeout(() => void connect(), pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }

  void connect();
  return () => {
    isLeft = isOver = true;
    clearTimeout(timer);
    clearInterval(heartbeat);
    socket?.close(1000);
  };
}

/** What a message tells; null for one that a watching page has no use for. */
export function messageOf(data: unknown): LiveEvent | { type: "joined" } | { type: "error"; code: unknown } | null {
  if (typeof data !== "string") return null;
  let message: unknown;
  try {
    message = JSON.parse(data);
  } catch {
    return null;
  }
  if (typeof message !== "object" || message === null || !("type" in message)) return null;
  switch (message.type) {
    case "joined":
      return { type: "joined" };
    case "error":
      return { type: "error", code: "code" in message ? message.code : null };
    case "proctoring_event":
    case "session_changed":
      return message as LiveEvent;
    default:
      return null;
  }
}
