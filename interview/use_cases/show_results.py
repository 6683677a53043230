"""All that is known of one interview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from interview.adapters.mongo import (
    AnswerRepository,
    ConnectionRepository,
    ProctoringEventRepository,
    ScoreRepository,
    SessionRepository,
)
from interview.adapters.s3 import MergedBucket
from interview.domain.accounts import User
from interview.domain.answers import Answer
from interview.domain.clock import Clock, utc_now
from interview.domain.proctoring import Flag
from interview.domain.question_time import overtime
from interview.domain.scoring import Score
from interview.domain.sessions import Session, SessionState
from interview.domain.tokens import TicketRole
from interview.errors import NotFoundError

HEARD_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True)
class Results:
    """`playback_urls` and `scores` are by question index and hold what there is so far."""

    session: Session
    answers: Sequence[Answer]
    scores: Mapping[int, Score]
    playback_urls: Mapping[int, str]
    flags: Sequence[Flag]
    is_candidate_here: bool


@dataclass(frozen=True)
class ShowResults:
    sessions: SessionRepository
    answers: AnswerRepository
    scores: ScoreRepository
    events: ProctoringEventRepository
    connections: ConnectionRepository
    merged: MergedBucket
    clock: Clock = utc_now

    def __call__(self, user: User, session_id: UUID) -> Results:
        """Raises NotFoundError for a session of another organisation."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        if session is None:
            raise NotFoundError("No such session.")
        asked = len(session.questions)
        answers = [answer for answer in self.answers.of_session(session_id) if answer.question_index < asked]
        urls = {answer.question_index: self.merged.playback_url(answer.video.key) for answer in answers if answer.video}
        scores = self.scores.latest(session_id, {answer.question_index: answer.scored_hash for answer in answers})
        overtimes = (
            overtime(session_id, session.questions[answer.question_index], session.accommodations, answer)
            for answer in answers
        )
        flags = [*self.events.of_session(session_id), *(flag for flag in overtimes if flag)]
        flags.sort(key=lambda flag: flag.at)
        return Results(session, answers, scores, urls, flags, self._is_candidate_here(session, answers))

    def _is_candidate_here(self, session: Session, answers: Sequence[Answer]) -> bool:
        """Whether the candidate's page is open: its live socket is, or it told something a moment ago."""
        if session.state is not SessionState.IN_PROGRESS:
            return False
        now = self.clock()
        told = [answer.time_used.told_at for answer in answers if answer.time_used.told_at]
        if told and now - max(told) < HEARD_WITHIN:
            return True
        return bool(self.connections.joined(session.id, TicketRole.CANDIDATE, now))
