import { expect, test } from "vitest";

import { noticesOf, type Situation } from "./notice-order";

const CALM: Situation = {
  ...{ phase: "answering", lost: new Set(), isUnrecorded: false, isUnheard: false, awaited: null, isUnsent: false },
  ...{ isOffline: false, isPictureOn: true, isDurable: true, isVoiceless: false },
  ...{ isOverheard: false, isBegunBySpeaking: false },
};
const of = (about: Partial<Situation>): readonly string[] => noticesOf({ ...CALM, ...about });

test("where all is well, there is nothing to know", () => expect(of({})).toEqual([]));

test("that nothing is recorded comes before what only spares the connection, and that before what is good to know", () => {
  const everything = { isUnrecorded: true, isOffline: true, isPictureOn: false, isDurable: false, isVoiceless: true };
  expect(of(everything)).toEqual(["unrecorded", "offline", "sound_only", "nothing_kept", "voiceless"]);
});

test("a lost microphone comes before a lost connection, a lost connection before a darkened picture", () => {
  expect(of({ lost: new Set(["audio"]), isOffline: true })).toEqual(["unplugged_audio", "offline"]);
  expect(of({ isUnheard: true, isOffline: true, isPictureOn: false })).toEqual(["unheard", "offline", "sound_only"]);
});

test("a cause is named once: what was unplugged is not also unheard, unrecorded or dark", () => {
  expect(of({ lost: new Set(["audio"]), isUnheard: true })).toEqual(["unplugged_audio"]);
  expect(of({ lost: new Set(["video"]), isPictureOn: false })).toEqual(["unplugged_video"]);
  const both = { lost: new Set(["audio", "video"] as const), isUnrecorded: true, isUnheard: true, isPictureOn: false };
  expect(of(both)).toEqual(["unplugged_both"]);
});

test.each(["question", "answer"] as const)(
  "whoever waits for the connection to bring the %s is told once",
  (awaited) => {
    expect(of({ phase: awaited === "question" ? "asking" : "thinking", awaited, isOffline: true })).toEqual([
      `${awaited}_awaited`,
    ]);
  },
);

test("nobody is told of a silent microphone or recorder while they need not speak", () => {
  for (const phase of ["asking", "thinking", "writing", "feedback"] as const)
    expect(of({ phase, isUnheard: true, isUnrecorded: true })).toEqual([]);
  expect(of({ phase: "practising", isUnheard: true, isUnrecorded: true })).toEqual(["unheard"]);
});

test("an answer that has not arrived is told while it is on its way", () => {
  expect(of({ phase: "awaiting_feedback", isUnsent: true, isOffline: true })).toEqual(["unsent", "offline"]);
  expect(of({ phase: "writing", isUnsent: true })).toEqual([]);
});

test("whoever speaks of whom nothing is recorded is told, wherever that is so, unless the connection is what they wait for", () => {
  for (const phase of ["asking", "thinking", "awaiting_feedback", "feedback"] as const)
    expect(of({ phase, isOverheard: true })).toEqual(["not_recorded"]);
  for (const phase of ["answering", "practising", "writing", "goodbye"] as const)
    expect(of({ phase, isOverheard: true })).toEqual([]);
  expect(of({ phase: "thinking", isOverheard: true, awaited: "answer" })).toEqual(["answer_awaited"]);
});

test("why an answer has begun by itself is told while it is given", () => {
  expect(of({ isBegunBySpeaking: true, isUnheard: true })).toEqual(["unheard", "begun_by_speaking"]);
  expect(of({ phase: "feedback", isBegunBySpeaking: true })).toEqual([]);
});
