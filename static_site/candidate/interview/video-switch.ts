/** Turns the picture off where the connection does not bear it, and on again where it does. */

import type { ReadonlySignal } from "@preact/signals";

import { AWAY_AFTER_MS, look, SHOWN } from "../recording/video-fallback";
import type { Capture } from "./capture";
import type { Delivery } from "./delivery";

export class VideoSwitch {
  private picture = SHOWN;

  constructor(
    private readonly capture: Pick<Capture, "isPictureOn" | "showPicture">,
    private readonly delivery: Pick<Delivery, "progress" | "unansweredMs">,
    private readonly isPoor: ReadonlySignal<boolean>,
  ) {}

  /** Called now and then. */
  look(): void {
    const { isOffline, behindMs } = this.delivery.progress.value;
    const isAway = isOffline || !navigator.onLine || this.delivery.unansweredMs > AWAY_AFTER_MS;
    this.picture = look(this.picture, { isPoor: this.isPoor.value, isAway, behindMs }, Date.now());
    if (this.picture.isOn !== this.capture.isPictureOn.value) this.capture.showPicture(this.picture.isOn);
  }
}
