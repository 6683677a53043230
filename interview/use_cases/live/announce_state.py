"""Tell who watches a session that its state has changed."""

from dataclasses import dataclass

from interview.domain.sessions.session import SessionOutline
from interview.use_cases.live.fan_out import FanOut


@dataclass(frozen=True)
class AnnounceState:
    fan_out: FanOut

    def __call__(self, session: SessionOutline) -> int:
        """How many were told. Never raises for want of an answer: the change itself is stored."""
        return self.fan_out(session.id, {"type": "session_changed", "state": session.state.value})
