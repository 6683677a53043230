import type { JSX } from "preact";

import type { Flag, Gap } from "../../shared/api-types";
import { clock } from "../../shared/format";
import { t } from "../words";
import { placeInWords } from "./gaps";
import type { RecordingClock } from "./recording-clock";

/** A picture of the recording: what is missing, what was noticed, where it plays. The lists below it say more. */
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
  const noticed = flags.flatMap((flag) => placeMs(flag) ?? []);
  return (
    <svg class="timeline" width="100%" height="28" role="img" aria-label={inWords(recording, gaps, noticed)}>
      <rect class="timeline-whole" x="0" y="11" width="100%" height="6" rx="3" />
      <rect class="timeline-played" x="0" y="11" width={recording.share(playedMs)} height="6" rx="3" />
      {gaps.map((gap, index) => (
        <g key={index}>
          <title>{t.value.recording.missingAt(placeInWords(gap))}</title>
          {gap.end_ms > gap.start_ms ? (
            <rect
              class="timeline-gap"
              x={recording.share(gap.start_ms)}
              y="6"
              width={recording.share(gap.end_ms - gap.start_ms)}
              height="16"
              rx="2"
            />
          ) : (
            <line
              class="timeline-break"
              x1={recording.share(gap.start_ms)}
              x2={recording.share(gap.start_ms)}
              y1="3"
              y2="25"
            />
          )}
        </g>
      ))}
      {noticed.map((place, index) => (
        <circle key={index} class="timeline-flag" cx={recording.share(place)} cy="14" r="5" />
      ))}
    </svg>
  );
}

function inWords(recording: RecordingClock, gaps: readonly Gap[], noticed: readonly number[]): string {
  return t.value.recording.timeline(clock(recording.recordedMs), gaps.map(placeInWords), noticed.map(clock));
}
