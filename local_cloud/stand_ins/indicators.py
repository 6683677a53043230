"""What can be counted and compared in an answer without a language model.

Rates of words tell of its form; likenesses of its passages to the question and to the expected points of its topic.
Neither tells whether it is right, or good: who names the points without having done what they say is rated too high.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING

from interview.domain.evaluation import attempts
from local_cloud.stand_ins.asides import are_asides
from local_cloud.stand_ins.likeness import encoded, likenesses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["ENGLISH", "GERMAN", "Indicators", "Speech", "WordLists", "sentences_of", "words_of"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？।॥؟])\s*")
LONG_SENTENCE = 24
"""Words from which on a sentence is looked at in windows: speech is not always punctuated."""
WINDOW, STEP = 20, 10
LONGEST_SENTENCE = 40
"""Words a sentence counts at most: a transcript without punctuation is not one that is eight times as long."""
MIN_PIECE = 4
USUAL, LEAST_SHARE = 0.4, 0.02
"""How close a sentence is to its answer and to what is asked, from which on it counts in full (one in four is), and
what one counts for that is not close at all."""
PRIOR_WORDS = 20
"""Words that are added to those of an answer, of which none is counted: in a short one a single word tells little."""
PRIOR_COUNT = 2
"""Likewise of figures and times of day."""
BEGINNING = 100
"""Words of an answer that are compared as one text."""


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


@lru_cache(256)
def sentences_of(text: str) -> tuple[str, ...]:
    """Without what the product's own list of attempts finds."""
    for start, end, _ in reversed(attempts.passages(text)):
        text = f"{text[:start].rstrip()} {text[end:].lstrip()}"
    return tuple(sentence for sentence in _SENTENCE_END.split(" ".join(text.split())) if words_of(sentence))


@dataclass(frozen=True)
class WordLists:
    """Words of one language by what they do in speech."""

    fillers: frozenset[str]
    hedges: frozenset[str]
    steps: frozenset[str]
    reasons: frozenset[str]
    own: frozenset[str]
    figures: frozenset[str]
    times: frozenset[str]
    general: frozenset[str]
    figure: re.Pattern[str] = re.compile(r"(?!)")
    """Figures that are one word of several."""

    @cached_property
    def counted(self) -> frozenset[str]:
        """All of them."""
        lists = (getattr(self, each.name) for each in fields(self) if each.name != "figure")
        return frozenset().union(*lists)

    def is_figure(self, word: str) -> bool:
        return word[0].isdigit() or word in self.figures or self.figure.fullmatch(word) is not None


def _set(words: str) -> frozenset[str]:
    return frozenset(words_of(words))


ENGLISH = WordLists(
    fillers=_set("um uh er erm hmm like basically actually literally whatever stuff"),
    hedges=_set("maybe perhaps probably guess suppose somehow somewhat unsure possibly think might seems sort kind"),
    steps=_set(
        "first firstly second secondly third thirdly then next after afterwards before finally lastly eventually "
        "later meanwhile since"
    ),
    reasons=_set("because so therefore otherwise however consequently thus"),
    own=_set("i we my our me us"),
    figures=_set(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half third "
        "quarter percent twice"
    ),
    times=_set(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december morning noon afternoon evening night second seconds minute minutes hour "
        "hours day days week weeks month months year years"
    ),
    general=_set("always everyone everybody important never nothing something things good normal must should nobody"),
)
GERMAN = WordLists(
    fillers=_set("ähm äh öhm hm halt quasi sozusagen also irgendwie eigentlich"),
    hedges=_set(
        "vielleicht wahrscheinlich vermutlich irgendwie wohl glaube denke eventuell könnte könnten würde möglicherweise"
    ),
    steps=_set(
        "zuerst erst erstens zweitens drittens dann danach nachher später anschließend vorher schließlich zuletzt "
        "inzwischen seitdem nachdem bevor"
    ),
    reasons=_set("weil denn deshalb daher deswegen darum sodass damit sonst trotzdem"),
    own=_set("ich wir mein meine meinen meinem meiner unser unsere unseren unserem mir mich uns"),
    figures=_set(
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
        "achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend million "
        "halb halbe halben halber halbes anderthalb hälfte drittel viertel prozent zweimal dreimal"
    ),
    times=_set(
        "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august "
        "september oktober november dezember morgen mittag nachmittag abend nacht sekunde sekunden minute minuten "
        "stunde stunden tag tage tagen woche wochen monat monate monaten jahr jahre jahren vormittag morgens mittags "
        "abends nachts tages monats jahres"
    ),
    general=_set("immer jeder jede alle alles wichtig nie nichts etwas man muss sollte normal gut keiner niemand"),
    figure=re.compile(
        "(?!einzig)(?:ein|zwei|drei|vier|fünf|sechs?|sieb(?:en)?|acht|neun|zehn|elf|zwölf|zwan|und|zig|ssig|hundert|tausend)"
        "{2,}"
    ),
)


