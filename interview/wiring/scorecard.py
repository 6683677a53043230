"""Making scorecards: where processing finishes, and where a score comes later."""

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.settings import PublishingSettings
from interview.use_cases.evaluation.make_scorecard import MakeScorecard
from interview.wiring.database import database
from interview.wiring.kept import kept
from interview.wiring.publishing import publish_events


@kept
def make_scorecard(settings: PublishingSettings) -> MakeScorecard:
    store = database(settings)
    return MakeScorecard(
        SessionRepository(store),
        AnswerRepository(store),
        ScoreRepository(store),
        ScorecardRepository(store),
        publish=publish_events(settings),
    )
