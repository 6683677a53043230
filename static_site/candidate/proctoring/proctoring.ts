/** Tells the recruiter what happens around the answers, by /live; what cannot be told now is told later. */

import { ApiError } from "../../shared/api";
import type { FlagType } from "../../shared/api-types";
import { liveMessage, passOver } from "../../shared/socket-messages";
import type { LiveCommand, LiveError } from "../../shared/socket-types";
import type { SocketListener } from "../../shared/ticket-socket";
import type { FlagEvent, Untold } from "./untold";

export interface LiveSocket {
  open(): void;
  send(data: string): boolean;
  renew(pauseMs: number): void;
  close(): void;
}

export interface ProctoringSurroundings {
  readonly now: () => number;
  readonly newId: () => string;
  readonly every: (work: () => void, ms: number) => () => void;
}

const AROUND: ProctoringSurroundings = {
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
  every: (work, ms) => {
    const timer = setInterval(work, ms);
    return () => clearInterval(timer);
  },
};
/** The gateway ends sockets that are silent for ten minutes, and all of them after two hours. */
/** With each beat the server looks whether the socket may stay open, and notes that the candidate is there: whoever was
 * heard of within 15 s is. */
const HEARTBEAT_MS = 12_000;
const PLANNED_AFTER_MS = 110 * 60_000;
/** The interview is over, its link replaced, or it goes on elsewhere: the server closes, and nobody comes back. */
const OVER: ReadonlySet<string> = new Set(["link_closed", "sign_in_required", "not_found", "elsewhere"]);
/** The server closes a socket that says more in a minute than it may (300 messages): the next may say as much anew. */
const RESTS_MS = 60_000;
/** So much is said and not acknowledged, which keeps well below that, with a backlog too. */
const MAX_AT_ONCE = 60;

export class Proctoring {
  private readonly socket: LiveSocket;
  private stopBeating: (() => void) | null = null;
  private isJoined = false;
  /** Since when nobody is reached, and at which question that began. */
  private lost: { readonly at: number; readonly question: number | null } | null = null;
  private isOpen = false;

  constructor(
    makeSocket: (listener: SocketListener) => LiveSocket,
    private readonly question: () => number | null,
    private readonly untold: Untold,
    private readonly around: ProctoringSurroundings = AROUND,
  ) {
    this.socket = makeSocket({
      opened: () => this.join(),
      received: (data) => this.receive(data),
      lost: (openForMs) => this.lose(openForMs),
    });
  }

  open(): void {
    this.isOpen = true;
    this.stopBeating = this.around.every(() => this.beat(), HEARTBEAT_MS);
    this.socket.open();
  }

  /** Kept until it is stored: the id makes a repeat harmless. */
  tell(type: FlagType, detail: FlagEvent["detail"] = {}): void {
    this.tellOf(this.question(), type, this.around.now(), detail);
  }

  /** As above, of what was at another question or at another time. */
  tellOf(question_index: number | null, type: FlagType, at: number, detail: FlagEvent["detail"]): void {
    const event = { id: this.around.newId(), type, question_index, at: new Date(at).toISOString(), detail };
    this.untold.keep(event);
    if (this.isJoined && this.untold.all().length <= MAX_AT_ONCE) this.send(event);
  }

  /** An earlier page went away in the middle of this question; until now nobody could know for how long. */
  tellLeft(question_index: number, leftAt: number): void {
    this.tellOf(question_index, "PAGE_LEFT", leftAt, { away_ms: Math.max(0, this.around.now() - leftAt) });
  }

  /** The network is away, though the socket may not have noticed. */
  away(): void {
    if (this.isOpen) this.lost ??= { at: this.around.now(), question: this.question() };
  }

  /** Somebody is reached again: a socket that slept through it is not waited for. */
  back(): void {
    if (this.lost === null || !this.isJoined) return;
    this.isJoined = false;
    this.socket.renew(0);
  }

  /** Watches what the API is asked every few seconds: it shows first that nobody is reached. */
  async reaching<T>(asked: Promise<T>): Promise<T> {
    try {
      const answer = await asked;
      this.back();
      return answer;
    } catch (error) {
      if (error instanceof ApiError && error.status === 0) this.away();
      throw error;
    }
  }

  /** What was lost is there again, or nobody waits for it any more. */
  recover(): void {
    if (this.lost === null) return;
    const { at, question } = this.lost;
    this.lost = null;
    this.tellOf(question, "RECONNECT", at, { away_ms: this.around.now() - at });
  }

  close(): void {
    this.isOpen = false;
    this.stopBeating?.();
    this.socket.close();
  }

  private join(): void {
    this.say({ action: "join_session" });
  }

  private receive(data: string | ArrayBuffer): void {
    const message = liveMessage(data);
    switch (message?.type) {
      case "joined":
        this.joined();
        return;
      case "event_stored":
        this.untold.forget(message.id);
        return;
      case "error":
        this.refused(message);
        return;
      case "heartbeat":
      // Recruiters are told the news.
      case "proctoring_event":
      case "session_changed":
      case "review_changed":
      case undefined:
        return;
      default:
        passOver(message);
    }
  }

  private joined(): void {
    if (this.isJoined) return;
    this.recover();
    this.isJoined = true;
    this.sendWaiting();
  }

  private refused({ code, id, retryable }: LiveError): void {
    const isOver = OVER.has(code);
    // One that is refused for good would be refused with every beat; what this socket is too late for is not.
    if (id && !retryable && !isOver) this.untold.forget(id);
    if (isOver) this.close();
    if (code === "too_many_attempts") this.rest();
  }

  private rest(): void {
    this.isJoined = false;
    this.socket.renew(RESTS_MS);
  }

  private lose(openForMs: number | null): void {
    const wasJoined = this.isJoined;
    this.isJoined = false;
    const isPlanned = (openForMs ?? 0) >= PLANNED_AFTER_MS;
    if (wasJoined && !isPlanned) this.away();
  }

  /** What was not acknowledged since the last beat is said again. */
  private beat(): void {
    if (!this.isJoined) return;
    this.say({ action: "heartbeat" });
    this.sendWaiting();
  }

  private sendWaiting(): void {
    for (const event of this.untold.all().slice(0, MAX_AT_ONCE)) this.send(event);
  }

  private send(event: FlagEvent): void {
    this.say({ action: "proctoring_event", event: this.untold.told(event) });
  }

  private say(command: LiveCommand): void {
    this.socket.send(JSON.stringify(command));
  }
}
