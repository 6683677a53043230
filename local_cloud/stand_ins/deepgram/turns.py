"""Whose turn it is, from how likely speech is in each window of sound. No clock but the sound itself.

Deepgram's Flux ends a turn when it is confident enough that no more is coming. Here that confidence is a function of
the silence so far: 0.5 after 0.35 s, 0.7 after 0.6 s, 0.8 after 0.8 s, 0.9 after 1.15 s.
"""

import math
from dataclasses import dataclass
from enum import Enum, auto

__all__ = ["Change", "Thresholds", "Turns"]

SPEECH_FROM = 0.5
SILENCE_BELOW = 0.35
WINDOWS_OF_SPEECH = 3
"""So many windows of speech in a row begin an utterance: a click does not."""
PAUSE_S = 0.3
"""So much silence ends an utterance, though not yet the turn."""
CONFIDENCE_SCALE_S = 0.5


@dataclass(frozen=True)
class Thresholds:
    """When a turn is over: the confidence it takes, and the silence that is enough in any case."""

    eot_threshold: float = 0.7
    eot_timeout_ms: int = 5000
    eager_eot_threshold: float | None = None


class Change(Enum):
    TURN_STARTED = auto()
    UTTERANCE_ENDED = auto()
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
        """How sure it is that the turn is over; 0 while there is none."""
        self._eagerly_ended = False
        self._window_s = window_s
        self._silent = 0
        self._spoken = 0

    def step(self, speech: float) -> Change | None:
        """What changes with the next window, in which somebody speaks with the probability `speech`."""
        self._silent = self._silent + 1 if speech < SILENCE_BELOW else 0
        self._spoken = self._spoken + 1 if speech >= SPEECH_FROM else 0
        silence_s = self._silent * self._window_s
        self.confidence = 1 - math.exp(-silence_s / CONFIDENCE_SCALE_S) if self.in_turn else 0.0
        if self.speaking:
            return self._pause() if silence_s >= PAUSE_S else None
        if self._spoken >= WINDOWS_OF_SPEECH:
            return self._speak()
        return self._finish(silence_s) if self.in_turn else None

    def _speak(self) -> Change:
        self.speaking = True
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
