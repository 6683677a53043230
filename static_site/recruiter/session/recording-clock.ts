/**
 * Places on the recording's clock and in the video, which begins at `offsetMs` of it where its beginning was lost. From
 * there both run alike, through the gaps, too: the picture stands still in them. All times in milliseconds.
 */
export class RecordingClock {
  constructor(
    readonly recordedMs: number,
    private readonly offsetMs: number,
  ) {}

  /** Where in the video; what was recorded before it begins is at its beginning. */
  toVideo(recordedMs: number): number {
    return Math.max(0, recordedMs - this.offsetMs);
  }

  toRecorded(videoMs: number): number {
    return videoMs + this.offsetMs;
  }

  /** As a share of the whole: `12.5%`. */
  share(recordedMs: number): string {
    const whole = Math.max(this.recordedMs, 1);
    const share = Math.min(1, Math.max(0, recordedMs / whole));
    return `${Math.round(share * 10_000) / 100}%`;
  }
}
