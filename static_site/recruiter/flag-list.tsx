import type { JSX } from "preact";

import type { Flag } from "../shared/api-types";
import { clock, dateAndTime, timeOfDay } from "../shared/format";
import { nameOf } from "./flags";

/** `placeMs` says where on the recording each was noticed, if it says; `onSeek` takes the place. */
export function FlagList({
  flags,
  placeMs = () => null,
  onSeek,
}: {
  flags: readonly Flag[];
  placeMs?: (flag: Flag) => number | null;
  onSeek?: (recordedMs: number) => void;
}): JSX.Element {
  return (
    <ul class="flags small">
      {flags.map((flag) => {
        const place = placeMs(flag);
        return (
          <li key={flag.id}>
            {place !== null && onSeek ? (
              <button type="button" class="button button-link" onClick={() => onSeek(place)}>
                {clock(place)}
              </button>
            ) : (
              <time class="quiet" dateTime={flag.at} title={dateAndTime(flag.at)}>
                {timeOfDay(flag.at)}
              </time>
            )}{" "}
            {nameOf(flag)}
          </li>
        );
      })}
    </ul>
  );
}
