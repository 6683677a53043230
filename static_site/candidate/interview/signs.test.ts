import { expect, test } from "vitest";

import type { FlagType } from "../../shared/api-types";
import type { Phase } from "./interview-machine";
import { isSign } from "./signs";

const WHILE_ANSWERING: readonly Phase[] = ["answering", "writing"];
const WHILE_THINKING: readonly Phase[] = ["thinking", ...WHILE_ANSWERING];
test.each<[FlagType, readonly Phase[]]>([
  ["COPY", WHILE_THINKING],
  ["PASTE", WHILE_THINKING],
  ["TAB_HIDDEN", WHILE_THINKING],
  ["WINDOW_BLUR", WHILE_THINKING],
  ["FACE_ABSENT", WHILE_THINKING],
  ["MULTIPLE_FACES", WHILE_THINKING],
  ["SECOND_SCREEN", WHILE_THINKING],
  ["FULLSCREEN_EXIT", WHILE_ANSWERING],
])("%s is a sign only while the candidate thinks or answers", (type, phases) => {
  const innocent: Phase[] = ["greeting", "practising", "asking", "awaiting_feedback", "feedback", "goodbye", "done"];
  expect([...innocent, ...WHILE_THINKING].filter((phase) => isSign(type, phase))).toEqual(phases);
});
