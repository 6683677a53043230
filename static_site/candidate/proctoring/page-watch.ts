/** What the page itself notices: other tabs, other windows, other screens, the clipboard, fullscreen. */

import type { FlagType } from "../../shared/api-types";
import type { FlagEvent } from "./untold";

type Tell = (type: FlagType, detail?: FlagEvent["detail"]) => void;

/** A window that loses its focus because its tab is hidden is told as that alone. */
const BLUR_SETTLES_MS = 300;
const LOOKS_EVERY_MS = 1000;

/**
 * Watches until the function that it gives back is called. What happens while `isSign` says no is nobody's concern; who
 * is still away, or has a second screen, when it says yes is told of then.
 */
export function watchPage(report: Tell, isSign: (type: FlagType) => boolean): () => void {
  const tell: Tell = (type, detail) => {
    if (isSign(type)) report(type, detail);
  };
  const watching = new AbortController();
  const on = (target: EventTarget, type: string, work: (event: Event) => void): void =>
    target.addEventListener(type, work, { signal: watching.signal });

  let away: FlagType | null = null;
  const tellAway = (): void => {
    if (away === null || !isSign(away)) return;
    report(away);
    away = null;
  };
  // A page that is reloaded or left is hidden, too, on its way out.
  let isLeaving = false;
  on(window, "pagehide", () => (isLeaving = true));
  on(window, "pageshow", () => (isLeaving = false));
  on(document, "visibilitychange", () => {
    away = document.hidden && !isLeaving ? "TAB_HIDDEN" : null;
    tellAway();
  });
  on(window, "focus", () => (away = null));
  on(window, "blur", () => {
    setTimeout(() => {
      if (document.hidden || document.hasFocus() || watching.signal.aborted) return;
      away = "WINDOW_BLUR";
      tellAway();
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

  // Some browsers do not say whether there is a second screen; none has to ask for it.
  let wasExtended = false;
  const lookAtScreens = (): void => {
    const { isExtended = false } = screen as Screen & { isExtended?: boolean };
    if (!isSign("SECOND_SCREEN") || isExtended === wasExtended) return;
    wasExtended = isExtended;
    if (isExtended) tell("SECOND_SCREEN");
  };
  lookAtScreens();
  const looking = setInterval(() => {
    tellAway();
    lookAtScreens();
  }, LOOKS_EVERY_MS);
  return () => {
    clearInterval(looking);
    watching.abort();
  };
}
