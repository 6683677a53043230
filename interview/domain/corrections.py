"""A candidate's correction of what the machine heard: misheard words may be mended, the answer not given anew."""

from collections.abc import Sequence
from datetime import datetime
from difflib import SequenceMatcher

from pydantic import BaseModel, ConfigDict

from interview.domain.transcripts import Transcript, transcript_hash
from interview.domain.wording import spoken_words
from interview.errors import CorrectionTooLargeError

__all__ = [
    "LONGEST_CORRECTION",
    "Correction",
    "Difference",
    "correct",
    "corrected",
    "differences",
    "most_changes",
    "words_changed",
]

LONGEST_CORRECTION = 60_000
"""Characters: an hour of speech."""

MOST_CHANGED_PERCENT = 30
ALWAYS_ALLOWED = 3


class Correction(BaseModel):
    """What the candidate says was said. It counts for the words of `transcript_hash` and no others."""

    model_config = ConfigDict(frozen=True)

    text: str
    words_changed: int
    corrected_at: datetime
    transcript_hash: str


class Difference(BaseModel):
    """A stretch of words: as heard, and as corrected. `start_ms` is where it was heard, None where nothing was."""

    model_config = ConfigDict(frozen=True)

    heard: str
    corrected: str
    changed: bool
    start_ms: int | None


def most_changes(transcript: Transcript) -> int:
    """How many words a correction may change."""
    return max(ALWAYS_ALLOWED, len(spoken_words(transcript.text)) * MOST_CHANGED_PERCENT // 100)


def words_changed(heard: str, text: str) -> int:
    """The fewest words to replace, add or remove that make one text of the other, as they are spoken.

    Levenshtein's distance by Hyyrö's bit vectors: one step a word, however many words the other text has.
    """
    pattern, words = spoken_words(heard), spoken_words(text)
    if not pattern:
        return len(words)
    places: dict[str, int] = {}
    for at, word in enumerate(pattern):
        places[word] = places.get(word, 0) | 1 << at
    every, last = (1 << len(pattern)) - 1, 1 << len(pattern) - 1
    up, down, distance = every, 0, len(pattern)
    for word in words:
        match = places.get(word, 0)
        diagonal = (((match & up) + up) ^ up) | match | down
        right, left = down | ~(diagonal | up) & every, up & diagonal
        distance += bool(right & last) - bool(left & last)
        right, left = (right << 1 | 1) & every, left << 1 & every
        up, down = left | ~(diagonal | right) & every, right & diagonal
    return distance


def correct(transcript: Transcript, text: str, corrected_at: datetime) -> Correction:
    """Raises CorrectionTooLargeError where it is rather another answer than a correction."""
    changed = words_changed(transcript.text, text)
    if changed > (most := most_changes(transcript)):
        raise CorrectionTooLargeError(
            f"Corrections are for words that were misheard: here up to {most} words may change, and {changed} did. "
            "Your recording is saved as you said it, and people can listen to it."
        )
    return Correction(
        text=text, words_changed=changed, corrected_at=corrected_at, transcript_hash=transcript_hash(transcript)
    )


def corrected(transcript: Transcript, correction: Correction | None) -> Transcript:
    """The transcript in the candidate's words, where the correction is of this one. Word times stay as heard."""
    if correction is None or correction.transcript_hash != transcript_hash(transcript):
        return transcript
    return transcript.model_copy(update={"text": correction.text})


def differences(transcript: Transcript, text: str) -> list[Difference]:
    """Both versions side by side, in order; together they are the whole of each."""
    heard: list[tuple[str, int | None]] = [(word.text, word.start_ms) for word in transcript.words]
    heard = heard or [(word, None) for word in transcript.text.split()]
    written = text.split()
    matcher = SequenceMatcher(None, _spoken([word for word, _ in heard]), _spoken(written), autojunk=False)
    return [
        Difference(
            heard=" ".join(word for word, _ in heard[a:b]),
            corrected=" ".join(written[c:d]),
            changed=kind != "equal",
            start_ms=heard[a][1] if a < b else None,
        )
        for kind, a, b, c, d in matcher.get_opcodes()
    ]


def _spoken(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(spoken_words(word)) for word in words]
