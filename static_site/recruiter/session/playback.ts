import type { VideoView } from "../../shared/api-types";
import { number } from "../../shared/format";

/** An address that plays now. The API signs a new one with every answer; changing to it would restart the video. */
export interface Playback {
  url: string;
  /** Which recording it is of: another one means that the answer was merged again. */
  recording: string;
}

export function playbackOf(video: VideoView): Playback {
  const { pathname, origin } = new URL(video.playback_url, "http://here");
  return { url: video.playback_url, recording: `${origin}${pathname}:${video.size}` };
}

/** The address to play from: the one in use, unless there is another recording, or the one in use no longer works. */
export function nextPlayback(inUse: Playback | null, video: VideoView, isBroken: boolean): Playback {
  const offered = playbackOf(video);
  return inUse && !isBroken && inUse.recording === offered.recording ? inUse : offered;
}

/** Whatever begins to play on a page pauses the rest of it. Such events do not bubble. */
export function playOneAtATime(page: Document): void {
  page.addEventListener(
    "play",
    ({ target }) => {
      for (const media of page.querySelectorAll<HTMLMediaElement>("video, audio")) if (media !== target) media.pause();
    },
    { capture: true },
  );
}

/** How fast a recording may be played. */
export const RATES: readonly number[] = [0.75, 1, 1.25, 1.5, 1.75, 2];

/** The next slower (`by` -1) or faster (1) one; the slowest and the fastest stay. */
export function rateBeside(rate: number, by: 1 | -1): number {
  const at = RATES.findIndex((each) => each >= rate);
  return RATES[Math.min(RATES.length - 1, Math.max(0, at + by))] ?? 1;
}

/** `1.5×`. */
export function rateInWords(rate: number): string {
  return `${number(rate)}×`;
}
