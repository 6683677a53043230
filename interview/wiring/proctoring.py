"""What `functions/proctoring` asks for."""

from dataclasses import dataclass

from interview.adapters.live_connections import LiveConnections
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.connections import ConnectionRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.settings.proctoring import ProctoringSettings
from interview.use_cases.live.check_socket import CheckSocket
from interview.use_cases.live.close_connection import CloseConnection
from interview.use_cases.live.count_message import CountMessage
from interview.use_cases.live.end_connections import EndConnections
from interview.use_cases.live.join_session import JoinSession
from interview.use_cases.live.open_connection import OpenConnection
from interview.use_cases.live.record_event import RecordEvent
from interview.use_cases.live.send_message import SendMessage
from interview.wiring.announcing import send_message
from interview.wiring.database import database
from interview.wiring.kept import kept
from interview.wiring.recording_events import record_event


@dataclass(frozen=True)
class Live:
    """What the live socket can do."""

    check_socket: CheckSocket
    close_connection: CloseConnection
    count_message: CountMessage
    end_connections: EndConnections
    join_session: JoinSession
    open_connection: OpenConnection
    record_event: RecordEvent
    send_message: SendMessage


@kept
def live(settings: ProctoringSettings) -> Live:
    store = database(settings)
    connections = ConnectionRepository(store)
    end_connections = EndConnections(connections, LiveConnections(settings.live_endpoint))
    return Live(
        check_socket=CheckSocket(SessionRepository(store), AccountRepository(store)),
        close_connection=CloseConnection(connections),
        count_message=CountMessage(connections),
        end_connections=end_connections,
        join_session=JoinSession(connections),
        open_connection=OpenConnection(connections, end_connections),
        record_event=record_event(settings),
        send_message=send_message(settings),
    )
