"""Which interviews a question is put to."""

from datetime import datetime
from uuid import UUID

from interview.domain.sessions.session import SessionState
from interview.domain.values import Value

__all__ = ["Narrowed"]


class Narrowed(Value):
    """All of which must hold; of several values of one thing any. The times are of the end of the interview."""

    templates: tuple[UUID, ...] = ()
    states: tuple[SessionState, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
