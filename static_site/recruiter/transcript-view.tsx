import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import type { Transcript } from "../shared/api-types";
import { clock } from "../shared/format";
import { sentencesOf, wordAt } from "./sentences";

/** What was said; a click on a word, or on a sentence's time, goes there. */
export function TranscriptView({
  transcript,
  playedMs,
  onSeek,
}: {
  transcript: Transcript;
  playedMs: number | null;
  onSeek: ((ms: number) => void) | null;
}): JSX.Element {
  const sentences = useMemo(() => sentencesOf(transcript.words), [transcript.words]);
  if (!transcript.text.trim()) return <p class="quiet">Nothing was said.</p>;
  if (sentences.length === 0 || !onSeek) return <p class="transcript">{transcript.text}</p>;
  const current = playedMs === null ? null : wordAt(transcript.words, playedMs);
  const onClick = (event: MouseEvent): void => {
    const start = event.target instanceof HTMLElement ? event.target.dataset["startMs"] : undefined;
    if (start !== undefined) onSeek(Number(start));
  };
  return (
    <ol class="transcript" onClick={onClick}>
      {sentences.map(({ startMs, words }, nth) => (
        <li key={nth}>
          <button
            type="button"
            class="button button-link small"
            onClick={() => onSeek(startMs)}
            aria-label={`Play from ${clock(startMs)}`}
          >
            {clock(startMs)}
          </button>
          <p>
            {words.map((word, index) => (
              <span key={index}>
                <span class={word === current ? "word word-now" : "word"} data-start-ms={word.start_ms}>
                  {word.text}
                </span>{" "}
              </span>
            ))}
          </p>
        </li>
      ))}
    </ol>
  );
}
