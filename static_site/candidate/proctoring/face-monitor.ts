/** Looks whether one face is before the camera: shown to the candidate, and told to the recruiter where it is a sign. */

import { signal } from "@preact/signals";

import type { watchFaces } from "./face-watch";
import { type FaceAlarm, NOTHING_SEEN, see } from "./faces";

export type FaceCheck = "waiting" | "looking" | "one" | "none" | "several" | "unavailable";

export interface FaceSurroundings {
  readonly stream: () => MediaStream | null;
  readonly isPictureOn: () => boolean;
  /** Whether such an alarm means anything now. */
  readonly isSign: (alarm: FaceAlarm) => boolean;
  readonly tell: (alarm: FaceAlarm, detail: Record<string, number>) => void;
}

/** The detector is large, and loaded where there is a picture. */
type Load = () => Promise<{ readonly watchFaces: typeof watchFaces }>;

export class FaceMonitor {
  readonly check = signal<FaceCheck>("waiting");
  private sightings = NOTHING_SEEN;
  private stopWatching: (() => void) | null = null;
  private isStopped = false;

  constructor(
    private readonly around: FaceSurroundings,
    private readonly load: Load = () => import("./face-watch"),
  ) {}

  /** Once for the page, whatever camera it has by then. */
  async start(): Promise<void> {
    if (this.check.value !== "waiting") return;
    this.check.value = "looking";
    const unavailable = (): void => void (this.check.value = "unavailable");
    try {
      const { watchFaces } = await this.load();
      if (this.isStopped) return;
      this.stopWatching = watchFaces(this.around.stream, { faces: (count) => this.see(count), unavailable });
    } catch {
      unavailable();
    }
  }

  stop(): void {
    this.isStopped = true;
    this.stopWatching?.();
  }

  private see(count: number): void {
    // Nobody is to be seen in a picture that is off.
    if (!this.around.isPictureOn()) return;
    this.check.value = count === 1 ? "one" : count === 0 ? "none" : "several";
    if (!this.around.isSign(count > 1 ? "MULTIPLE_FACES" : "FACE_ABSENT")) return;
    const [sightings, alarm] = see(this.sightings, count);
    this.sightings = sightings;
    if (alarm) this.around.tell(alarm, count > 1 ? { faces: count } : {});
  }
}
