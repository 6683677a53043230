"""Speaking a text piece by piece, so that it is known when what is said."""

from collections.abc import Iterator

import numpy as np

from local_cloud.simulation.spoken import Span
from local_cloud.simulation.spoken.answers import pieces
from local_cloud.simulation.spoken.rooms import SPEECH_DB
from local_cloud.simulation.spoken.sounds import SAMPLE_RATE, Sound, loud_span, loudness, silence
from local_cloud.simulation.spoken.voices import SaidWord, Voice

__all__ = ["Take"]

LEAD_IN_S = 0.5
LEAD_OUT_S = 1.0


class Take:
    """A text as a voice says it, with the pauses marked in it and nothing around it: no room, no microphone.

    `pieces` and `words` say what is said when.
    """

    def __init__(self, text: str, voice: Voice) -> None:
        self.voice = voice
        self.pieces: list[Span] = []
        self.words: list[Span] = []
        self.sound = self._speak(text)

    def _speak(self, text: str) -> Sound:
        planned = list(pieces(text))
        said = self.voice.say([piece for piece, _ in planned])
        parts, at_s = [silence(LEAD_IN_S)], LEAD_IN_S
        for (text, pause_s), piece in zip(planned, said, strict=True):
            loud = loud_span(piece.samples)
            heard, cut_s = piece.samples[loud], loud.start / SAMPLE_RATE
            end_s = at_s + len(heard) / SAMPLE_RATE
            self.pieces.append(Span(text, round(at_s, 3), round(end_s, 3)))
            self.words += _moved(piece.words, at_s - cut_s, self.pieces[-1])
            parts += [heard, silence(pause_s)]
            at_s = end_s + pause_s
        whole = np.concatenate([*parts, silence(LEAD_OUT_S)])
        return whole * np.float32(10 ** ((SPEECH_DB - loudness(self._spoken_parts(whole))) / 20))

    def _spoken_parts(self, sound: Sound) -> Iterator[Sound]:
        for piece in self.pieces:
            yield sound[round(piece.start_s * SAMPLE_RATE) : round(piece.end_s * SAMPLE_RATE)]


def _moved(words: tuple[SaidWord, ...], by_s: float, piece: Span) -> Iterator[Span]:
    """The voice's words at their times in the whole; what was too soft to be kept is cut off."""
    for word in words:
        start_s, end_s = max(word.start_s + by_s, piece.start_s), min(word.end_s + by_s, piece.end_s)
        yield Span(word.word, round(start_s, 3), round(end_s, 3))
