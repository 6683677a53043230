"""What `functions/lock` asks for."""

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.settings import DatabaseSettings
from interview.use_cases.processing.begin_processing import BeginProcessing
from interview.wiring.announcing import announce_state
from interview.wiring.database import database
from interview.wiring.kept import kept

__all__ = ["announce_state", "begin_processing"]


@kept
def begin_processing(settings: DatabaseSettings) -> BeginProcessing:
    store = database(settings)
    return BeginProcessing(
        SessionRepository(store), AnswerRepository(store), ChunkRepository(store), ScoreRepository(store)
    )
