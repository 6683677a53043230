/** What the page itself notices: other tabs, other windows, other screens, the clipboard, fullscreen. */

import type { FlagEvent, FlagType } from "./proctoring";

type Tell = (type: FlagType, detail?: FlagEvent["detail"]) => void;

/** A window that loses its focus because its tab is hidden is told as that alone. */
const BLUR_SETTLES_MS = 300;
const SCREENS_EVERY_MS = 1000;

/** Watches until the function that it gives back is called; what happens while `isWatched` says no is nobody's concern. */
export function watchPage(report: Tell, isWatched: () => boolean): () => void {
  const tell: Tell = (...event) => {
    if (isWatched()) report(...event);
  };
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
  const stopLooking = watchScreens(tell, isWatched);
  return () => {
    stopLooking();
    watching.abort();
  };
}

/** Tells of a second screen whenever one has been connected. Some browsers do not say; none has to ask for it. */
function watchScreens(tell: Tell, isWatched: () => boolean): () => void {
  let wasExtended = false;
  const look = (): void => {
    const { isExtended = false } = screen as Screen & { isExtended?: boolean };
    if (!isWatched() || isExtended === wasExtended) return;
    wasExtended = isExtended;
    if (isExtended) tell("SECOND_SCREEN");
  };
  look();
  const looking = setInterval(look, SCREENS_EVERY_MS);
  return () => clearInterval(looking);
}
