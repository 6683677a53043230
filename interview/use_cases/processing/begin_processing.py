"""The first step of the state machine: make sure of the lock, and see what is left to do."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.recordings.chunks import missing
from interview.domain.recordings.merging import plan_merge
from interview.domain.sessions.answer import Answer
from interview.domain.sessions.session import Session, SessionState
from interview.errors import ConflictError
from interview.use_cases.publish_events import Publish, left_to_the_sweeper


class Begun(NamedTuple):
    """`left` are the indexes of the questions that were not merged, transcribed and scored while the interview was
    going on, or not from all that has arrived since."""

    session: Session
    left: list[int]


@dataclass(frozen=True)
class BeginProcessing:
    sessions: SessionRepository
    answers: AnswerRepository
    chunks: ChunkRepository
    scores: ScoreRepository
    publish: Publish = left_to_the_sweeper

    def __call__(self, session_id: UUID, attempt: int) -> Begun:
        """completed ▶ processing. Nothing is left to do where the candidate has withdrawn. Raises ConflictError unless
        the session is locked and this is its attempt."""
        session = self.sessions.begin_processing(session_id, attempt)
        if session is None:
            if withdrawn := self._withdrawn(session_id):
                return Begun(withdrawn, [])
            raise ConflictError("the session is not locked, has been processed, or another attempt is under way")
        self.publish(session_id)
        answers = self.answers.outlines(session_id)
        scores = self.scores.overalls(session_id, {answer.question_index: answer.scored_hash for answer in answers})
        left = [
            answer.question_index
            for answer in answers
            if answer.question_index < len(session.questions)
            and not (
                self._is_heard(answer)
                and (session.people_only or answer.is_scored_by(scores.get(answer.question_index)))
            )
        ]
        return Begun(session, left)

    def _withdrawn(self, session_id: UUID) -> Session | None:
        session = self.sessions.get(session_id)
        return session if session and session.state is SessionState.WITHDRAWN else None

    def _is_heard(self, answer: Answer) -> bool:
        """Whether all that was recorded has arrived, is in the video, and is in the best words. Once nothing is known
        of its chunks any more, the video stands."""
        if answer.failure or answer.video is None or answer.manifest is None or not answer.is_in_words:
            return False
        manifest = self.answers.manifest(answer.session_id, answer.question_index)
        chunks = self.chunks.of_question(answer.session_id, answer.question_index)
        if not chunks:
            return True
        if manifest is None or missing(manifest, chunks):
            return False
        return plan_merge(manifest, chunks).is_made(answer.video)
