import { useState } from "preact/hooks";

/** Sends once at a time, and keeps what went wrong. */
export function useSending(): { isSending: boolean; error: unknown; send: (call: () => Promise<void>) => void } {
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (call: () => Promise<void>): Promise<void> => {
    setSending(true);
    setError(null);
    try {
      await call();
    } catch (reason) {
      setError(reason);
    }
    setSending(false);
  };
  const send = (call: () => Promise<void>): void => {
    if (!isSending) void run(call);
  };
  return { isSending, error, send };
}
