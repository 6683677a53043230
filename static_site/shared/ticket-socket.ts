/** A WebSocket of our own origin that comes back by itself, each time with a new ticket. */

import { ApiError, wishedPauseMs } from "./api";

export interface SocketListener {
  opened(): void;
  received(data: string | ArrayBuffer): void;
  /**
   * It is gone or could not be had; `openForMs` is how long it had been open. Another attempt follows, unless the ticket
   * was refused for good.
   */
  lost(openForMs: number | null): void;
}

export interface SocketSurroundings {
  readonly connect: (address: string) => WebSocket;
  readonly now: () => number;
  readonly random: () => number;
  readonly later: (work: () => void, ms: number) => void;
}

const AROUND: SocketSurroundings = {
  connect: (address) => new WebSocket(location.origin.replace(/^http/, "ws") + address),
  now: () => performance.now(),
  random: () => Math.random(),
  later: (work, ms) => void setTimeout(work, ms),
};
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 15_000;
/** A socket that lived as long as this did not fail: the next attempt is soon. */
const STEADY_MS = 10_000;
const OPEN = 1;

export class TicketSocket {
  private socket: WebSocket | null = null;
  private failures = 0;
  private isClosed = false;
  private isRefused = false;

  constructor(
    private readonly path: "/voice" | "/live",
    private readonly ticket: () => Promise<string>,
    private readonly listener: SocketListener,
    private readonly around: SocketSurroundings = AROUND,
    private readonly longestPauseMs = MAX_PAUSE_MS,
  ) {}

  get isOpen(): boolean {
    return this.socket?.readyState === OPEN;
  }

  open(): void {
    if (!this.isClosed) void this.attempt();
  }

  /** Whether it could be sent: what is said while the socket is away is not kept here. */
  send(data: string | ArrayBuffer): boolean {
    if (!this.socket || !this.isOpen) return false;
    this.socket.send(data);
    return true;
  }

  /** Leaves an open socket, and comes back with another: at once, or after a pause. */
  renew(pauseMs = 0): void {
    const { socket } = this;
    if (this.isClosed || !socket || !this.isOpen) return;
    this.socket = null;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    if (pauseMs) this.around.later(() => this.open(), pauseMs);
    else void this.attempt();
  }

  /** One that is still connecting closes as soon as it is open: browsers complain about one that never was. */
  close(): void {
    this.isClosed = true;
    if (this.isOpen) this.socket?.close();
  }

  private async attempt(): Promise<void> {
    let ticket: string;
    try {
      ticket = await this.ticket();
    } catch (error) {
      this.isRefused = error instanceof ApiError && !error.isPassing;
      this.fail(null, wishedPauseMs(error));
      return;
    }
    if (this.isClosed) return;
    const socket = this.around.connect(`${this.path}?ticket=${encodeURIComponent(ticket)}`);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    let openedAt: number | null = null;
    socket.onopen = () => {
      if (this.isClosed) {
        socket.close();
        return;
      }
      openedAt = this.around.now();
      this.listener.opened();
    };
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => this.listener.received(data);
    socket.onclose = () => this.fail(openedAt === null ? null : this.around.now() - openedAt);
  }

  private fail(openForMs: number | null, atLeastMs = 0): void {
    this.socket = null;
    if (this.isClosed) return;
    this.failures = (openForMs ?? 0) >= STEADY_MS ? 0 : this.failures + 1;
    const pause = Math.min(this.longestPauseMs, FIRST_PAUSE_MS * 2 ** this.failures) * (0.5 + this.around.random() / 2);
    this.listener.lost(openForMs);
    if (!this.isRefused) this.around.later(() => this.open(), Math.max(pause, atLeastMs));
  }
}
