"""Whether every chunk that the browser recorded has arrived."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo import AnswerRepository, ChunkRepository, SessionRepository
from interview.domain.chunks import missing
from interview.domain.clock import Clock, utc_now
from interview.errors import NotFoundError


@dataclass(frozen=True)
class Delivery:
    missing: int
    seconds_left: int


@dataclass(frozen=True)
class AwaitChunks:
    """Stragglers are awaited from the moment the attempt was asked for; the manifests say what is expected."""

    sessions: SessionRepository
    answers: AnswerRepository
    chunks: ChunkRepository
    longest_wait_s: int
    clock: Clock = utc_now

    def __call__(self, session_id: UUID) -> Delivery:
        session = self.sessions.get(session_id)
        if session is None or session.execution is None:
            raise NotFoundError("no such session under way")
        registered = self.chunks.of_session(session_id)
        absent = sum(
            len(missing(answer.manifest, [c for c in registered if c.question_index == answer.question_index]))
            for answer in self.answers.of_session(session_id)
            if answer.manifest
        )
        waited_s = (self.clock() - session.execution.requested_at).total_seconds()
        return Delivery(absent, max(0, round(self.longest_wait_s - waited_s)))
