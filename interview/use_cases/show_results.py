"""All that is known of one interview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo import AnswerRepository, ProctoringEventRepository, ScoreRepository, SessionRepository
from interview.adapters.s3 import MergedBucket
from interview.domain.accounts import User
from interview.domain.answers import Answer
from interview.domain.proctoring import Flag
from interview.domain.scoring import Score
from interview.domain.sessions import Session
from interview.errors import NotFoundError


@dataclass(frozen=True)
class Results:
    """`playback_urls` and `scores` are by question index and hold what there is so far."""

    session: Session
    answers: Sequence[Answer]
    scores: Mapping[int, Score]
    playback_urls: Mapping[int, str]
    flags: Sequence[Flag]


@dataclass(frozen=True)
class ShowResults:
    sessions: SessionRepository
    answers: AnswerRepository
    scores: ScoreRepository
    events: ProctoringEventRepository
    merged: MergedBucket

    def __call__(self, user: User, session_id: UUID) -> Results:
        """Raises NotFoundError for a session of another organisation."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        if session is None:
            raise NotFoundError("No such session.")
        asked = len(session.questions)
        answers = [answer for answer in self.answers.of_session(session_id) if answer.question_index < asked]
        urls = {answer.question_index: self.merged.playback_url(answer.video.key) for answer in answers if answer.video}
        scores = self.scores.latest(session_id, {answer.question_index: answer.scored_hash for answer in answers})
        return Results(session, answers, scores, urls, self.events.of_session(session_id))
