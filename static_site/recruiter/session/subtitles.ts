import type { Word } from "../../shared/api-types";
import { sentencesOf } from "./sentences";

const LINE = 42;
/** As much as is read at a glance. */
const MOST_CHARACTERS = 2 * LINE;
const LEAST_MS = 700;

/** The words of an answer as WebVTT, to be shown with its video, which begins at `offsetMs` of the recording. */
export function subtitlesOf(words: readonly Word[], offsetMs: number): string {
  const cues = sentencesOf(words).flatMap(({ words }) => cuesOf(words));
  const said = cues
    .map((cue) => ({ text: textOf(cue), startMs: startOf(cue) - offsetMs, endMs: endOf(cue) - offsetMs }))
    .filter(({ text, endMs }) => text !== "" && endMs > 0);
  const shown = said.map(({ text, startMs, endMs }, at) => {
    const next = said[at + 1]?.startMs ?? Infinity;
    const end = Math.max(endMs, Math.min(startMs + LEAST_MS, next));
    return `${time(Math.max(0, startMs))} --> ${time(end)}\n${text}\n`;
  });
  return ["WEBVTT\n", ...shown].join("\n");
}

/** A sentence in pieces that fit below a picture. */
function cuesOf(words: readonly Word[]): Word[][] {
  const cues: Word[][] = [];
  for (const word of words) {
    const last = cues.at(-1);
    if (last && textOf([...last, word]).length <= MOST_CHARACTERS) last.push(word);
    else cues.push([word]);
  }
  return cues;
}

/** `-->` would be read as a time, `<` as a tag, `&` as the name of a letter, and an empty line as the end. */
function textOf(words: readonly Word[]): string {
  const text = words.map(({ text }) => text).join(" ");
  return text.replace(/\s+/gu, " ").trim().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function startOf(words: readonly Word[]): number {
  return words[0]?.start_ms ?? 0;
}

function endOf(words: readonly Word[]): number {
  return words.at(-1)?.end_ms ?? 0;
}

/** `00:01:05.250`. */
function time(ms: number): string {
  return new Date(Math.round(ms)).toISOString().slice(11, 23);
}
