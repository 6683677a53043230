"""Sentences of an answer that talk to the judge: wishes for a score, orders, roles to play, forged messages.

They are shown to people, are no evidence, and cost nothing. They are found by wordings alone (`attempt_wordings`), in
whatever script, spelling or code they stand; what is found is a hint, not a proof.
"""

import base64
import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from interview.domain.evaluation.misspelt import respelt
from interview.domain.evaluation.score import Attempt, AttemptKind
from interview.domain.languages.spelling import spellings
from interview.domain.transcripts.text_normalisation import letters, spoken_words
from interview.domain.transcripts.transcript import Transcript

if TYPE_CHECKING:
    from interview.domain.evaluation.attempt_wordings import Wording

__all__ = ["SENTENCE_END", "Passage", "find_attempts", "passages", "without_attempts"]

MAX_GAP = 60
"""Characters between two concepts that belong together;"""
MAX_ADDRESS_GAP = 12
"""between a form of address and who is addressed."""
MAX_SENTENCE_WORDS = 40
"""A recogniser may end no sentence: of a longer one as much is flagged as stands around the words found."""
WORDS_AROUND = (3, 10)
MAX_PIECE, OVERLAP = 2_000, 300
"""Characters of an endless sentence that are searched at once, and those that two such pieces share."""
MIN_COMMON = 2
"""Frequent words that make a text of a jumble."""
SPACED_LETTERS = 10
"""So many letters that stand alone are no initials."""


class Passage(NamedTuple):
    """Characters `start` to `end` of a text."""

    start: int
    end: int
    kind: AttemptKind


def find_attempts(transcript: Transcript) -> tuple[Attempt, ...]:
    """Those of an answer, in their order."""
    timed = transcript.heard()
    tokens = [token for token, _ in timed]
    found: list[Attempt] = []
    since = 0
    for start, end, kind in passages(transcript.text):
        quote = " ".join(transcript.text[start:end].split())
        said = spoken_words(quote)
        places = range(since, len(tokens) - len(said) + 1) if said else ()
        at = next((at for at in places if tokens[at : at + len(said)] == said), None)
        if at is None:
            found.append(Attempt(quote=quote, kind=kind, start_ms=None, end_ms=None))
        else:
            since = at + len(said)
            times = (timed[at][1].start_ms, timed[since - 1][1].end_ms)
            found.append(Attempt(quote=quote, kind=kind, start_ms=times[0], end_ms=times[1]))
    return tuple(found)


def without_attempts(transcript: Transcript) -> Transcript:
    """The answer as if they had not been said. Word times stay as heard."""
    text = transcript.text
    for start, end, _ in reversed(passages(text)):
        text = f"{text[:start].rstrip()} {text[end:].lstrip()}".strip()
    return transcript if text == transcript.text else transcript.model_copy(update={"text": text})


def passages(text: str) -> list[Passage]:
    """In order, none within another: whole sentences, or of an endless one what stands around the words found; of a
    code as much as is one."""
    forged = [(match.end() - len(match[0].lstrip()), match.end()) for match in _forged().finditer(text)]
    found: list[Passage] = []
    for start, end in _sentences(text):
        sentence = text[start:end]
        places: list[tuple[int, int, AttemptKind]] = [
            (max(first, start) - start, min(last, end) - start, "forges_message")
            for first, last in forged
            if first < end and last > start
        ]
        for begins, ends, kind in sorted(_extent(sentence, place) for place in places or _in_lines(sentence)):
            if found and start + begins < found[-1].end:
                found[-1] = found[-1]._replace(end=max(found[-1].end, start + ends))
            else:
                found.append(Passage(start + begins, start + ends, kind))
    return found


