"""What `functions/lock` asks for."""

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.settings import PublishingSettings
from interview.use_cases.processing.begin_processing import BeginProcessing
from interview.wiring.database import database
from interview.wiring.kept import kept
from interview.wiring.publishing import publish_events


@kept
def begin_processing(settings: PublishingSettings) -> BeginProcessing:
    store = database(settings)
    return BeginProcessing(
        SessionRepository(store),
        AnswerRepository(store),
        ChunkRepository(store),
        ScoreRepository(store),
        publish_events(settings),
    )
