import type { JSX } from "preact";

import type { Flag, Gap } from "../shared/api-types";
import { clock } from "../shared/format";
import type { RecordingClock } from "./recording-clock";

/** A picture of the recording: what is missing, what was noticed, where it plays. The lists below it say the same. */
export function Timeline({
  recording,
  gaps,
  flags,
  placeMs,
  playedMs,
}: {
  recording: RecordingClock;
  gaps: readonly Gap[];
  flags: readonly Flag[];
  placeMs: (flag: Flag) => number | null;
  playedMs: number;
}): JSX.Element {
  return (
    <svg class="timeline" width="100%" height="28" aria-hidden="true">
      <rect class="timeline-whole" x="0" y="11" width="100%" height="6" rx="3" />
      <rect class="timeline-played" x="0" y="11" width={recording.share(playedMs)} height="6" rx="3" />
      {gaps.map(({ start_ms, end_ms }) => (
        <rect
          key={start_ms}
          class="timeline-gap"
          x={recording.share(start_ms)}
          y="6"
          width={recording.share(end_ms - start_ms)}
          height="16"
          rx="2"
        >
          <title>{`Missing: ${clock(start_ms)} to ${clock(end_ms)}`}</title>
        </rect>
      ))}
      {flags.map((flag) => {
        const place = placeMs(flag);
        return (
          place !== null && <circle key={flag.id} class="timeline-flag" cx={recording.share(place)} cy="14" r="5" />
        );
      })}
    </svg>
  );
}
