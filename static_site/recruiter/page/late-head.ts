import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** The head of a page that comes later than others: who was led there has not been led to it yet. */
export function useLateHead(): RefObject<HTMLHeadingElement | null> {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) head.current?.focus();
  }, []);
  return head;
}
