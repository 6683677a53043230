/** What around an answer is worth telling the recruiter. */

import type { FlagType } from "../../shared/api-types";
import { isRunning, isTimed, type Phase } from "./interview-machine";

/**
 * Whether such an event is a sign of anything in this phase. What candidates do while they are asked, read what they are
 * told or correct what was heard is their own concern; and full screen is theirs to leave until they answer.
 */
export function isSign(type: FlagType, phase: Phase): boolean {
  switch (type) {
    case "CAMERA_DISCONNECT":
    case "MIC_DISCONNECT":
      return isRunning(phase);
    case "FULLSCREEN_EXIT":
      return phase === "answering" || phase === "writing";
    default:
      return isTimed(phase);
  }
}
