/** What the page itself notices: other tabs, other windows, the clipboard, fullscreen. */

import type { FlagEvent, FlagType } from "./proctoring";

type Tell = (type: FlagType, detail?: FlagEvent["detail"]) => void;

/** A window that loses its focus because its tab is hidden is told as that alone. */
const BLUR_SETTLES_MS = 300;

/** Watches until the function that it gives back is called. */
export function watchPage(tell: Tell): () => void {
  const watching = new AbortController();
  const on = (target: EventTarget, type: string, work: (event: Event) => void): void =>
    target.addEventListener(type, work, { signal: watching.signal });

  // A page that is reloaded or left is hidden, too, on its way out.
  let isLeaving = false;
  on(window, "pagehide", () => (isLeaving = true));
  on(window, "pageshow", () => (isLeaving = false));
  on(document, "visibilitychange", () => {
    if (document.hidden && !isLeaving) tell("TAB_HIDDEN");
  });
  on(window, "blur", () => {
    setTimeout(() => {
      if (!document.hidden && !document.hasFocus() && !watching.signal.aborted) tell("WINDOW_BLUR");
    }, BLUR_SETTLES_MS);
  });
  on(document, "fullscreenchange", () => {
    if (!document.fullscreenElement) tell("FULLSCREEN_EXIT");
  });
  on(document, "copy", () => tell("COPY", { characters: String(getSelection() ?? "").length }));
  on(document, "paste", (event) => {
    const text = (event as ClipboardEvent).clipboardData?.getData("text") ?? "";
    tell("PASTE", { characters: text.length });
  });
  return () => watching.abort();
}
