"""Tell who watches a session that something was found about it, by a judge or by people."""

from dataclasses import dataclass
from uuid import UUID

from interview.domain.live_messages import ReviewChanged
from interview.use_cases.live.fan_out import FanOut


@dataclass(frozen=True)
class AnnounceReview:
    fan_out: FanOut

    def __call__(self, session_id: UUID) -> int:
        """How many were told. What was found they ask the API."""
        return self.fan_out(session_id, ReviewChanged())
