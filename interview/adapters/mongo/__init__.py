"""MongoDB: one repository a collection, the indexes that carry the invariants, and the client."""

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.client import connect, ping
from interview.adapters.mongo.connections import ConnectionRepository
from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.indexes import create_indexes, let_expire, make_missing_indexes, missing_indexes
from interview.adapters.mongo.known_places import KnownPlaceRepository
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.session_counts import SessionCountRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.adapters.mongo.tickets import TicketRepository
from interview.adapters.mongo.transcript_lines import TranscriptLineRepository
from interview.adapters.mongo.usage import UsageRepository

__all__ = [
    "AccountRepository",
    "AnswerRepository",
    "ChunkRepository",
    "ConnectionRepository",
    "ForgottenSessionRepository",
    "KnownPlaceRepository",
    "ProctoringEventRepository",
    "ScoreRepository",
    "SessionCountRepository",
    "SessionRepository",
    "SignInAttemptRepository",
    "TemplateRepository",
    "TicketRepository",
    "TranscriptLineRepository",
    "UsageRepository",
    "connect",
    "create_indexes",
    "let_expire",
    "make_missing_indexes",
    "missing_indexes",
    "ping",
]