SENTENCE_END = re.compile(r"(?:[.!?…]+[\"'»”)\]]*(?=\s|$)|[。！？؟।॥]+)\s*")
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")
_WORD = re.compile(r"\S+")
_SPACE = re.compile(r"\s")
_COMMON = re.compile(
    r"\b(?:the|this|that|all|and|for|you|your|my|me|to|give|answer|ignore|die|der|das|und|alle|mir|du|antwort)\b"
)
_SPACED = re.compile(r"\b\w\b")
_SPACED_RUN = re.compile(r"\b\w(?:[\W_]+\w\b){2,}")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    ends = [0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
    for start, end in pairwise(ends):
        yield from ((first, last) for first, last in _pieces(text, start, end) if text[first:last].strip())


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Of an endless sentence: what it costs to search grows with the text, not with its square."""
    while end - start > MAX_PIECE:
        space = _SPACE.search(text, start + MAX_PIECE, end)
        stop = space.start() if space else end
        yield start, stop
        again = _SPACE.search(text, stop - OVERLAP, stop)
        start = again.end() if again else stop
    if start < end:
        yield start, end


def _extent(sentence: str, place: tuple[int, int, AttemptKind]) -> tuple[int, int, AttemptKind]:
    """What is flagged for the words found: of the paragraphs that they stand in, and not of the others."""
    first, last, kind = place
    if kind == "encodes_text":
        return place
    ends = list(_PARAGRAPH_END.finditer(sentence))
    begins = max((end.end() for end in ends if end.end() <= first), default=0)
    until = min((end.start() for end in ends if end.start() >= last), default=len(sentence))
    start, stop = _around(sentence[begins:until], first - begins, last - begins)
    return begins + start, begins + stop, kind


def _around(sentence: str, first: int, last: int) -> tuple[int, int]:
    words = [match.span() for match in _WORD.finditer(sentence)]
    if len(words) <= MAX_SENTENCE_WORDS:
        return 0, _end(sentence, last)
    before, after = WORDS_AROUND
    final = len(words) - 1
    begins = next((at for at, (_, end) in enumerate(words) if end > first), final)
    ends = next((at for at, (_, end) in enumerate(words) if end >= last), final)
    return words[max(0, begins - before)][0], words[min(final, ends + after)][1]


_CAPITAL = re.compile(r"(?<=\s)[^\W\d_]")


def _end(sentence: str, last: int) -> int:
    """Its own; or where, after words without any capital, the first begins with one: nobody ended the sentence there,
    and what follows is another."""
    first = next((mark.start() for mark in _CAPITAL.finditer(sentence) if mark[0].isupper()), None)
    is_in_capitals = sentence[:1].isupper() or first is None or first < last
    return len(sentence.rstrip() if is_in_capitals else sentence[:first].rstrip())


def _in_lines(sentence: str) -> list[tuple[int, int, AttemptKind]]:
    """Breaks hide nothing: what stands across them is found, and what stands on a line of its own."""
    found = _in_sentence(sentence)
    lines = list(_LINE.finditer(sentence))
    for line in lines if len(lines) > 1 else ():
        found += [(line.start() + first, line.start() + last, kind) for first, last, kind in _in_sentence(line[0])]
    return found


def _in_sentence(sentence: str) -> list[tuple[int, int, AttemptKind]]:
    folded = _fold(sentence)
    found = [
        (folded.origins[first], folded.origins[last - 1] + 1, kind)
        for first, last, kind in sorted(_matches(folded.text))
    ]
    found = found or _misspelt(folded)
    if found:
        return found
    coded = _spaced(sentence) or next((place for reading, place in _readings(sentence) if _is_attempt(reading)), None)
    return [(*coded, "encodes_text")] if coded else []


def _misspelt(folded: "_Folded") -> list[tuple[int, int, AttemptKind]]:
    read = respelt(folded.text)
    if not read:
        return []
    places = [(read.origin(first, last), kind) for first, last, kind in sorted(_matches(read.text))]
    return [(folded.origins[place[0]], folded.origins[place[1] - 1] + 1, kind) for place, kind in places if place]


Place = tuple[int, int]


def _matches(text: str) -> Iterator[tuple[int, int, AttemptKind]]:
    """Places in a folded text."""
    for wording in _wordings(text):
        for kind, concept in _ALONE:
            for first, last in wording.found(concept, text):
                yield first, last, kind
        for kind, order, thing in _ORDERS:
            things = wording.found(thing, text)
            for place in wording.found(order, text) if things else ():
                if near := _near(place, [other for other in things if not _is_within(place, other)], MAX_GAP):
                    yield *near, kind
        for judge in wording.found("judge", text):
            addressed = [place for place in wording.found("address", text) if place[1] <= judge[0]]
            near = _near(judge, addressed, MAX_ADDRESS_GAP) or _near(judge, wording.found("judging", text), MAX_GAP)
            if near:
                yield *near, "addresses_judge"


_ALONE: tuple[tuple[AttemptKind, str], ...] = (
    ("plays_role", "role"),
    ("dictates_words", "ask"),
    ("addresses_judge", "spoken_to"),
    ("wishes_score", "verdict"),
)
_ORDERS: tuple[tuple[AttemptKind, str, str], ...] = (
    ("overrides_rules", "ignore", "rules"),
    ("overrides_rules", "void", "told"),
    ("wishes_score", "give", "top"),
    ("asks_secrets", "show", "secret"),
    ("dictates_words", "write", "text"),
    ("addresses_judge", "whoever", "due"),
    ("addresses_judge", "judging", "top"),
    ("wishes_score", "wish", "mine"),
)
_MAY_BE_REPORTED = frozenset({"role", "ask", "ignore", "give", "show", "write"})


def _near(one: Place, others: list[Place], gap: int) -> Place | None:
    """Both places as one, where they are close."""
    near = (other for other in others if max(one[0], other[0]) - min(one[1], other[1]) <= gap)
    other = next(near, None)
    return other and (min(one[0], other[0]), max(one[1], other[1]))


def _is_within(one: Place, other: Place) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


class _Matcher:
    """A language's wording, compiled when it is needed: that takes a millisecond each."""

    def __init__(self, wording: "Wording") -> None:
        self._wording = wording
        self._compiled: dict[str, re.Pattern[str]] = {}

    def found(self, concept: str, text: str) -> list[Place]:
        places = (match.span() for match in self._pattern(concept).finditer(text))
        if concept not in _MAY_BE_REPORTED:
            return list(places)
        reported = self._pattern("reported")
        return [place for place in places if not reported.search(text[max(0, place[0] - 40) : place[0]].rstrip())]

    def _pattern(self, concept: str) -> re.Pattern[str]:
        if concept not in self._compiled:
            self._compiled[concept] = re.compile(_folded_pattern(getattr(self._wording, concept)))
        return self._compiled[concept]


@cache
def _matchers() -> dict[str, tuple[_Matcher, ...]]:
    """By script. The wordings are read when they are needed: most functions only show what was found."""
    from interview.domain.evaluation.attempt_wordings import WORDINGS

    return {script: tuple(map(_Matcher, wordings)) for script, wordings in WORDINGS.items()}


_SCRIPTS = {
    "latin": re.compile(r"[a-z]{2}"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "arabic": re.compile(r"[\u0600-\u06ff]"),
    "devanagari": re.compile(r"[\u0900-\u097f]"),
    "han": re.compile(r"[\u3040-\u30ff\u3400-\u9fff]"),
    "hangul": re.compile(r"[\uac00-\ud7a3]"),
}


def _wordings(text: str) -> Iterator[_Matcher]:
    return (matcher for script, has in _SCRIPTS.items() if has.search(text) for matcher in _matchers()[script])


@cache
def _forged() -> re.Pattern[str]:
    from interview.domain.evaluation.attempt_wordings import FORGED

    return re.compile(FORGED, re.IGNORECASE)


@cache
def _unspaced() -> re.Pattern[str]:
    from interview.domain.evaluation.attempt_wordings import UNSPACED

    return re.compile(UNSPACED)


def _spaced(sentence: str) -> Place | None:
    """From the first to the last of the letters that stand alone beside one another."""
    if len(_SPACED.findall(sentence)) < SPACED_LETTERS or not _unspaced().search(letters(sentence)):
        return None
    runs = list(_SPACED_RUN.finditer(sentence))
    return (runs[0].start(), runs[-1].end()) if runs else (0, len(sentence.rstrip()))


def _is_attempt(reading: str) -> bool:
    return next(_matches(_fold(reading).text), None) is not None


def _readings(sentence: str) -> Iterator[tuple[str, Place]]:
    """What else a sentence, or a part of it, may say: in other signs, shifted, backwards, in a code."""
    plain, joined = spellings(sentence)
    everything = (0, len(sentence.rstrip()))
    if joined != plain:
        yield joined, everything
    yield from (
        (reading, everything)
        for reading in (codecs.encode(plain, "rot13"), plain[::-1])
        if len(_COMMON.findall(reading)) >= MIN_COMMON
    )
    for code, decode in _CODES.items():
        for match in code.finditer(sentence):
            try:
                yield decode(match[0]), match.span()
            except ValueError:
                continue


def _base64(text: str) -> str:
    return base64.b64decode(text.translate(_URL_SAFE) + "=" * (-len(text) % 4), validate=True).decode()


def _entities(text: str) -> str:
    import html

    return html.unescape(text)


def _hexadecimal(text: str) -> str:
    return bytes.fromhex(text.replace(":", "")).decode()


_URL_SAFE = str.maketrans("-_", "+/")
_CODES: dict[re.Pattern[str], Callable[[str], str]] = {
    re.compile(r"[\w+/-]{16,}", re.ASCII): _base64,
    re.compile(r"(?:[0-9a-f]{2}[ :]?){16,}", re.IGNORECASE): _hexadecimal,
    re.compile(r"(?:%[0-9a-f]{2}){8,}", re.IGNORECASE): unquote,
    re.compile(r"(?:&#x?[0-9a-f]+;){8,}", re.IGNORECASE): _entities,
    re.compile(r"(?:\\u[0-9a-f]{4}){8,}", re.IGNORECASE): lambda text: codecs.decode(text, "unicode_escape"),
}


class _Folded(NamedTuple):
    """`origins[n]` is where character n of the folded text comes from."""

    text: str
    origins: list[int]


_LATIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_LOOK_ALIKES = str.maketrans("авекмнорстухіјѕԁһӏαεικορτυχν", "abekmhopctyxijsdhlaeikoptuxv")
_ACCENTS = re.compile(
    r"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff]"
)
"""Of scripts that are read without them."""
_WITH_LATIN = re.compile(r"\b(?=[^\Wa-z]*[a-z])\w+")
_PART = re.compile(r"(\\.)")


def _fold(text: str) -> _Folded:
    """Without case, accents and punctuation, one space between words, look-alikes of Latin letters in Latin."""
    marks: list[str] = []
    origins: list[int] = []
    for at, character in enumerate(text):
        for mark in _folded(character):
            if mark != " " or (marks and marks[-1] != " "):
                marks.append(mark)
                origins.append(at)
    return _Folded(_WITH_LATIN.sub(lambda word: word[0].translate(_LOOK_ALIKES), "".join(marks)), origins)


@lru_cache(4096)
def _folded(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character).casefold().translate(_LATIN)
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))
    composed = unicodedata.normalize("NFC", bare)  # Hangul's syllables
    return "".join(mark if unicodedata.category(mark)[0] in "LMN" else " " for mark in composed)


def _folded_pattern(pattern: str) -> str:
    """Its letters alone: ASCII is what else regular expressions are made of."""
    return "".join(
        part if part.startswith("\\") else "".join(mark.lower() if mark.isascii() else _folded(mark) for mark in part)
        for part in _PART.split(pattern)
    )
