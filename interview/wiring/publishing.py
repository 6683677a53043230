"""Publishing what happened to interviews."""

from interview.adapters.event_bus import EventBus
from interview.adapters.mongo.outbox import OutboxRepository
from interview.settings import PublishingSettings
from interview.use_cases.publish_events import PublishEvents
from interview.wiring.database import database
from interview.wiring.kept import kept


@kept
def publish_events(settings: PublishingSettings) -> PublishEvents:
    return PublishEvents(OutboxRepository(database(settings)), EventBus(settings.event_bus_name))
