/** The interviewer's face: an orb, unless something better stands in its place. */

import { signal } from "@preact/signals";

export interface Avatar {
  /** What is shown: it draws itself. */
  readonly element: HTMLCanvasElement | HTMLVideoElement;
  /** Called for each frame with how loud the voice is, 0 to 1. */
  readonly follow: (loudness: number) => void;
}

/** The orb where null. */
export const avatar = signal<Avatar | null>(null);

/** Puts an avatar in the orb's place, and the orb back where the avatar fails. */
export function showAvatar(next: Avatar): void {
  avatar.value = next;
  next.element.addEventListener("error", () => {
    if (avatar.value === next) avatar.value = null;
  });
}
