import { expect, test } from "vitest";

import type { Word } from "../../shared/api-types";
import { subtitlesOf } from "./subtitles";

function words(text: string, startMs = 0, each = 400): Word[] {
  return text.split(" ").map((text, at) => ({
    ...{ text, start_ms: startMs + at * each, end_ms: startMs + at * each + each - 50, confidence: 1 },
  }));
}

test("each sentence is a cue, with its time in the video", () => {
  expect(subtitlesOf([...words("First we stopped."), ...words("Then we asked.", 65_000)], 0)).toBe(
    "WEBVTT\n\n00:00:00.000 --> 00:00:01.150\nFirst we stopped.\n\n00:01:05.000 --> 00:01:06.150\nThen we asked.\n",
  );
});

test("where the beginning of a recording is lost, what was said before the video is left out", () => {
  const found = subtitlesOf([...words("Lost."), ...words("Here it goes.", 10_000)], 9_000);
  expect(found).not.toContain("Lost.");
  expect(found).toContain("00:00:01.000 --> 00:00:02.150\nHere it goes.");
});

test("what was said cannot end its cue, nor be a tag", () => {
  const found = subtitlesOf(words("a --> b <b> & c"), 0);
  expect(found).toContain("a --&gt; b &lt;b&gt; &amp; c");
  expect(found.match(/-->/g)).toHaveLength(1);
  expect(subtitlesOf([{ text: "one\n\ntwo", start_ms: 0, end_ms: 900, confidence: 1 }], 0)).toContain("one two");
});

test("a long sentence comes in pieces that are read at a glance", () => {
  const lines = subtitlesOf(words(Array.from({ length: 38 }, () => "word").join(" ")), 0).split("\n");
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(84);
  expect(lines.join(" ").match(/word/g)).toHaveLength(38);
});

test("a short word stays long enough to be read, and never into the next cue", () => {
  const found = subtitlesOf([...words("Yes.", 0, 100), ...words("No.", 500, 2000)], 0);
  expect(found).toContain("00:00:00.000 --> 00:00:00.500\nYes.");
});

test("without words there are no cues", () => {
  expect(subtitlesOf([], 0)).toBe("WEBVTT\n");
});
