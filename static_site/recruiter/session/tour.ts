import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Clip } from "./evidence";

/** The evidence of one answer is to be played, for so long at most. */
export interface Tour {
  budgetMs: number;
  /** All of it was played. */
  onEnd: () => void;
  /** Somebody paused it, or went elsewhere. */
  onLeft: () => void;
}

/** A player tells where it is only some times a second. */
const SLACK_MS = 3_000;

/** What a place in the recording means to a clip: it goes on, it is over, or somebody left it. */
export function standing({ startMs, endMs }: Clip, recordedMs: number): "on" | "over" | "left" {
  if (recordedMs < startMs - SLACK_MS || recordedMs > endMs + SLACK_MS) return "left";
  return recordedMs >= endMs ? "over" : "on";
}

/** Plays clips one after another as long as there is a tour. `now` is the one that is played. */
export function useTour(
  tour: Tour | null,
  clips: readonly Clip[],
  element: RefObject<HTMLVideoElement | null>,
  seek: (recordedMs: number) => void,
): { now: number | null; played: (recordedMs: number) => void; paused: () => void } {
  const [now, setNow] = useState<number | null>(null);
  const isEnding = useRef(false);
  const isOn = tour !== null;

  useEffect(() => {
    isEnding.current = false;
    if (isOn) play(0);
    else setNow(null);
  }, [isOn]);

  function play(at: number): void {
    const clip = clips[at];
    if (clip) {
      setNow(at);
      seek(clip.startMs);
      return;
    }
    isEnding.current = true;
    setNow(null);
    element.current?.pause();
    tour?.onEnd();
  }

  function played(recordedMs: number): void {
    const clip = now === null ? undefined : clips[now];
    if (!tour || now === null || !clip) return;
    const place = standing(clip, recordedMs);
    if (place === "over") play(now + 1);
    if (place === "left") tour.onLeft();
  }

  function paused(): void {
    if (!tour || now === null || isEnding.current) return;
    // At the end of the video it pauses by itself.
    if (element.current?.ended) play(now + 1);
    else tour.onLeft();
  }

  return { now, played, paused };
}
