"""Telling the pages that watch a session."""

from interview.adapters.live_connections import LiveConnections
from interview.adapters.mongo.connections import ConnectionRepository
from interview.settings import LiveSettings
from interview.use_cases.live.fan_out import FanOut
from interview.use_cases.live.send_message import SendMessage
from interview.wiring.database import database
from interview.wiring.kept import kept


@kept
def send_message(settings: LiveSettings) -> SendMessage:
    return SendMessage(ConnectionRepository(database(settings)), LiveConnections(settings.live_endpoint))


@kept
def fan_out(settings: LiveSettings) -> FanOut:
    return FanOut(ConnectionRepository(database(settings)), send_message(settings))
