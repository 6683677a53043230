/** Keeps the focus of people who use no mouse: it would fall to the top of the page with the control that had it. */

const WATCHED: MutationObserverInit = {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ["disabled"],
};

/**
 * Gives the focus back to a control that was moved; from one that was disabled to a button beside it; and else from
 * what is gone to the heading, of a dialog where one is open. What a view focuses itself, in a layout effect, comes first.
 * Keeps it until the function that it gives back is called.
 */
export function keepFocus(root: Element): () => void {
  let last: Element | null = null;
  const remember = (event: Event): void => void (last = event.target as Element);
  const mend = (changes: readonly MutationRecord[]): void => {
    const { activeElement } = document;
    if (!last || (activeElement !== document.body && activeElement !== last)) return;
    const control = last;
    const isLost = !control.isConnected || control.matches(":disabled");
    const isMoved = changes.some(({ removedNodes }) => [...removedNodes].some((node) => node.contains(control)));
    if (isLost) (beside(control) ?? heading(root))?.focus();
    else if (isMoved) (control as HTMLElement).focus();
  };
  root.addEventListener("focusin", remember);
  const observer = new MutationObserver(mend);
  observer.observe(root, WATCHED);
  return () => {
    observer.disconnect();
    root.removeEventListener("focusin", remember);
  };
}

function beside(control: Element): HTMLElement | null {
  return control.isConnected ? (control.parentElement?.querySelector<HTMLElement>("button:enabled") ?? null) : null;
}

function heading(root: Element): HTMLElement | null {
  const found = (root.querySelector("dialog[open]") ?? root).querySelector<HTMLElement>("h1, h2");
  if (found) found.tabIndex = -1;
  return found;
}
