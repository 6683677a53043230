"""Tell the recruiters who watch a session what happens in it."""

import time
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.connections import ConnectionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.live_messages import LiveNews
from interview.domain.tokens import TicketRole
from interview.errors import RetryableError
from interview.use_cases.live.send_message import SendMessage

FAN_OUT_TIMEOUT_S = 4
"""Sockets that hang keep the work that the news is about no longer; pages ask the API what they were not told."""


@dataclass(frozen=True)
class FanOut:
    """News of what is stored already, so nothing is lost where it does not arrive: it never fails the work."""

    connections: ConnectionRepository
    send_message: SendMessage
    clock: Clock = utc_now

    def __call__(self, session_id: UUID, message: LiveNews) -> int:
        """How many were told."""
        try:
            watching = self.connections.joined(session_id, TicketRole.RECRUITER, self.clock())
        except RetryableError:
            return 0
        ends_at_s = time.monotonic() + FAN_OUT_TIMEOUT_S
        return sum(self._told(connection_id, message) for connection_id in watching if time.monotonic() < ends_at_s)

    def _told(self, connection_id: str, message: LiveNews) -> bool:
        try:
            return self.send_message(connection_id, message)
        except RetryableError:
            return False
