"""Whether every chunk that the browser recorded has arrived."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.errors import NotFoundError
from interview.use_cases.recordings.look_up_chunks import LookUpChunks

LOOKED_FOR_AT_ONCE = 50
"""Chunks of a question that are looked for in the bucket each time this is asked, which is once a second."""


class Stragglers(NamedTuple):
    missing: int
    seconds_left: int


@dataclass(frozen=True)
class AwaitChunks:
    """Stragglers are awaited from the moment the attempt was asked for; the manifests say what is expected, and the
    bucket has the last word on what has come."""

    sessions: SessionRepository
    answers: AnswerRepository
    look_up: LookUpChunks
    max_wait_s: int
    clock: Clock = utc_now

    def __call__(self, session_id: UUID) -> Stragglers:
        session = self.sessions.get(session_id)
        if session is None or session.execution is None:
            raise NotFoundError("no such session under way")
        deliveries = self.answers.deliveries(session_id, lacking=LOOKED_FOR_AT_ONCE)
        missing = sum(self.look_up.missing(session_id, delivery) for delivery in deliveries)
        waited_s = (self.clock() - session.execution.requested_at).total_seconds()
        return Stragglers(missing, max(0, round(self.max_wait_s - waited_s)))
