/** A short recording of what is captured, looked into: whether this browser records it, and in which type. */

import { USUAL_BITS_PER_SECOND } from "./bitrate";
import type { RecordedSlice } from "./journal";
import type { Recorder, RecorderSettings } from "./recorder";
import { type Contents, contentsOf } from "./recording-contents";

export type Trial = "whole" | "nothing" | "no_picture" | "no_sound";

export interface Tried {
  readonly trial: Trial;
  /** Of what was recorded whole; null where nothing was. */
  readonly mime: string | null;
}

/** Raises DOMException where nothing can be recorded. */
export type RecordTrial = (settings: RecorderSettings, onSlice: (slice: RecordedSlice) => void) => Recorder;

const TRIAL_MS = 2_000;
/** A camera or a machine that is slow to begin is no reason to do without the best type. */
const SECOND_TRIAL_MS = 4_000;

/** Tries one type after the other until one gives picture and sound. Never throws. */
export async function tryTypes(types: readonly string[], record: RecordTrial): Promise<Tried> {
  const [best] = types;
  const trials = types.flatMap((mime) => [
    { mime, lengthMs: TRIAL_MS },
    ...(mime === best ? [{ mime, lengthMs: SECOND_TRIAL_MS }] : []),
  ]);
  let most: Trial = "nothing";
  for (const { mime, lengthMs } of trials) {
    const trial = trialOf(await contentsOfTrial(mime, lengthMs, record));
    if (trial === "whole") return { trial, mime };
    if (most === "nothing") most = trial;
  }
  return { trial: most, mime: null };
}

async function contentsOfTrial(mime: string, lengthMs: number, record: RecordTrial): Promise<Contents> {
  const slices: Blob[] = [];
  try {
    const recorder = record({ mime, videoBitrate: USUAL_BITS_PER_SECOND }, ({ data }) => slices.push(data));
    await Promise.race([recorder.ended, new Promise((resolve) => setTimeout(resolve, lengthMs))]);
    // Some write their first frame with the end.
    await recorder.stop();
    return contentsOf(new Uint8Array(await new Blob(slices).arrayBuffer()));
  } catch {
    return { picture: false, sound: false };
  }
}

function trialOf({ picture, sound }: Contents): Trial {
  if (picture && sound) return "whole";
  if (picture) return "no_sound";
  return sound ? "no_picture" : "nothing";
}
