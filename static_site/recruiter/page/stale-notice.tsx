import type { JSX } from "preact";

import { ApiError } from "../../shared/api";
import { ErrorNotice } from "../../shared/error-notice";

/** Why what is shown is not the newest. The head of the page says already when the browser is offline. */
export function StaleNotice({ error, onRetry }: { error: unknown; onRetry: () => void }): JSX.Element | null {
  if (error === null) return null;
  if (error instanceof ApiError && error.status === 0 && !navigator.onLine) return null;
  return <ErrorNotice error={error} onRetry={onRetry} />;
}
