"""What a vendor's limits leave of a model, and when.

What is used comes back all the time and not at a minute's end: of 6,000 tokens a minute the 477 that are lacking are
there after 4.77 s, says Groq. So one date holds all that is known of a limit: when it is whole again if nobody asks
(the generic cell rate algorithm, ITU-T I.371).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

__all__ = ["FEEDBACK_SHARE", "INTERVIEWS_SHARE", "REQUESTS_A_DAY", "TOKENS_A_MINUTE", "Limit", "Room"]

TOKENS_A_MINUTE = "tokens_a_minute"
REQUESTS_A_DAY = "requests_a_day"
"""These two Groq tells of with every answer. What else it counts is told by its refusals alone."""

FEEDBACK_SHARE = 0.3
"""Of each limit: scoring leaves it, for a candidate waits for feedback and nobody for a score. Of 8,000 tokens a minute
it is one feedback, two requests of some 600 tokens and 512 of reply."""
INTERVIEWS_SHARE = 0.5
"""Of each limit: nobody waits for a score, or for feedback, because somebody drafts a template or asks a question."""


@dataclass(frozen=True)
class Room:
    """What a request asks of a limit: `amount` now, with room for as much again for each of the `behind` that came
    before it, and a share of the limit that it `leaves` to others."""

    amount: int
    behind: int = 0
    leaves: float = 0.0


@dataclass(frozen=True)
class Limit:
    """At most so much within so long; `full_at` is when it is whole again if nobody asks."""

    most: int
    per: timedelta
    full_at: datetime

    def takes(self, amount: int) -> timedelta:
        """How much later it is whole again for this."""
        return self.per * (amount / self.most)

    def free_at(self, room: Room, now: datetime) -> datetime:
        """From when there is such room. One request alone never asks for more than all of it."""
        return max(self.full_at, now) - self._slack(room)

    def latest(self, room: Room, now: datetime) -> datetime:
        """Where `full_at` is no later, there is such room now."""
        return now + self._slack(room)

    def _slack(self, room: Room) -> timedelta:
        """How long before it is whole there is such room; negative where those before need more than there ever is."""
        alone = min(self.most, room.amount + room.leaves * self.most)
        return self.per * (1 - (alone + room.behind * room.amount) / self.most)
