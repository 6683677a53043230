"""Writing down what a candidate's browser noticed, whichever way it comes."""

from datetime import timedelta

from interview.adapters.mongo.listed_sessions import ListedSessionRepository
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.settings.proctoring import ProctoringSettings
from interview.use_cases.live.record_event import RecordEvent
from interview.wiring.announcing import fan_out
from interview.wiring.database import database
from interview.wiring.kept import kept


@kept
def record_event(settings: ProctoringSettings) -> RecordEvent:
    store = database(settings)
    return RecordEvent(
        SessionRepository(store),
        ProctoringEventRepository(store),
        fan_out(settings),
        kept_for=timedelta(days=settings.proctoring_retention_days),
        usage=UsageRepository(store),
        listed_sessions=ListedSessionRepository(store),
    )
