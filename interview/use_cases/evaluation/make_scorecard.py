"""Make the scorecard of an interview from the scores that hold."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.evaluation.scorecard import JudgedAnswer, ScorecardVersion, UnscoredReason, make_scorecard
from interview.domain.events import ScorecardData, ScorecardMade
from interview.domain.sessions.answer import AnswerProgress
from interview.domain.sessions.follow_ups import asking_order
from interview.domain.sessions.session import FINISHED, Session
from interview.use_cases.publish_events import Publish, left_to_the_sweeper

TRIES = 2
"""Who was beaten twice need not try again: the second time it was by somebody who read the scores after they did."""


@dataclass(frozen=True)
class MakeScorecard:
    """Asked for after every change of a finished interview, twice and out of order.

    The version that is there is known before the scores are read, and only that one is replaced. So a scorecard never
    takes the place of one that rests on more, and where nothing changed none is made.
    """

    sessions: SessionRepository
    answers: AnswerRepository
    scores: ScoreRepository
    scorecards: ScorecardRepository
    clock: Clock = utc_now
    publish: Publish = left_to_the_sweeper

    def __call__(self, session_id: UUID) -> ScorecardVersion | None:
        """The one that holds now; None where the interview has not finished, or is judged by people only."""
        for _ in range(TRIES):
            session = self.sessions.get(session_id)
            if session is None or session.state not in FINISHED or session.is_unjudged:
                return None
            version, known = self.scorecards.with_version(session_id)
            scorecard = make_scorecard(self._judged(session))
            if known and known.scorecard == scorecard:
                return known
            made = ScorecardVersion(version=version + 1, made_at=self.clock(), scorecard=scorecard)
            if self.scorecards.replace(session_id, made, _event(session, made)):
                self.publish(session_id)
                return made
        return self.scorecards.get(session_id)

    def _judged(self, session: Session) -> list[JudgedAnswer]:
        """The scores last: one that is stored meanwhile is of words that are known already."""
        progress = {answer.question_index: answer for answer in self.answers.progress(session.id)}
        holding = self.scores.holding(session.id, self.answers.scored_hashes(session.id))
        return [
            JudgedAnswer(
                index,
                session.questions[index],
                held.score if held else None,
                held.fingerprint if held else None,
                _unscored(progress.get(index)),
            )
            for index in asking_order(session.questions)
            for held in [holding.get(index)]
        ]


def _unscored(answer: AnswerProgress | None) -> UnscoredReason:
    """Why there is no score, where there is none."""
    if answer and answer.failure:
        return "not_processed"
    return "not_scored" if answer and answer.has("transcript") else "no_answer"


def _event(session: Session, made: ScorecardVersion) -> ScorecardMade:
    return ScorecardMade(
        at=made.made_at,
        organisation_id=session.organisation_id,
        session_id=session.id,
        session_version=session.version,
        data=ScorecardData(version=made.version),
    )
