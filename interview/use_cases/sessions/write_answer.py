"""Take an answer in writing."""

from dataclasses import dataclass

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.follow_ups import reachable_from
from interview.domain.sessions.session import Session, has_expired, require_open, require_question, require_unlocked
from interview.domain.transcripts.text_answers import TextAnswer
from interview.errors import WritingNotOfferedError


@dataclass(frozen=True)
class WriteAnswer:
    sessions: SessionRepository
    answers: AnswerRepository
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session: Session, question_index: int, text: str, late_ms: int = 0) -> TextAnswer:
        """The answer on record; a later one replaces it while the interview is open. After the link's end a text is
        taken until the lock, to a question that was given out before. `late_ms`: so long ago it was written, as the
        page says.

        Raises NotFoundError, LinkClosedError, and ConflictError before the start or where writing was not offered.
        """
        require_question(session, question_index)
        now = self.clock()
        require_unlocked(session, now)
        if self.answers.get(session.id, question_index).given_at is None:
            require_open(session, now)
        if not session.accommodations.text_answers:
            raise WritingNotOfferedError(
                "In this interview answers are spoken. Your recruiter can offer you to write them."
            )
        self.usage.count(quotas.TEXT_ANSWERS, session.id, question_index)
        answer = TextAnswer(text=text, written_at=now)
        self.answers.store_text_answer(session.permit, question_index, answer, late_ms)
        self.answers.ask(session.permit, question_index, now)
        if not has_expired(session, now):
            reachable = reachable_from(session.questions, question_index)
            self.sessions.reach_question(session.permit, question_index, reachable)
        return answer
