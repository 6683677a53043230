import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import { ApiError } from "./api";
import { spanInWords } from "./format";

/** What a person reads about an error, and what they can do. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof ApiError)) return "Something went wrong on this page. Reload it and try again.";
  if (error.status === 0) return "There is no connection to the server. Check your network; nothing is lost.";
  if (error.status === 429 && !error.isUsedUp) {
    const wait = error.retryAfterMs ? ` Try again in ${spanInWords(error.retryAfterMs)}.` : " Try again in a while.";
    return `${whatHappened(error)}${wait}`;
  }
  return error.message;
}

/** The first sentence: what to do about it is said with the time. */
function whatHappened(error: ApiError): string {
  const [first = ""] = error.isOurs ? error.message.split(/(?<=\.) /u) : [];
  return first || "That was too many attempts.";
}

/** Why a form could not be sent: brought into sight and given the focus, each time that it was tried in vain. */
export function NotSent({ error }: { error: unknown }): JSX.Element | null {
  const place = useInSight(error);
  return error === null ? null : (
    <div ref={place} tabIndex={-1}>
      <ErrorNotice error={error} />
    </div>
  );
}

/** For what appears `because` of something: leads there, whenever there is another reason than before. */
export function useInSight(because: unknown): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (because === null) return;
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: "center" });
  }, [because]);
  return place;
}

/** An error, announced when it appears, with a way to go on. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }): JSX.Element {
  const api = error instanceof ApiError ? error : null;
  return (
    <div class="notice notice-bad" role="alert">
      <p>{wordsOf(error)}</p>
      {api && api.details.length > 0 && (
        <ul>
          {api.details.map(({ field, problem }) => (
            <li key={field}>{problem}</li>
          ))}
        </ul>
      )}
      {onRetry && (
        <button type="button" class="button button-quiet" onClick={onRetry}>
          Try again
        </button>
      )}
      {api && api.status >= 500 && <p class="small quiet">Reference: {api.requestId}</p>}
    </div>
  );
}
