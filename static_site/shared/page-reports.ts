import type { components } from "./api-types";
import { ApiError } from "./api";

type ErrorReport = components["schemas"]["PageErrorReport"];
type Report = ErrorReport | components["schemas"]["JoinReport"];
type Send = (path: string, report: Report) => void;

/** A page that fails in a loop has said all after these. */
const MAX_ERRORS = 5;
const NAMES: readonly string[] = [
  "Error",
  "TypeError",
  "RangeError",
  "ReferenceError",
  "SyntaxError",
  "DOMException",
  "AggregateError",
] satisfies ErrorReport["error"][];
/** A script of ours: its name changes with its content and says nothing of the page's address. */
const PLACE = /\/assets\/([\w-]{1,60}\.js:\d{1,6}:\d{1,6})/;

/** Without cookies, credentials or a word of what happened: nobody can be told by it. What gets lost is lost. */
const beacon: Send = (path, report) => {
  const body = JSON.stringify(report);
  const headers = { "content-type": "application/json" };
  void fetch(path, { method: "POST", body, headers, credentials: "omit", keepalive: true }).catch(() => undefined);
};

/** Tells of errors of this page's own scripts that nothing has caught. */
export function reportErrors(page: ErrorReport["page"], target: Window = window, send: Send = beacon): void {
  let sent = 0;
  const report = (error: unknown): void => {
    const told = sent < MAX_ERRORS ? reportOf(page, error) : null;
    if (!told) return;
    sent++;
    send("/api/page-reports/errors", told);
  };
  target.addEventListener("error", (event) => report(event.error));
  target.addEventListener("unhandledrejection", (event) => report(event.reason));
}

/** Tells how long a candidate waited for the voice, once they had said that they are ready. */
export function reportJoin(milliseconds: number, send: Send = beacon): void {
  send("/api/page-reports/joins", { join_ms: Math.min(600_000, Math.max(0, Math.round(milliseconds))) });
}

/** Null for what is no fault of ours: an extension's, a stranger's, or an API that could not be reached. */
export function reportOf(page: ErrorReport["page"], error: unknown): ErrorReport | null {
  if (!(error instanceof Error) || error instanceof ApiError) return null;
  const place = PLACE.exec(error.stack ?? "")?.[1];
  if (place === undefined) return null;
  const name = error instanceof DOMException ? "DOMException" : error.name;
  return { page, place, error: (NAMES.includes(name) ? name : "other") as ErrorReport["error"] };
}
