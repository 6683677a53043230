import { useEffect, useState } from "preact/hooks";

/** Whether anybody looks at the page, or did within so long. */
export function useSeen(withinMs: number): boolean {
  const [isSeen, setSeen] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      clearTimeout(timer);
      if (document.hidden) timer = setTimeout(() => setSeen(false), withinMs);
      else setSeen(true);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [withinMs]);
  return isSeen;
}
