import { useRef, useState } from "preact/hooks";

import { ApiError } from "./api";

export interface Sending {
  busy: boolean;
  error: unknown;
  /** Something was sent, and nothing changed since. */
  sent: boolean;
  /** Sends it; whether it arrived. What was not is sent again under the same id. */
  send: (request: (id: string) => Promise<unknown>) => Promise<boolean>;
  /** What was written is another thing now. */
  changed: () => void;
}

/** Sends what can only be added to: once, however often it is tried. */
export function useSending(onSent: () => void): Sending {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [sent, setSent] = useState(false);
  const id = useRef<string | null>(null);

  async function send(request: (id: string) => Promise<unknown>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setError(null);
    try {
      id.current ??= crypto.randomUUID();
      await request(id.current);
      id.current = null;
      setSent(true);
      onSent();
      return true;
    } catch (reason) {
      // It came with something else before, and would again.
      if (reason instanceof ApiError && reason.code === "id_used") id.current = null;
      setError(reason);
      return false;
    } finally {
      setBusy(false);
    }
  }

  function changed(): void {
    id.current = null;
    setSent(false);
  }

  return { busy, error, sent, send, changed };
}
