import type { Api } from "../../shared/api";
import { liveMessage, passOver } from "../../shared/socket-messages";
import type { LiveCommand, LiveError, LiveNews } from "../../shared/socket-types";
import { TicketSocket } from "../../shared/ticket-socket";

export interface LiveOptions {
  api: Pick<Api, "post">;
  sessionId: string;
  onNews: (news: LiveNews) => void;
  /** Joined, or not; what happened while it was not has to be fetched. */
  onJoined: (joined: boolean) => void;
}

/** With each beat the server looks whether the socket may stay open: at least every 30 s. */
const HEARTBEAT_MS = 25_000;
/** The session was erased, or ten newer views of it are open: nobody comes back. */
const OVER: ReadonlySet<string> = new Set(["not_found", "elsewhere"]);
/** It said more than it may, and the next socket would too. */
const TOO_MANY = "too_many_attempts";
const MAX_PAUSE_MS = 30_000;

/** Watch a session until the function that is returned is called. Reconnects by itself, with a new ticket each time. */
export function watchSession({ api, sessionId, onNews, onJoined }: LiveOptions): () => void {
  const ticket = async (): Promise<string> =>
    (await api.post("/api/live-tickets", { body: { session_id: sessionId } })).ticket;
  const listener = {
    opened: () => say({ action: "join_session" }),
    received: (data: string | ArrayBuffer) => receive(data),
    lost: () => onJoined(false),
  };
  const socket = new TicketSocket("/live", ticket, listener, undefined, MAX_PAUSE_MS);
  const heartbeat = setInterval(() => say({ action: "heartbeat" }), HEARTBEAT_MS);

  function say(command: LiveCommand): void {
    socket.send(JSON.stringify(command));
  }

  function receive(data: string | ArrayBuffer): void {
    const message = liveMessage(data);
    switch (message?.type) {
      case "joined":
        onJoined(true);
        return;
      case "error":
        refused(message);
        return;
      case "proctoring_event":
      case "session_changed":
      case "review_changed":
        onNews(message);
        return;
      case "heartbeat":
      // Recruiters tell no events.
      case "event_stored":
      case undefined:
        return;
      default:
        passOver(message);
    }
  }

  function refused({ code }: LiveError): void {
    if (!OVER.has(code) && code !== TOO_MANY) return;
    onJoined(false);
    if (code === TOO_MANY) socket.renew(MAX_PAUSE_MS);
    else stop();
  }

  function stop(): void {
    clearInterval(heartbeat);
    socket.close();
  }

  socket.open();
  return stop;
}
