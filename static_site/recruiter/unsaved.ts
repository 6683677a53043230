import { useEffect } from "preact/hooks";

const unsaved = new Set<symbol>();

/** Whether something on the page would be lost by leaving it. */
export function hasUnsaved(): boolean {
  return unsaved.size > 0;
}

/** As long as `changed` is true, leaving asks first: the page's own links, reloading, and closing the tab. */
export function useUnsaved(changed: boolean): void {
  useEffect(() => {
    if (!changed) return;
    const mark = Symbol("unsaved");
    unsaved.add(mark);
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => {
      unsaved.delete(mark);
      removeEventListener("beforeunload", warn);
    };
  }, [changed]);
}
