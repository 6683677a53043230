"""Score an answer when it is its turn: the model's limits are shared by all, and whoever came first goes first."""

import math
import random
from dataclasses import dataclass, replace
from uuid import UUID

from interview.adapters.mongo.scoring_line import Place, ScoringLineRepository
from interview.domain.evaluation.score import Score
from interview.errors import ColloquyError, RateLimitedError, RetryableError
from interview.use_cases.evaluation.make_scorecard import MakeScorecard
from interview.use_cases.evaluation.mend_failure import MendFailure
from interview.use_cases.evaluation.score_answer import ScoreAnswer

UNSAID_S = 15.0
"""How long to wait where the vendor does not say."""
ASKED_FOR_S = 20
"""How long to wait for another run that asks the model for the same answer."""
GROWTH = 1.3
MAX_WAIT_S = 3600
"""Whoever has waited n times waits at least 1.3 to the n-th seconds, up to this: the history of an execution is finite,
whatever a vendor says."""
JITTER = 0.05
COMES_AGAIN_S = 60.0
"""After a fault the state machine tries again within this time, most often."""


@dataclass(frozen=True)
class Turn:
    """What a turn came to: a score, or none for one that asked for people only; or, where `wait_s` is not 0, that it is
    to be asked again in so many seconds, with `behind` others before it."""

    score: Score | None = None
    wait_s: int = 0
    behind: int = 0


@dataclass(frozen=True)
class ScoreInTurn:
    """Nobody waits in here: who has to, comes again. However long that takes, the place in line stays."""

    score_answer: ScoreAnswer
    line: ScoringLineRepository
    mend_failure: MendFailure
    make_scorecard: MakeScorecard

    def __call__(self, session_id: UUID, question_index: int) -> Turn:
        """Raises what `ScoreAnswer` raises, but for RateLimitedError."""
        place = self.line.join(session_id, question_index)
        if place is None:
            return Turn(wait_s=_with_jitter(ASKED_FOR_S))
        groq = self.score_answer.groq.in_line(behind=place.behind, first_budget=place.budget)
        try:
            score = replace(self.score_answer, groq=groq)(session_id, question_index)
        except RateLimitedError as limited:
            wait_s = _wait_s(limited, place)
            self.line.wait(session_id, question_index, wait_s, limited.budget)
            return Turn(wait_s=wait_s, behind=place.behind)
        except RetryableError:
            self.line.wait(session_id, question_index, COMES_AGAIN_S)
            raise
        except ColloquyError:
            self.line.leave(session_id, question_index)
            raise
        self.line.leave(session_id, question_index)
        self.mend_failure(session_id, question_index)
        # Of a finished interview: a score that comes late, or again. One that a crash left without is made by a repeat.
        self.make_scorecard(session_id)
        return Turn(score)


def _wait_s(limited: RateLimitedError, place: Place) -> int:
    """As long as is said, and longer and longer where that was not true."""
    said_s = UNSAID_S if limited.retry_after_s is None else limited.retry_after_s
    return _with_jitter(min(max(said_s, GROWTH**place.waits), MAX_WAIT_S))


def _with_jitter(seconds: float) -> int:
    """Whole seconds, and a little more: who was refused together does not come back together."""
    return math.ceil(seconds * random.uniform(1, 1 + JITTER))  # noqa: S311
