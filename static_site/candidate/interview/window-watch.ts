/** What the browser's window tells of the network and of the candidate's going. */

export interface WindowListener {
  /** The network is away, or back. */
  away(): void;
  back(): void;
  /** The page is being left, for good or not. */
  hidden(): void;
  /** Whether leaving now would lose something, so that the candidate is asked. */
  mayLose(): boolean;
}

export function watchWindow(signal: AbortSignal, listener: WindowListener): void {
  const options = { signal };
  window.addEventListener("offline", () => listener.away(), options);
  window.addEventListener("online", () => listener.back(), options);
  window.addEventListener("pagehide", () => listener.hidden(), options);
  window.addEventListener(
    "beforeunload",
    (event) => {
      if (listener.mayLose()) event.preventDefault();
    },
    options,
  );
}
