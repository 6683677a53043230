"""What the candidate is told of their interview when it is over."""

from dataclasses import dataclass

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.satisfaction import SatisfactionRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.self_identifications import SelfIdentificationRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.candidate_result import (
    CandidateResult,
    Satisfaction,
    candidate_result,
    require_readable,
)
from interview.domain.sessions.session import Session
from interview.use_cases.organisations.show_look import ShowLook


@dataclass(frozen=True)
class ShownCandidateResult:
    """`satisfaction` is what the candidate said of the interview; None as long as they have not. What they said of
    themselves is not told again: who made the link, and may have it still, is whom it is kept from."""

    session: Session
    organisation_name: str
    result: CandidateResult
    satisfaction: Satisfaction | None
    has_self_identified: bool


@dataclass(frozen=True)
class ShowCandidateResult:
    answers: AnswerRepository
    scores: ScoreRepository
    satisfaction: SatisfactionRepository
    statements: SelfIdentificationRepository
    show_look: ShowLook
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session: Session) -> ShownCandidateResult:
        """Raises NotOverError, LinkExpiredError where its time is over, and TooManyAttemptsError."""
        now = self.clock()
        require_readable(session, now)
        self.usage.count_of_session(quotas.RESULT_LOOKS, session.id, now)
        asked = len(session.questions)
        answers = [answer for answer in self.answers.outlines(session.id) if answer.question_index < asked]
        words = {answer.question_index: answer.scored_hash for answer in answers}
        holding = self.scores.holding(session.id, words)
        return ShownCandidateResult(
            session,
            organisation_name=self.show_look(session.organisation_id).name,
            result=candidate_result(
                session,
                answers,
                {index: held.score for index, held in holding.items()},
                {index: held.rubric for index, held in holding.items() if held.rubric},
            ),
            satisfaction=self.satisfaction.of_session(session.id),
            has_self_identified=session.asks_self_identification and self.statements.has(session.id),
        )
