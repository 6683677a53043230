"""Begin a take of an answer, or go on with one: what was stored of it before is the whole of it no more."""

from dataclasses import dataclass

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.sessions.session import Permit


@dataclass(frozen=True)
class BeginTake:
    answers: AnswerRepository
    usage: UsageRepository

    def __call__(self, permit: Permit, question_index: int) -> None:
        """Each is counted, for at its end its words are stored. A repeat changes nothing else.

        Raises QuotaExceededError where there were too many of this answer, LinkClosedError or LinkReplacedError where
        the permit does not hold any more, and NotFoundError where the question is gone.
        """
        self.answers.reopen_live_transcript(permit, question_index)
        self.usage.count(quotas.LIVE_TAKES, permit.session_id, question_index)
