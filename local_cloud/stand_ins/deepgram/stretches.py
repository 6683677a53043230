"""Where in a recording somebody speaks, in pieces that are heard at once. No I/O."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Stretch", "stretches"]

SPEECH_FROM = 0.5
SILENCE_BELOW = 0.35
SHORTEST_S = 0.1
"""Less is a click."""
ONSET_S = 0.2
"""What belongs to speech before it is noticed, and after."""
PAUSE_S = 0.3
"""So much silence parts two utterances."""
LONG_PAUSE_S = 2.0
"""After so much, what follows is heard on its own."""
LONGEST_S = 20.0
"""More is not heard at once."""
LEAST_S = 12.0
"""Who speaks without a pause is cut after this, where it is quietest."""


@dataclass(frozen=True)
class Stretch:
    """In windows: from the first, to before the last."""

    first: int
    last: int


def stretches(probabilities: Sequence[float], window_s: float) -> list[Stretch]:
    """What to hear one after the other, from how likely speech is in each window."""
    spoken = _utterances(probabilities, window_s)
    short = (part for utterance in spoken for part in _cut(utterance, probabilities, window_s))
    return list(_joined(_padded(short, len(probabilities), window_s), window_s))


def _utterances(probabilities: Sequence[float], window_s: float) -> Iterator[Stretch]:
    first, silent = None, 0
    for at, speech in enumerate(probabilities):
        if first is None:
            first, silent = (at, 0) if speech >= SPEECH_FROM else (None, 0)
            continue
        silent = silent + 1 if speech < SILENCE_BELOW else 0
        if silent * window_s >= PAUSE_S:
            if (at + 1 - silent - first) * window_s >= SHORTEST_S:
                yield Stretch(first, at + 1 - silent)
            first = None
    if first is not None:
        yield Stretch(first, len(probabilities))


def _cut(utterance: Stretch, probabilities: Sequence[float], window_s: float) -> Iterator[Stretch]:
    first, least, most = utterance.first, round(LEAST_S / window_s), round((LONGEST_S - 2 * ONSET_S) / window_s)
    while utterance.last - first > most:
        at = min(range(first + least, first + most), key=probabilities.__getitem__)
        yield Stretch(first, at)
        first = at
    yield Stretch(first, utterance.last)


def _padded(parts: Iterable[Stretch], windows: int, window_s: float) -> Iterator[Stretch]:
    """With what is around them, halfway to the next at most."""
    room = round(ONSET_S / window_s)
    known = list(parts)
    for before, part, after in zip([None, *known], known, [*known[1:], None], strict=False):
        first = max(part.first - room, (before.last + part.first + 1) // 2 if before else 0)
        last = min(part.last + room, (part.last + after.first + 1) // 2 if after else windows)
        yield Stretch(first, last)


def _joined(parts: Iterable[Stretch], window_s: float) -> Iterator[Stretch]:
    """Those with short pauses between them as one, as far as that can be heard at once."""
    whole: Stretch | None = None
    for part in parts:
        if (
            whole
            and (part.first - whole.last) * window_s < LONG_PAUSE_S
            and (part.last - whole.first) * window_s <= LONGEST_S
        ):
            whole = Stretch(whole.first, part.last)
            continue
        if whole:
            yield whole
        whole = part
    if whole:
        yield whole
