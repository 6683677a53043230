/** An interview is open in one tab at a time. */

/** A page that is being reloaded may need a moment to let go. */
const WAIT_MS = 1_500;
/** What a busy browser grants to a question that was given up already is free again by then. */
const GRANTED_TOO_LATE_MS = 500;
/** A page that is asked to let go keeps what it has recorded first; one that is frozen never answers. */
const TAKE_OVER_TIMEOUT_MS = 4_000;

export interface Tab {
  /** Another tab wants to go on, or has taken over already. */
  readonly lost: Promise<void>;
  /** To be called once this page has let go of everything. */
  release(): void;
}

export interface TabSurroundings {
  /** undefined where the browser has none. */
  readonly locks: Pick<LockManager, "request"> | undefined;
  readonly channel: (name: string) => BroadcastChannel;
  readonly takesOverWithinMs: number;
}

function around(): TabSurroundings {
  const locks = "locks" in navigator ? navigator.locks : undefined;
  return { locks, channel: (name) => new BroadcastChannel(name), takesOverWithinMs: TAKE_OVER_TIMEOUT_MS };
}

/**
 * The right to hold this interview; null while another tab has it. `takeOver` asks that tab to let go, and does not wait
 * for ever.
 */
export async function holdTab(
  sessionId: string,
  { takeOver = false } = {},
  { locks, channel, takesOverWithinMs }: TabSurroundings = around(),
): Promise<Tab | null> {
  if (!locks) return { lost: new Promise(() => undefined), release: () => undefined };
  const name = `colloquy-interview-${sessionId}`;
  const talk = channel(name);
  const hold = (options: LockOptions): Promise<Tab | null> => holdLock(locks, name, options, talk);
  if (!takeOver) {
    const tab = await hold({ signal: AbortSignal.timeout(WAIT_MS) });
    // Where the time runs out a busy machine may only be slow to answer: these questions have no time to run out.
    return tab ?? (await hold({ ifAvailable: true })) ?? (await later(() => hold({ ifAvailable: true })));
  }
  talk.postMessage(LET_GO);
  return (await hold({ signal: AbortSignal.timeout(takesOverWithinMs) })) ?? hold({ steal: true });
}

const LET_GO = "let-go";

async function later<T>(work: () => Promise<T>): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve, GRANTED_TOO_LATE_MS));
  return work();
}

function holdLock(
  locks: Pick<LockManager, "request">,
  name: string,
  options: LockOptions,
  talk: BroadcastChannel,
): Promise<Tab | null> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let tellLost = (): void => undefined;
  const lost = new Promise<void>((resolve) => (tellLost = resolve));
  return new Promise((resolve) => {
    let isHeld = false;
    const work = async (lock: Lock | null): Promise<void> => {
      if (!lock) {
        resolve(null);
        return;
      }
      isHeld = true;
      talk.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (data === LET_GO) tellLost();
      };
      resolve({ lost, release });
      await held;
      talk.close();
    };
    locks.request(name, options, work).catch(() => (isHeld ? tellLost() : resolve(null)));
  });
}
