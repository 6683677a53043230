import { expect, test } from "vitest";

import { missingVideo } from "./missing";

const RECORDED = { failure: null, text_answer: null, runs: [], state: "recorded" } as const;
const EMPTY = { ...RECORDED, state: "empty" } as const;

test("a video that is not there is promised only while it is made", () => {
  const saidOf = (answer: Parameters<typeof missingVideo>[0]): string[] =>
    (["in_progress", "completed", "processing", "done"] as const).map((state) => missingVideo(answer, { state }));
  expect(saidOf(RECORDED)).toEqual([
    "The video is put together when the interview is over.",
    "The video is being put together.",
    "The video is being put together.",
    "There is no video of this answer.",
  ]);
  expect(saidOf(EMPTY)).toEqual([
    "Not answered yet.",
    "No recording has arrived.",
    "No recording has arrived.",
    "Nothing was recorded for this question.",
  ]);
});
