"""How much of a question's time is used, as it is stored with the answer."""

from datetime import datetime

from interview.domain.values import Value

__all__ = ["TimeUsed"]


class TimeUsed(Value):
    """As the page told it last, at `told_at`. `answer_ms` counts a third of the time of writing.

    `more_thinking` and `more_answer` are how often more time was asked for; `ended_at` is when the answer was finished,
    `told_late_ms` how long the page kept something to itself at most, for want of a connection.
    """

    thinking_ms: int = 0
    answer_ms: int = 0
    more_thinking: int = 0
    more_answer: int = 0
    told_at: datetime | None = None
    ended_at: datetime | None = None
    told_late_ms: int = 0
