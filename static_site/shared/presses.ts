/** One press, one button: what a second press falls on, or a key that is held down, was not meant. */

/**
 * Passes over the second click of a double-click where it falls on another control than the first, because that one's
 * place was taken, or sends a form again; and a held key's repeats. Until the function that it gives back is called.
 */
export function pressOnce(root: Element): () => void {
  let first: Element | null = null;
  const click = (event: Event): void => {
    const control = controlOf(event);
    // A key press is a click of its own, with 0 for its number.
    const isSecond = (event as MouseEvent).detail > 1;
    if (isSecond && control && (control !== first || isSubmit(control))) {
      event.preventDefault();
      event.stopPropagation();
    }
    if (!isSecond) first = control;
  };
  const keydown = (event: Event): void => {
    if ((event as KeyboardEvent).repeat && controlOf(event)?.matches("button")) event.preventDefault();
  };
  root.addEventListener("click", click, { capture: true });
  root.addEventListener("keydown", keydown, { capture: true });
  return () => {
    root.removeEventListener("click", click, { capture: true });
    root.removeEventListener("keydown", keydown, { capture: true });
  };
}

function controlOf(event: Event): Element | null {
  return event.target instanceof Element ? event.target.closest("button, a, summary") : null;
}

function isSubmit(control: Element): boolean {
  return control instanceof HTMLButtonElement && control.type === "submit";
}
