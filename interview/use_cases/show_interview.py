"""The interview as its candidate may see it."""

from dataclasses import dataclass

from interview.domain.clock import Clock, utc_now
from interview.domain.sessions import Session, require_open


@dataclass(frozen=True)
class ShowInterview:
    clock: Clock = utc_now

    def __call__(self, session: Session) -> Session:
        """Raises LinkClosedError for one that is finished or expired."""
        require_open(session, self.clock())
        return session
