"""A turn that is heard again and again while it grows: what of it is known, and what is to be heard next.

Whisper does not stream. It hears the same sound anew each time, a little more of it; words on which two times in a row
agree stay. At the end of a sentence that stays the sound is cut, so that hearing costs the same in the fifth minute as
in the first seconds. No I/O, and no clock but the sound itself.
"""

from collections.abc import Sequence

import numpy as np

from local_cloud.stand_ins.deepgram.workers import Passage
from local_cloud.stand_ins.recogniser import SAMPLE_RATE, HeardWord

__all__ = ["LONGEST_S", "GrowingTurn"]

BYTES_A_SECOND = 2 * SAMPLE_RATE
LONG_S = 6.0
"""Sound that is longer is cut at a sentence's end …"""
TOO_LONG_S = 15.0
"""… and sound that is this long between any two words."""
LONGEST_S = 25
"""So much is heard at once at most."""
AROUND_S = 0.2
"""The cut is where it is quietest, so far around the place between two words."""
QUIET = SAMPLE_RATE // 50
BEFORE = 30
"""Words that were said before, of which the next hearing is told."""


class GrowingTurn:
    def __init__(self, start_s: float, language: str) -> None:
        self._language = language
        self._pcm = bytearray()
        self._from_s = start_s
        self.heard_to_s = start_s
        """Until when the words are known."""
        self._settled: list[HeardWord] = []
        self._guessed: list[HeardWord] = []
        self._heard_twice = False
        """Whether there is a guess on which two hearings agree."""

    def hear(self, pcm: bytes) -> None:
        self._pcm += pcm

    @property
    def words(self) -> list[HeardWord]:
        return [*self._settled, *self._guessed]

    @property
    def end_s(self) -> float:
        """Until when there is sound."""
        return self._from_s + len(self._pcm) / BYTES_A_SECOND

    @property
    def unheard_s(self) -> float:
        """How much sound there is of which no words are known."""
        return self.end_s - self.heard_to_s

    def passage(self) -> Passage:
        """What is to be heard next."""
        before = " ".join(word["word"] for word in self._settled[-BEFORE:])
        return Passage(bytes(self._pcm[: LONGEST_S * BYTES_A_SECOND]), self._from_s, self._language, before)

    def learn(self, passage: Passage, words: Sequence[HeardWord], *, final: bool) -> None:
        """What was heard in a passage; nothing where a later one was there sooner. `final`: the speaker paused."""
        length_s = len(passage.pcm) / BYTES_A_SECOND
        if passage.start_s != self._from_s or passage.start_s + length_s < self.heard_to_s:
            return
        full = len(passage.pcm) == LONGEST_S * BYTES_A_SECOND
        agreed = len(words) if final or full else _agreeing(self._guessed, words)
        self.heard_to_s = passage.start_s + length_s
        if not words and self._heard_twice:
            self._heard_twice = False  # now and then Whisper hears nothing in what it heard before
            return
        self._guessed, self._heard_twice = list(words), agreed > 0
        if at := self._place_to_cut(agreed, length_s):
            self._cut(at)
        elif full or (not words and length_s > LONG_S):
            self._let_go(len(words), len(passage.pcm))

    def _place_to_cut(self, agreed: int, length_s: float) -> int:
        """How many words are to be let go of."""
        words = self._guessed
        between = range(1, min(agreed + 1, len(words)))
        sentences = [at for at in between if words[at - 1]["word"].endswith((".", "?", "!"))]
        if length_s > LONG_S and sentences:
            return sentences[-1]
        if length_s > TOO_LONG_S and between:
            return max(between, key=lambda at: words[at]["start"] - words[at - 1]["end"])
        return 0

    def _cut(self, at: int) -> None:
        between_s = (self._guessed[at - 1]["end"] + self._guessed[at]["start"]) / 2
        self._let_go(at, 2 * _quietest(self._pcm, between_s - self._from_s))

    def _let_go(self, words: int, sound: int) -> None:
        self._settled += self._guessed[:words]
        del self._guessed[:words]
        del self._pcm[:sound]
        self._from_s += sound / BYTES_A_SECOND


def _agreeing(before: Sequence[HeardWord], now: Sequence[HeardWord]) -> int:
    """How many words both begin with, whatever marks follow them."""
    at = 0
    for old, new in zip(before, now, strict=False):
        if _bare(old) != _bare(new):
            break
        at += 1
    return at


def _bare(word: HeardWord) -> str:
    return "".join(filter(str.isalnum, word["word"].lower()))


def _quietest(pcm: bytearray, around_s: float) -> int:
    samples = np.abs(np.frombuffer(bytes(pcm), "<i2").astype(np.float32))
    first = max(0, round((around_s - AROUND_S) * SAMPLE_RATE))
    last = min(len(samples), round((around_s + AROUND_S) * SAMPLE_RATE))
    starts = range(first, max(first + 1, last - QUIET), QUIET // 2)
    return min(starts, key=lambda start: float(samples[start : start + QUIET].mean())) + QUIET // 2
