import { useEffect, useRef } from "preact/hooks";

const forms = new Set<() => boolean>();

/** Whether something on the page would be lost by leaving it. */
export function hasUnsaved(): boolean {
  return [...forms].some((isUnsaved) => isUnsaved());
}

/** As long as `isUnsaved` says so, leaving asks first: the page's own links, reloading, and closing the tab. */
export function useUnsaved(isUnsaved: () => boolean): void {
  const latest = useRef(isUnsaved);
  latest.current = isUnsaved;
  useEffect(() => {
    const form = (): boolean => latest.current();
    const warn = (event: BeforeUnloadEvent): void => {
      if (form()) event.preventDefault();
    };
    forms.add(form);
    addEventListener("beforeunload", warn);
    return () => {
      forms.delete(form);
      removeEventListener("beforeunload", warn);
    };
  }, []);
}
