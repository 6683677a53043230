"""What `functions/finish` asks for."""

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.settings import PublishingSettings
from interview.use_cases.processing.finish_processing import FinishProcessing
from interview.wiring.database import database
from interview.wiring.kept import kept
from interview.wiring.publishing import publish_events
from interview.wiring.scorecard import make_scorecard


@kept
def finish_processing(settings: PublishingSettings) -> FinishProcessing:
    store = database(settings)
    return FinishProcessing(
        SessionRepository(store),
        AnswerRepository(store),
        UsageRepository(store),
        make_scorecard(settings),
        publish=publish_events(settings),
    )
