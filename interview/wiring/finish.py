"""What `functions/finish` asks for."""

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.settings import DatabaseSettings
from interview.use_cases.processing.finish_processing import FinishProcessing
from interview.wiring.announcing import announce_state
from interview.wiring.database import database
from interview.wiring.kept import kept

__all__ = ["announce_state", "finish_processing"]


@kept
def finish_processing(settings: DatabaseSettings) -> FinishProcessing:
    store = database(settings)
    return FinishProcessing(SessionRepository(store), AnswerRepository(store), UsageRepository(store))
