import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import { ApiError } from "./api";
import { problemOf } from "./field-errors";
import { spanInWords } from "./format";
import { said } from "./words/codes";
import { problems, wordsOfError, wordsOfLimit } from "./words/problems";
import { t } from "./words/shared";

/** What a person reads about an error, and what they can do. */
export function wordsOf(error: unknown): string {
  const { errors } = t.value;
  if (!(error instanceof ApiError)) return errors.ofThisPage;
  if (error.status === 0) return errors.offline;
  if (error.status === 429 && !error.isUsedUp) {
    const wait = error.retryAfterMs ? errors.againIn(spanInWords(error.retryAfterMs)) : errors.againLater;
    return `${error.isOurs ? whatHappened(error) : errors.tooMany} ${wait}`;
  }
  return error.isOurs ? whatHappened(error) : problems.value.notOurs(error.status);
}

/** By the limit that was reached, or by the error's code. */
function whatHappened({ code, params }: ApiError): string {
  const ofLimit = params.limit ? wordsOfLimit(params.limit) : undefined;
  if (ofLimit) return said(ofLimit, params.most ?? 0);
  return said(wordsOfError(code), params);
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
          {api.details.map((detail) => (
            <li key={detail.field}>{problemOf(detail)}</li>
          ))}
        </ul>
      )}
      {onRetry && (
        <button type="button" class="button button-quiet" onClick={onRetry}>
          {t.value.errors.again}
        </button>
      )}
      {api && api.status >= 500 && <p class="small quiet">{t.value.errors.reference(api.requestId)}</p>}
    </div>
  );
}
