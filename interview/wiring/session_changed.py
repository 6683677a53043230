"""What `functions/session_changed` asks for."""

from interview.adapters.mongo.sessions import SessionRepository
from interview.settings import LiveSettings
from interview.use_cases.live.announce_review import AnnounceReview
from interview.use_cases.live.announce_state import AnnounceState
from interview.wiring.announcing import fan_out
from interview.wiring.database import database
from interview.wiring.kept import kept


@kept
def announce_state(settings: LiveSettings) -> AnnounceState:
    return AnnounceState(SessionRepository(database(settings)), fan_out(settings))


@kept
def announce_review(settings: LiveSettings) -> AnnounceReview:
    return AnnounceReview(fan_out(settings))
