"""A candidate's correction of what the machine heard: misheard words may be mended, the answer not given again."""

from collections import Counter, deque
from collections.abc import Hashable, Iterator, Sequence
from datetime import datetime

from interview.domain.text import normalised
from interview.domain.transcripts.negations import is_reversed
from interview.domain.transcripts.text_normalisation import letters, spoken_words
from interview.domain.transcripts.transcript import Transcript, transcript_hash
from interview.domain.values import Value
from interview.errors import CorrectionTooLargeError

__all__ = [
    "MAX_COMPARED",
    "MAX_CORRECTION",
    "Correction",
    "Difference",
    "correct",
    "corrected",
    "differences",
    "kept_words",
    "max_changes",
    "words_changed",
]

MAX_CORRECTION = 60_000
"""Characters: an hour of speech."""

MAX_CHANGED_PERCENT = 30
MAX_ADDED_PERCENT = 5
"""More words than were heard, besides."""
ALWAYS_ALLOWED = 3
MAX_NEW_IN_ONE_PLACE = 15
"""Words, less those between them that stay: another answer comes in one piece, misheard words here and there."""
LETTERS_A_WORD = 12
"""What a word that may change may come to: words can be written as one, and in signs that are no letters."""
MAX_COMPARED = 400_000_000
"""Words of one version times words of the other that are laid side by side: 20,000 words each, in 100 MB."""


class Correction(Value):
    """What the candidate says was said. It counts for the words of `transcript_hash` and no others."""

    text: str
    words_changed: int
    corrected_at: datetime
    transcript_hash: str

    def is_of(self, transcript: Transcript) -> bool:
        return self.transcript_hash == transcript_hash(transcript)


class Difference(Value):
    """A stretch of words: as heard, and as corrected. `start_ms` is where it was heard, None where nothing was.
    `reversed`: a negation was added or taken, so that it may say the opposite."""

    heard: str
    corrected: str
    changed: bool
    reversed: bool = False
    start_ms: int | None


