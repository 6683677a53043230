/** A place in a transcript: a sentence's time (`word` null), or one of its words. */
export interface Place {
  sentence: number;
  word: number | null;
}

/**
 * Where a key leads: up and down from sentence to sentence, left and right from word to word, Home and End to the ends.
 * `lengths` are the words of each sentence. Null for any other key, and where there is nowhere to go.
 */
export function placeAfter(key: string, { sentence, word }: Place, lengths: readonly number[]): Place | null {
  const last = lengths.length - 1;
  switch (key) {
    case "ArrowDown":
      return sentence < last ? { sentence: sentence + 1, word: null } : null;
    case "ArrowUp":
      return word !== null ? { sentence, word: null } : sentence > 0 ? { sentence: sentence - 1, word: null } : null;
    case "Home":
      return { sentence: 0, word: null };
    case "End":
      return { sentence: last, word: null };
    case "ArrowRight": {
      const next = word === null ? 0 : word + 1;
      if (next < (lengths[sentence] ?? 0)) return { sentence, word: next };
      return sentence < last ? { sentence: sentence + 1, word: 0 } : null;
    }
    case "ArrowLeft":
      if (word !== null && word > 0) return { sentence, word: word - 1 };
      return sentence > 0 ? { sentence: sentence - 1, word: (lengths[sentence - 1] ?? 1) - 1 } : null;
    default:
      return null;
  }
}
