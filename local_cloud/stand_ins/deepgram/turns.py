"""Whose turn it is, from how likely speech is in each window of sound. No clock but the sound itself.

Deepgram's Flux ends a turn when it is confident enough that no more is coming. Here that confidence grows with the
silence: fast where what was said sounds and reads as if it were finished, and slowly where it does not.
"""

import math
from dataclasses import dataclass
from enum import Enum, auto

from local_cloud.stand_ins.deepgram.sentence_end import Ending

__all__ = ["Change", "Signs", "Thresholds", "Turns", "confidence"]

SPEECH_FROM = 0.5
SILENCE_BELOW = 0.35
WINDOWS_OF_SPEECH = 3
"""So many windows of speech in a row begin an utterance: a click does not."""
PAUSE_S = 0.3
"""So much silence ends an utterance, though not yet the turn."""
LASTING_PAUSE_S = 0.5
"""After so much silence the signs of an end count. By then the words are mostly there."""

SURE = 0.7
"""What the vendor takes for the end of a turn where nobody says otherwise."""
SILENCE_ALONE_S = 0.6
FINISHED_S = LASTING_PAUSE_S
"""It sounds and reads finished: it is sure as soon as it knows."""
SOUNDS_FINISHED_S = 1.2
READS_FINISHED_S = 3.1
"""A recogniser closes many a sentence that goes on. Who looks for a word has three seconds, …"""
UNFINISHED_S = 5.5
"""… and is then hardly thought to have finished where no sentence was closed."""
FINISHED_MELODY = 0.5


@dataclass(frozen=True)
class Thresholds:
    """When a turn is over: the confidence it takes, and the silence that is enough in any case."""

    eot_threshold: float = 0.7
    eot_timeout_ms: int = 5000
    eager_eot_threshold: float | None = None


@dataclass(frozen=True)
class Signs:
    """What else than the silence says whether more is coming: how likely the voice has finished, and how the words
    end."""

    melody: float
    ending: Ending


def confidence(silence_s: float, signs: Signs | None = None) -> float:
    """How sure it is after so much silence that the turn is over; by silence alone where there are no signs."""
    sure_after_s = _sure_after_s(signs) if signs else SILENCE_ALONE_S
    return 1 - math.pow(1 - SURE, silence_s / sure_after_s)


def _sure_after_s(signs: Signs) -> float:
    sounds_finished = signs.melody >= FINISHED_MELODY
    match signs.ending:
        case Ending.CLOSED:
            return FINISHED_S if sounds_finished else READS_FINISHED_S
        case Ending.UNKNOWN:
            return SOUNDS_FINISHED_S if sounds_finished else UNFINISHED_S
        case Ending.OPEN:
            return UNFINISHED_S


class Change(Enum):
    TURN_STARTED = auto()
    UTTERANCE_ENDED = auto()
    PAUSE_LASTS = auto()
    """The time to `weigh` the signs of an end."""
    UTTERANCE_STARTED = auto()
    TURN_EAGERLY_ENDED = auto()
    TURN_RESUMED = auto()
    """An utterance started after the turn had eagerly ended."""
    TURN_ENDED = auto()


class Turns:
    def __init__(self, window_s: float, thresholds: Thresholds) -> None:
        self.thresholds = thresholds
        self.in_turn = False
        self.speaking = False
        """Whether an utterance goes on; a turn may hold several."""
        self.confidence = 0.0
        """How sure it is that the turn is over; 0 while there is none, and until the signs are weighed."""
        self._weighed = False
        self._signs: Signs | None = None
        self._eagerly_ended = False
        self._window_s = window_s
        self._silent = 0
        self._spoken = 0

    def weigh(self, signs: Signs | None) -> None:
        """What stands for an end until somebody speaks again. None: silence alone."""
        self._signs = signs

    def step(self, speech: float) -> Change | None:
        """What changes with the next window, in which somebody speaks with the probability `speech`."""
        self._silent = self._silent + 1 if speech < SILENCE_BELOW else 0
        self._spoken = self._spoken + 1 if speech >= SPEECH_FROM else 0
        silence_s = self._silent * self._window_s
        self.confidence = confidence(silence_s, self._signs) if self.in_turn and self._weighed else 0.0
        if self.speaking:
            return self._pause() if silence_s >= PAUSE_S else None
        if self._spoken >= WINDOWS_OF_SPEECH:
            return self._speak()
        if self.in_turn and not self._weighed and silence_s >= LASTING_PAUSE_S:
            self._weighed = True
            return Change.PAUSE_LASTS
        return self._finish(silence_s) if self.in_turn else None

    def _speak(self) -> Change:
        self.speaking = True
        self._weighed = False
        if not self.in_turn:
            self.in_turn = True
            return Change.TURN_STARTED
        resumed, self._eagerly_ended = self._eagerly_ended, False
        return Change.TURN_RESUMED if resumed else Change.UTTERANCE_STARTED

    def _pause(self) -> Change:
        self.speaking = False
        return Change.UTTERANCE_ENDED

    def _finish(self, silence_s: float) -> Change | None:
        limits = self.thresholds
        if self.confidence >= limits.eot_threshold or silence_s * 1000 >= limits.eot_timeout_ms:
            self.in_turn = self._eagerly_ended = False
            return Change.TURN_ENDED
        eager = limits.eager_eot_threshold
        if eager is not None and not self._eagerly_ended and self.confidence >= eager:
            self._eagerly_ended = True
            return Change.TURN_EAGERLY_ENDED
        return None
