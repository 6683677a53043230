/** An interview is open in one tab at a time. */

const WAIT_MS = 1_500;

export interface Tab {
  /** Another tab has taken over. */
  readonly lost: Promise<void>;
  release(): void;
}

/** The right to hold this interview; null while another tab has it. `takeOver` takes it from there. */
export async function holdTab(sessionId: string, { takeOver = false } = {}): Promise<Tab | null> {
  if (!("locks" in navigator)) return { lost: new Promise(() => undefined), release: () => undefined };
  const name = `colloquy-interview-${sessionId}`;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  return new Promise((resolve) => {
    const lost = new Promise<void>((tellLost) => {
      // A page that is being reloaded may need a moment to let go.
      const options: LockOptions = takeOver ? { steal: true } : { signal: AbortSignal.timeout(WAIT_MS) };
      let isHeld = false;
      navigator.locks
        .request(name, options, async () => {
          isHeld = true;
          resolve({ lost, release });
          await held;
        })
        .catch(() => (isHeld ? tellLost() : resolve(null)));
    });
  });
}
