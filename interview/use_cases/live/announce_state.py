"""Tell who watches a session that it has changed."""

from dataclasses import dataclass

from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.events import SessionChanged
from interview.domain.live_messages import NewState
from interview.use_cases.live.fan_out import FanOut


@dataclass(frozen=True)
class AnnounceState:
    sessions: SessionRepository
    fan_out: FanOut

    def __call__(self, event: SessionChanged) -> int | None:
        """How many were told; None where the session has changed again since, of which another event tells, or is gone.
        A repeat tells the same once more."""
        session = self.sessions.outlines([event.session_id]).get(event.session_id)
        if session is None or session.version > event.session_version:
            return None
        return self.fan_out(session.id, NewState(state=event.data.state))