def max_changes(transcript: Transcript) -> int:
    """How many words a correction may change."""
    return max(ALWAYS_ALLOWED, len(spoken_words(transcript.text)) * MAX_CHANGED_PERCENT // 100)


def words_changed(heard: str, text: str) -> int:
    """The fewest words to replace, add or remove that make one text of the other, as they are spoken."""
    words = _words(text)
    [(more, less)] = deque(_columns(_words(heard), words), maxlen=1)
    return len(words) + more.bit_count() - less.bit_count()


def correct(transcript: Transcript, text: str, corrected_at: datetime) -> Correction:
    """Raises CorrectionTooLargeError where it is rather another answer than a correction."""
    text = normalised(text)
    heard, words = _words(transcript.text), _words(text)
    changed = words_changed(transcript.text, text)
    most = max_changes(transcript)
    is_another = (
        _letters_changed(transcript.text, text) > most * LETTERS_A_WORD
        or len(words) - len(heard) > max(ALWAYS_ALLOWED, len(heard) * MAX_ADDED_PERCENT // 100)
        or _new_in_one_place(heard, words) > MAX_NEW_IN_ONE_PLACE
    )
    if changed > most or is_another:
        raise CorrectionTooLargeError(
            f"Corrections are for words that were misheard: here up to {most} words may change, and "
            f"{f'{changed} did' if changed > most else 'these changes are longer'}. "
            "Your recording is saved as you said it, and people can listen to it.",
            most,
            changed,
        )
    return Correction(
        text=text, words_changed=changed, corrected_at=corrected_at, transcript_hash=transcript_hash(transcript)
    )


def _new_in_one_place(heard: Sequence[str], words: Sequence[str]) -> int:
    """By how much new words outnumber those that stay, where they do so most: the maximum subarray (Bentley,
    “Programming Pearls: Algorithm design techniques”, Communications of the ACM 27, 1984)."""
    most = here = since = 0
    for _, start, length in [*kept_words(heard, words), (len(heard), len(words), 0)]:
        here += start - since
        most = max(most, here)
        here, since = max(0, here - length), start + length
    return most


def _words(text: str) -> list[str]:
    """As they are spoken; what is written in signs that nobody speaks is a word all the same."""
    return [word for token in text.split() for word in spoken_words(token) or filter(None, [letters(token)])]


def _letters_changed(heard: str, text: str) -> int:
    """At the least: how many letters one text has of each that the other has not."""
    one, other = Counter(letters(heard)), Counter(letters(text))
    return max((one - other).total(), (other - one).total())


def corrected(transcript: Transcript, correction: Correction | None) -> Transcript:
    """The transcript in the candidate's words, where the correction is of this one. Word times stay as heard."""
    if correction is None or not correction.is_of(transcript):
        return transcript
    return transcript.model_copy(update={"text": correction.text})


def differences(transcript: Transcript, text: str) -> list[Difference]:
    """Both versions side by side, in order; together they are the whole of each. None where they are too long."""
    heard: list[tuple[str, int | None]] = [(word.text, word.start_ms) for word in transcript.words]
    heard = heard or [(word, None) for word in transcript.text.split()]
    written = text.split()
    if len(heard) * len(written) > MAX_COMPARED:
        return []

    def difference(a: int, b: int, c: int, d: int, *, changed: bool) -> Difference:
        before, after = " ".join(word for word, _ in heard[a:b]), " ".join(written[c:d])
        return Difference(
            heard=before,
            corrected=after,
            changed=changed,
            reversed=changed and is_reversed(before, after),
            start_ms=heard[a][1] if a < b else None,
        )

    found: list[Difference] = []
    a = c = 0
    spoken = [[tuple(_words(word)) for word in words] for words in ([word for word, _ in heard], written)]
    for b, d, length in [*kept_words(*spoken), (len(heard), len(written), 0)]:
        if (a, c) != (b, d):
            found.append(difference(a, b, c, d, changed=True))
        a, c = b + length, d + length
        if length:
            found.append(difference(b, a, d, c, changed=False))
    return found


def kept_words(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int, int]]:
    """The runs of words that stay where the fewest are changed: their places in both, and how many they are."""
    columns = list(_columns(one, other))
    pairs: list[tuple[int, int]] = []
    i, j = len(one), len(other)
    while i and j:
        if columns[j][0] >> i - 1 & 1:
            i -= 1  # one was dropped
        elif columns[j - 1][1] >> i - 1 & 1:
            j -= 1  # one was added
        else:
            i, j = i - 1, j - 1
            if one[i] == other[j]:
                pairs.append((i, j))
    runs: list[tuple[int, int, int]] = []
    for i, j in reversed(pairs):
        start_i, start_j, length = runs[-1] if runs else (i, j, 0)
        if (i, j) == (start_i + length, start_j + length):
            runs[-1:] = [(start_i, start_j, length + 1)]
        else:
            runs.append((i, j, 1))
    return runs


def _columns(one: Sequence[Hashable], other: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Levenshtein's table, a column before the words of `other` and one for each: in which rows, which stand for the
    words of `one`, it has one more than in the row above, and in which one less, as bits.

    One step a column, however many rows there are: Hyyrö, “A bit-vector algorithm for computing Levenshtein and Damerau
    edit distances”, Nordic Journal of Computing 10, 2003.
    """
    places: dict[Hashable, int] = {}
    for at, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << at
    every = (1 << len(one)) - 1
    more, less = every, 0
    yield more, less
    for word in other:
        match = places.get(word, 0)
        diagonal = (((match & more) + more) ^ more) | match | less
        right, left = (less | ~(diagonal | more) & every) << 1 | 1, (more & diagonal) << 1
        more, less = (left | ~(diagonal | right)) & every, right & diagonal & every
        yield more, less