class Speech:
    """An answer to `asked`, the question and its points, cut up. What the product's own list of attempts finds to speak
    to a judge is no part of it, nor are asides (`aside` tells them apart). Nor is a sentence without any word that is
    counted, where others have such: it tells nothing here, and would only make their words rarer, so that padding would
    be worth something."""

    def __init__(self, text: str, lists: WordLists, asked: Sequence[str], aside: Mapping[str, float]) -> None:
        self.lists, self._asked = lists, asked
        written = sentences_of(text)
        are_none = are_asides(written, asked[0], aside)
        said = [sentence for sentence, is_none in zip(written, are_none, strict=True) if not is_none]
        said = said or [*written]
        self.sentences = [sentence for sentence in said if self._tells(sentence)] or said
        self.words = [word for sentence in self.sentences for word in words_of(sentence)]

    def _tells(self, sentence: str) -> bool:
        return any(word in self.lists.counted or self.lists.is_figure(word) for word in words_of(sentence))

    def count(self, listed: frozenset[str]) -> int:
        return sum(word in listed for word in self.words)

    @cached_property
    def passages(self) -> list[str]:
        """What is compared: sentences, those that are neighbours and short together, and windows of long ones."""
        passages = []
        for sentence in self.sentences:
            words = sentence.split()
            if len(words) <= LONG_SENTENCE:
                passages.append(sentence)
            else:
                starts = range(0, len(words) - WINDOW + STEP, STEP)
                passages += [" ".join(words[start : start + WINDOW]) for start in starts]
        pairs = (" ".join(pair) for pair in pairwise(self.sentences))
        return passages + [pair for pair in pairs if len(pair.split()) <= LONG_SENTENCE]

    def pieces(self, longest: int) -> list[str]:
        """The sentences in parts of at most so many words, each long enough to be quoted; of an answer in single words
        parts of it all."""
        parts = [part for sentence in self.sentences for part in _parts(sentence, longest)]
        parts = [part for part in parts if len(words_of(part)) >= MIN_PIECE]
        return parts or _parts(" ".join(self.sentences), longest)

    @cached_property
    def rates(self) -> dict[str, float]:
        """Of its form, in all that is said: shares of the words."""
        lists, said = self.lists, len(self.words) + PRIOR_WORDS
        plain = said - self.count(lists.fillers | lists.hedges)
        return {
            "fillers": self.count(lists.fillers) / said,
            "hedges": self.count(lists.hedges) / said,
            "steps": self.count(lists.steps) / plain,
            "own": self.count(lists.own) / plain,
            "general": self.count(lists.general) / plain,
            "times": _first_most(self.count(lists.times)),
            "sentence_words": min(LONGEST_SENTENCE, len(self.words) / max(1, len(self.sentences))),
        }

    @cached_property
    def specifics(self) -> dict[str, float]:
        """Of its content: likewise, of each sentence as far as it is on the matter."""
        lists = self.lists
        plain = PRIOR_WORDS + self._told(lambda word: word not in lists.fillers and word not in lists.hedges)
        return {
            "told_figures": _first_most(self._told(lists.is_figure)),
            "told_times": _first_most(self._told(lists.times.__contains__)),
            "told_steps": self._told(lists.steps.__contains__) / plain,
            "told_general": self._told(lists.general.__contains__) / plain,
        }

    def _told(self, is_meant: Callable[[str], bool]) -> float:
        return sum(
            share * sum(map(is_meant, words_of(sentence)))
            for share, sentence in zip(self._shares, self.sentences, strict=True)
        )

    @cached_property
    def _shares(self) -> list[float]:
        """How far each sentence is on the matter: by how close it is to the others and what is asked."""
        rows, asked = encoded(self.sentences), encoded(self._asked).mean(axis=0)
        others = (rows.sum(axis=0) - rows) / max(1, len(rows) - 1)
        about = others + asked
        close = (rows * about).sum(axis=1) / ((about * about).sum(axis=1)) ** 0.5
        return [min(1.0, max(LEAST_SHARE, float(each) / USUAL)) for each in close]


def _first_most(number: float) -> float:
    """Of what is counted, the first ones tell most."""
    return sqrt(number + PRIOR_COUNT) - sqrt(PRIOR_COUNT)


class Indicators:
    """All figures of one answer to `question`. It has to hold a word."""

    def __init__(self, speech: Speech, question: str, points: Sequence[str]) -> None:
        self.speech = speech
        self._asked = (question, *points)
        self._alike = likenesses(speech.passages, self._asked)

    @cached_property
    def of_the_answer(self) -> Mapping[str, float]:
        """By name; where there are points `point` is how close the closest passages come to them on average, and
        `closest_point` to the one that they come closest to. `whole`: its beginning, and all that is asked about."""
        closest = self._alike.max(axis=0)
        figures = {**self.speech.rates, **self.speech.specifics, "question": float(closest[0]), "whole": self._whole()}
        if len(closest) == 1:
            return figures
        return {**figures, "point": float(closest[1:].mean()), "closest_point": float(closest[1:].max())}

    def _whole(self) -> float:
        """How close its beginning, as one text, is to all that is asked about."""
        asked = encoded(self._asked).mean(axis=0)
        said = encoded([" ".join(" ".join(self.speech.sentences).split()[:BEGINNING])])[0]
        return float(said @ asked / sqrt(asked @ asked))

    def of_point(self, number: int) -> Mapping[str, float]:
        """Of the expected point of that number, counted from 0: how much closer a passage comes to it than to the
        question, at most."""
        return {"contrast": float((self._alike[:, number + 1] - self._alike[:, 0]).max())}

    def closest(self, pieces: Sequence[str]) -> "NDArray[np.float32]":
        """How alike each piece is to the question (first column) and to the points."""
        return likenesses(pieces, self._asked)


def _parts(text: str, longest: int) -> list[str]:
    words = text.split()
    return [" ".join(words[at : at + longest]) for at in range(0, len(words), longest)]
