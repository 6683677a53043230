import type { JSX } from "preact";
import { useId, useMemo, useRef, useState } from "preact/hooks";

import type { Difference, Word } from "../../shared/api-types";
import { clock } from "../../shared/format";
import { t } from "../words";
import { type MarkedWord, markedWords } from "./marked-words";
import { sentencesOf, wordAt } from "./sentences";
import { type Place, placeAfter } from "./transcript-keys";

const NONE: readonly Difference[] = [];

/**
 * What was said; a click on a word, or on a sentence's time, goes there. One tab stop: arrow keys lead on. What the
 * candidate corrected stands beside what was heard.
 */
export function TranscriptView({
  words,
  lang,
  playedMs,
  onSeek,
  differences = NONE,
}: {
  words: readonly Word[];
  lang: string;
  playedMs: number | null;
  onSeek: ((ms: number) => void) | null;
  differences?: readonly Difference[];
}): JSX.Element {
  const sentences = useMemo(() => sentencesOf(words), [words]);
  const marks = useMemo(() => {
    const marked = markedWords(words, differences) ?? [];
    return new Map(marked.map((mark) => [mark.word, mark]));
  }, [words, differences]);
  const [stop, setStop] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  const hint = useId();
  if (!onSeek) {
    return (
      <p class="transcript" lang={lang} tabIndex={0}>
        {words.map((word, index) => (
          <Spoken key={index} word={word} mark={marks.get(word)} place={null} isNow={false} />
        ))}
      </p>
    );
  }
  const go = onSeek;
  const current = playedMs === null ? null : wordAt(words, playedMs);

  function onClick({ target }: MouseEvent): void {
    const start = startOf(target);
    if (start !== null) go(start);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const place = placeOf(event.target);
    if (!place) return;
    const start = place.word === null ? null : startOf(event.target);
    if ((event.key === "Enter" || event.key === " ") && start !== null) {
      event.preventDefault();
      go(start);
      return;
    }
    const next = placeAfter(
      event.key,
      place,
      sentences.map(({ words }) => words.length),
    );
    if (!next) return;
    event.preventDefault();
    setStop(next.sentence);
    list.current?.querySelector<HTMLElement>(`[data-place="${nameOf(next)}"]`)?.focus();
  }

  return (
    <>
      <ol class="transcript" ref={list} onClick={onClick} onKeyDown={onKeyDown} aria-describedby={hint}>
        {sentences.map(({ startMs, words }, sentence) => (
          <li key={sentence}>
            <button
              type="button"
              class="button button-link small"
              data-start-ms={startMs}
              data-place={nameOf({ sentence, word: null })}
              tabIndex={sentence === Math.min(stop, sentences.length - 1) ? 0 : -1}
              aria-label={t.value.transcript.playFrom(clock(startMs))}
              onFocus={() => setStop(sentence)}
            >
              {clock(startMs)}
            </button>
            <p lang={lang}>
              {words.map((word, index) => (
                <Spoken
                  key={index}
                  word={word}
                  mark={marks.get(word)}
                  place={nameOf({ sentence, word: index })}
                  isNow={word === current}
                />
              ))}
            </p>
          </li>
        ))}
      </ol>
      <p class="visually-hidden" id={hint}>
        {t.value.transcript.keys}
      </p>
    </>
  );
}

/** A word, and behind it what the candidate put in its place; `place` null where there is nowhere to go. */
function Spoken({
  word,
  mark,
  place,
  isNow,
}: {
  word: Word;
  mark: MarkedWord | undefined;
  place: string | null;
  isNow: boolean;
}): JSX.Element {
  const spoken =
    place === null ? (
      word.text
    ) : (
      <span class={isNow ? "word word-now" : "word"} data-start-ms={word.start_ms} data-place={place} tabIndex={-1}>
        {word.text}
      </span>
    );
  return (
    <>
      {mark?.misheard ? (
        <del>
          <span class="visually-hidden">{t.value.transcript.heard} </span>
          {spoken}
        </del>
      ) : (
        spoken
      )}{" "}
      {mark?.corrected && (
        <>
          <ins>
            <span class="visually-hidden">{t.value.transcript.correctedTo} </span>
            {mark.corrected}
          </ins>{" "}
        </>
      )}
    </>
  );
}

function startOf(target: EventTarget | null): number | null {
  const start = target instanceof HTMLElement ? target.dataset["startMs"] : undefined;
  return start === undefined ? null : Number(start);
}

function nameOf({ sentence, word }: Place): string {
  return word === null ? `${sentence}` : `${sentence}.${word}`;
}

function placeOf(target: EventTarget | null): Place | null {
  const name = target instanceof HTMLElement ? target.dataset["place"] : undefined;
  if (name === undefined) return null;
  const [sentence, word] = name.split(".");
  return { sentence: Number(sentence), word: word === undefined ? null : Number(word) };
}
