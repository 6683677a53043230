import type { Gap } from "../shared/api-types";

/**
 * Places on the recording's clock (which runs on where something was lost) and in the video (which lacks the gaps).
 * All times in milliseconds.
 */
export class RecordingClock {
  private readonly gaps: readonly Gap[];

  constructor(
    readonly recordedMs: number,
    gaps: readonly Gap[],
  ) {
    this.gaps = [...gaps].sort((one, other) => one.start_ms - other.start_ms);
  }

  /** Where in the video; a place in a gap is the place of the cut. */
  toVideo(recordedMs: number): number {
    const lost = this.gaps.reduce((sum, { start_ms, end_ms }) => sum + overlap(start_ms, end_ms, recordedMs), 0);
    return Math.max(0, recordedMs - lost);
  }

  toRecorded(videoMs: number): number {
    let recorded = videoMs;
    for (const { start_ms, end_ms } of this.gaps) {
      if (start_ms > recorded) break;
      recorded += end_ms - start_ms;
    }
    return recorded;
  }

  /** As a share of the whole: `12.5%`. */
  share(recordedMs: number): string {
    const whole = Math.max(this.recordedMs, 1);
    const share = Math.min(1, Math.max(0, recordedMs / whole));
    return `${Math.round(share * 10_000) / 100}%`;
  }
}

function overlap(start: number, end: number, until: number): number {
  return Math.max(0, Math.min(end, until) - start);
}
