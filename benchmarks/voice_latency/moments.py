"""The moments of one answer, and what they come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from benchmarks.percentiles import percentiles

__all__ = ["Moments", "Span", "figures", "note"]


class Span(NamedTuple):
    """When a vendor began and ended what the candidate waited for."""

    began: float
    ended: float

    @property
    def seconds(self) -> float:
        return self.ended - self.began


NEVER = Span(0, 0)


@dataclass
class Moments:
    """Seconds of one clock. `reported`, `shown` and `stored`: when the answer's first word was there, its second, …"""

    reported: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    stored: list[float] = field(default_factory=list)
    finished: float = 0.0
    """The end of speech: with the last sound the page says that the answer is over."""
    last_words: Span = NEVER
    kept: float = 0.0
    """The page knows that the words are stored, and asks for the feedback."""
    models: list[Span] = field(default_factory=list)
    given: float = 0.0
    """The page has the feedback, and wants it said."""
    voice: Span = NEVER
    heard: float = 0.0
    """The page has the feedback's first sound."""

    def whole(self) -> float:
        return self.heard - self.finished

    def stand_ins(self) -> dict[str, float]:
        """How long each worked. Calls of the model are made side by side: the longest counts, what another adds is
        ours."""
        return {
            "last_words": self.last_words.seconds,
            "model": max(call.seconds for call in self.models),
            "voice": self.voice.seconds,
        }

    def ours(self) -> float:
        return self.whole() - sum(self.stand_ins().values())

    def stages(self) -> dict[str, float]:
        """Our part, cut where a vendor or the page has its turn."""
        return {
            "answer_finished_to_recogniser": self.last_words.began - self.finished,
            "last_words_to_stored": self.kept - self.last_words.ended,
            "feedback": self.given - self.kept - self.stand_ins()["model"],
            "speak_feedback_to_agent": self.voice.began - self.given,
            "first_sound_to_page": self.heard - self.voice.ended,
        }


def note(times: list[float], words: int, at: float) -> None:
    """So many words are there."""
    times.extend([at] * (words - len(times)))


def figures(answers: Sequence[Moments]) -> dict[str, Any]:
    """Milliseconds."""

    def waits(ends: str) -> dict[str, float]:
        pairs = (zip(answer.reported, getattr(answer, ends), strict=True) for answer in answers)
        return percentiles([end - reported for pair in pairs for reported, end in pair])

    return {
        "end_of_speech_to_first_sound": percentiles([answer.whole() for answer in answers]),
        "stand_ins": _each([answer.stand_ins() for answer in answers]),
        "our_part": percentiles([answer.ours() for answer in answers]),
        "our_part_by_stage": _each([answer.stages() for answer in answers]),
        "transcript_to_page": waits("shown"),
        "transcript_to_mongodb": waits("stored"),
    }


def _each(parts: Sequence[Mapping[str, float]]) -> dict[str, dict[str, float]]:
    return {name: percentiles([part[name] for part in parts]) for name in parts[0]}
