import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Narrower than this, in rem, a column holds neither a player nor a form. */
const COLUMN_REM = 13;
const GAP_REM = 1;
const TELEPHONE_REM = 40;

/** How many columns there is room for beside one another: one at least, and one on a telephone, upright or on its side. */
export function columnsIn(rem: number): number {
  return rem < TELEPHONE_REM ? 1 : Math.max(1, Math.floor((rem + GAP_REM) / (COLUMN_REM + GAP_REM)));
}

/** From which column on so many are shown, so that one of them is in sight; they stay where they are as long as it is. */
export function windowFrom(start: number, fits: number, count: number, at: number): number {
  const moved = at < start ? at : at >= start + fits ? at - fits + 1 : start;
  return Math.min(Math.max(0, moved), Math.max(0, count - fits));
}

/** How many columns fit into what `place` is put on. */
export function useFits(): { fits: number; place: RefObject<HTMLDivElement | null> } {
  const place = useRef<HTMLDivElement>(null);
  const [fits, setFits] = useState(1);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = (): void => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      setFits(columnsIn(element.clientWidth / rem));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { fits, place };
}
